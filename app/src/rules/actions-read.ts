import { type Address, getAddressDecoder } from '@solana/kit';
import type { Action, Asset, BudgetTerms, CallAccount, Pin, RuleTerms } from './actions.ts';
import { KIND_NAMES } from './kinds.ts';
import { readTerms, TERMS_BYTES } from './track.ts';

// Mirrors the reading half of crates/domain/src/action/wire.rs: a kind byte, then the fields, little-endian, unpadded.

const MAX_PARAMS = 8;
const address = getAddressDecoder();

function ruling(number: number): number {
  if (number > 2) throw new RangeError('no such ruling');
  return number;
}

/** Reads a list of actions; throws on bytes that are none. */
export function decodeActions(bytes: Uint8Array): Action[] {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  let at = 0;
  let token: Address | undefined;
  const take = (n: number) => {
    if (at + n > bytes.length) throw new RangeError('the actions end within an action');
    at += n;
    return at - n;
  };
  const bool = () => {
    const byte = u8();
    if (byte > 1) throw new RangeError('neither yes nor no');
    return byte === 1;
  };
  const u8 = () => view.getUint8(take(1));
  const u16 = () => view.getUint16(take(2), true);
  const u32 = () => view.getUint32(take(4), true);
  const u64 = () => view.getBigUint64(take(8), true);
  const i64 = () => view.getBigInt64(take(8), true);
  const raw = (n: number) => bytes.slice(take(n), at);
  const key = () => address.decode(raw(32));
  const asset = (): Asset => {
    const tag = u8();
    if (tag === 0) return undefined;
    if (tag === 1) token = key();
    if (tag > 2 || !token) throw new RangeError('no such asset');
    return token;
  };
  const terms = (): BudgetTerms => ({ perDay: u64(), cap: u64(), lasts: u32() });
  const params = (length: number) => {
    if (length > MAX_PARAMS) throw new RangeError('more parameters than a rule has');
    return Array.from({ length }, () => ({ unit: u8(), value: u64() }));
  };
  const rule = (): RuleTerms => ({
    id: u16(),
    domain: u8(),
    version: u32(),
    textHash: raw(32),
    notice: u32(),
    lasts: u32(),
    params: params(u8()),
  });
  const pin = (): Pin => {
    switch (u8()) {
      case 0:
        return { is: 'immutable' };
      case 1:
        return { is: 'slot', slot: u64() };
      case 2:
        return { is: 'code', bytes: u32(), hash: raw(32) };
      default:
        throw new RangeError('no such pin');
    }
  };
  const accounts = (length: number) =>
    Array.from({ length }, (): CallAccount => {
      const flags = u8();
      if (flags > 3) throw new RangeError('no such flag of an account');
      return { key: key(), isWritable: (flags & 1) !== 0, isSigner: (flags & 2) !== 0 };
    });
  const one = (): Action => {
    const kind = KIND_NAMES[u8()];
    switch (kind) {
      case 'transfer':
        return { kind, asset: asset(), to: key(), amount: u64() };
      case 'openBudget':
        return { kind, id: u32(), asset: asset(), recipient: key(), terms: terms(), reportEvery: u32() };
      case 'amendBudget':
      case 'reduceBudget':
        return { kind, id: u32(), terms: terms() };
      case 'revokeBudget':
        return { kind, id: u32() };
      case 'setRule':
      case 'widenRule':
        return { kind, ...rule() };
      case 'repealRule':
        return { kind, id: u16(), version: u32(), notice: u32() };
      case 'setTrack':
        return { kind, id: u8(), terms: readTerms(raw(TERMS_BYTES)) };
      case 'setPlatform':
        return { kind, constitutionHash: raw(32), seatMinEarned: u64(), seatMinAge: u32() };
      case 'setGuardian':
        return { kind, guardian: key(), lasts: u32() };
      case 'setScorer':
        return { kind, scorer: key() };
      case 'resolveDistribution':
        return { kind, distribution: key(), outcome: ruling(u8()) };
      case 'createGrant':
        return {
          kind,
          holder: key(),
          id: u32(),
          total: u64(),
          start: i64(),
          cliff: i64(),
          end: i64(),
          isRevocable: bool(),
        };
      case 'revokeGrant':
        return { kind, grant: key() };
      case 'issueTreasury':
        return { kind, amount: u64() };
      case 'resolve':
        return { kind, textHash: raw(32) };
      case 'upgrade':
        return { kind, program: key(), pin: pin(), buffer: key(), codeHash: raw(32), spill: key() };
      case 'invoke':
        return { kind, program: key(), pin: pin(), accounts: accounts(u8()), data: raw(u16()) };
      default:
        throw new RangeError('no such kind of action');
    }
  };
  const list: Action[] = [];
  while (at < bytes.length) list.push(one());
  return list;
}
