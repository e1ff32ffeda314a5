import { type Address, getAddressDecoder, getAddressEncoder } from '@solana/kit';

// Mirrors crates/domain/src/action/wire.rs: a kind byte, then the fields, little-endian, unpadded.

/** The kinds, by number. */
export const KIND_NAMES = [
  'transfer',
  'openBudget',
  'amendBudget',
  'reduceBudget',
  'revokeBudget',
  'setRule',
  'widenRule',
  'repealRule',
  'setTrack',
  'setPlatform',
  'setGuardian',
  'setScorer',
  'resolveDistribution',
  'createGrant',
  'revokeGrant',
  'issueTreasury',
  'resolve',
] as const;
export type Kind = (typeof KIND_NAMES)[number];

/** A mint, or SOL. */
export type Asset = Address | undefined;
export interface BudgetTerms {
  perDay: bigint;
  cap: bigint;
  lasts: number;
}
export interface RuleTerms {
  id: number;
  domain: number;
  version: number;
  textHash: Uint8Array;
  notice: number;
  lasts: number;
  params: { unit: number; value: bigint }[];
}

export type Action =
  | { kind: 'transfer'; asset: Asset; to: Address; amount: bigint }
  | { kind: 'openBudget'; id: number; asset: Asset; recipient: Address; terms: BudgetTerms; reportEvery: number }
  | { kind: 'amendBudget' | 'reduceBudget'; id: number; terms: BudgetTerms }
  | { kind: 'revokeBudget'; id: number }
  | ({ kind: 'setRule' | 'widenRule' } & RuleTerms)
  | { kind: 'repealRule'; id: number; version: number; notice: number }
  | { kind: 'setTrack'; id: number; terms: Uint8Array }
  | { kind: 'setPlatform'; constitutionHash: Uint8Array; seatMinEarned: bigint; seatMinAge: number }
  | { kind: 'setGuardian'; guardian: Address; lasts: number }
  | { kind: 'setScorer'; scorer: Address }
  | { kind: 'resolveDistribution'; distribution: Address; outcome: number }
  | {
      kind: 'createGrant';
      holder: Address;
      id: number;
      total: bigint;
      start: bigint;
      cliff: bigint;
      end: bigint;
      isRevocable: boolean;
    }
  | { kind: 'revokeGrant'; grant: Address }
  | { kind: 'issueTreasury'; amount: bigint }
  | { kind: 'resolve'; textHash: Uint8Array };

const TERMS_BYTES = 57;
const address = getAddressDecoder();
const addressBytes = getAddressEncoder();

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
  const rule = (): RuleTerms => ({
    id: u16(),
    domain: u8(),
    version: u32(),
    textHash: raw(32),
    notice: u32(),
    lasts: u32(),
    params: Array.from({ length: u8() }, () => ({ unit: u8(), value: u64() })),
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
        return { kind, id: u8(), terms: raw(TERMS_BYTES) };
      case 'setPlatform':
        return { kind, constitutionHash: raw(32), seatMinEarned: u64(), seatMinAge: u32() };
      case 'setGuardian':
        return { kind, guardian: key(), lasts: u32() };
      case 'setScorer':
        return { kind, scorer: key() };
      case 'resolveDistribution':
        return { kind, distribution: key(), outcome: u8() };
      case 'createGrant':
        return {
          kind,
          holder: key(),
          id: u32(),
          total: u64(),
          start: i64(),
          cliff: i64(),
          end: i64(),
          isRevocable: u8() === 1,
        };
      case 'revokeGrant':
        return { kind, grant: key() };
      case 'issueTreasury':
        return { kind, amount: u64() };
      case 'resolve':
        return { kind, textHash: raw(32) };
      default:
        throw new RangeError('no such kind of action');
    }
  };
  const list: Action[] = [];
  while (at < bytes.length) list.push(one());
  return list;
}

/** The kinds that the typed forms write. */
export type Written = Extract<
  Action,
  {
    kind:
      | 'transfer'
      | 'openBudget'
      | 'revokeBudget'
      | 'setRule'
      | 'widenRule'
      | 'repealRule'
      | 'createGrant'
      | 'resolve'
      | 'setScorer';
  }
>;

/** Writes actions as the program reads them. */
export function encodeActions(actions: readonly Written[]): Uint8Array {
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
  for (const action of actions) {
    out.push(KIND_NAMES.indexOf(action.kind));
    switch (action.kind) {
      case 'transfer':
        asset(action.asset);
        key(action.to);
        number(action.amount, 8);
        break;
      case 'openBudget':
        number(BigInt(action.id), 4);
        asset(action.asset);
        key(action.recipient);
        number(action.terms.perDay, 8);
        number(action.terms.cap, 8);
        number(BigInt(action.terms.lasts), 4);
        number(BigInt(action.reportEvery), 4);
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
      case 'setScorer':
        key(action.scorer);
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
      case 'resolve':
        put(action.textHash);
        break;
    }
  }
  return Uint8Array.from(out);
}
