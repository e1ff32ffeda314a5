import { type Address, getAddressEncoder } from '@solana/kit';
import type { Action, Asset, BudgetTerms, Pin } from './actions.ts';
import { KIND_NAMES } from './kinds.ts';
import { writeTerms } from './track.ts';

// Mirrors the writing half of crates/domain/src/action/wire.rs.

const addressBytes = getAddressEncoder();

/** Writes actions as the program reads them. */
export function encodeActions(actions: readonly Action[]): Uint8Array {
  const out: number[] = [];
  const number = (value: bigint, bytes: number) => {
    let rest = BigInt.asUintN(bytes * 8, value);
    for (let n = 0; n < bytes; n++, rest >>= 8n) out.push(Number(rest & 0xffn));
  };
  const put = (bytes: ArrayLike<number>) => out.push(...Array.from(bytes));
  const key = (value: Address) => put(addressBytes.encode(value));
  const asset = (value: Asset) => {
    out.push(value ? 1 : 0);
    if (value) key(value);
  };
  const budget = ({ perDay, cap, lasts }: BudgetTerms) => {
    number(perDay, 8);
    number(cap, 8);
    number(BigInt(lasts), 4);
  };
  const pin = (code: Pin) => {
    if (code.is === 'immutable') out.push(0);
    if (code.is === 'slot') {
      out.push(1);
      number(code.slot, 8);
    }
    if (code.is === 'code') {
      out.push(2);
      number(BigInt(code.bytes), 4);
      put(code.hash);
    }
  };
  let token: Address | undefined;
  for (const action of actions) {
    out.push(KIND_NAMES.indexOf(action.kind));
    switch (action.kind) {
      case 'transfer':
        // The token that the action before it named last takes one byte.
        if (action.asset && action.asset === token) out.push(2);
        else asset(action.asset);
        key(action.to);
        number(action.amount, 8);
        break;
      case 'openBudget':
        number(BigInt(action.id), 4);
        asset(action.asset);
        key(action.recipient);
        budget(action.terms);
        number(BigInt(action.reportEvery), 4);
        break;
      case 'amendBudget':
      case 'reduceBudget':
        number(BigInt(action.id), 4);
        budget(action.terms);
        break;
      case 'revokeBudget':
        number(BigInt(action.id), 4);
        break;
      case 'setRule':
      case 'widenRule':
        number(BigInt(action.id), 2);
        number(BigInt(action.domain), 1);
        number(BigInt(action.version), 4);
        put(action.textHash);
        number(BigInt(action.notice), 4);
        number(BigInt(action.lasts), 4);
        out.push(action.params.length);
        for (const { unit, value } of action.params) {
          out.push(unit);
          number(value, 8);
        }
        break;
      case 'repealRule':
        number(BigInt(action.id), 2);
        number(BigInt(action.version), 4);
        number(BigInt(action.notice), 4);
        break;
      case 'setTrack':
        number(BigInt(action.id), 1);
        put(writeTerms(action.terms));
        break;
      case 'setPlatform':
        put(action.constitutionHash);
        number(action.seatMinEarned, 8);
        number(BigInt(action.seatMinAge), 4);
        break;
      case 'setGuardian':
        key(action.guardian);
        number(BigInt(action.lasts), 4);
        break;
      case 'setScorer':
        key(action.scorer);
        break;
      case 'resolveDistribution':
        key(action.distribution);
        out.push(action.outcome);
        break;
      case 'createGrant':
        key(action.holder);
        number(BigInt(action.id), 4);
        number(action.total, 8);
        number(action.start, 8);
        number(action.cliff, 8);
        number(action.end, 8);
        out.push(action.isRevocable ? 1 : 0);
        break;
      case 'revokeGrant':
        key(action.grant);
        break;
      case 'issueTreasury':
        number(action.amount, 8);
        break;
      case 'resolve':
        put(action.textHash);
        break;
      case 'upgrade':
        key(action.program);
        pin(action.pin);
        key(action.buffer);
        put(action.codeHash);
        key(action.spill);
        break;
      case 'invoke':
        key(action.program);
        pin(action.pin);
        out.push(action.accounts.length);
        for (const { key: at, isWritable, isSigner } of action.accounts) {
          out.push((isWritable ? 1 : 0) | (isSigner ? 2 : 0));
          key(at);
        }
        number(BigInt(action.data.length), 2);
        put(action.data);
        break;
    }
    if ('asset' in action && action.asset) token = action.asset;
  }
  return Uint8Array.from(out);
}
