import {
  type Action,
  BLOCKABLE,
  type BudgetTerms,
  type CallAccount,
  type HouseTerms,
  KIND_NAMES,
  type Kind,
  kindsIn,
  kindsOf,
  OPTIMISTIC,
  type Pin,
  type RuleTerms,
  type TrackTerms,
} from '@makerstake/client';
import type { Address } from '@solana/kit';
import { faults } from './fault.ts';
import {
  bool,
  bytes,
  days,
  type Field,
  hash,
  i64,
  key,
  list,
  object,
  oneOf,
  optional,
  otherwise,
  string,
  u8,
  u16,
  u32,
  u64,
} from './fields.ts';

// The actions of the file of a proposal, as docs/proposals.md lists them.

const NOBODY = '11111111111111111111111111111111' as Address;
const DOMAINS = ['moderation', 'data', 'product', 'economy'];
const OUTCOMES = ['proposed', 'rival', 'void'];
/** The units of parameters, from 1 on. */
const UNITS = ['number', 'bps', 'amount', 'seconds', 'flags', 'bool'];
const NAMES = KIND_NAMES.map((kind) => kind.replace(/[A-Z]/g, (letter) => `_${letter.toLowerCase()}`));

/** A field that is something else to us. */
const mapped = <A, B>(field: Field<A>, ours: (read: A) => B, theirs: (value: B) => A): Field<B> => ({
  read: (found, place) => ours(field.read(found, place)),
  write: (value, place) => field.write(theirs(value), place),
});

/** The one field of an object that says what it is by its name: `{ bps = 250 }`. */
function only(found: unknown, place: string, names: readonly string[]): [number, unknown] {
  const [entry, ...more] = typeof found === 'object' && found !== null ? Object.entries(found) : [];
  const wanted = `{ ${names.join(' } | { ')} }`;
  if (!entry || more.length > 0 || !names.includes(entry[0]))
    throw faults.value(place, found, { en: wanted, nl: wanted, es: wanted });
  return [names.indexOf(entry[0]), entry[1]];
}

const BOOL = 6;
const param: Field<RuleTerms['params'][number]> = {
  read: (found, place) => {
    const [at, value] = only(found, place, UNITS);
    const unit = at + 1;
    return { unit, value: unit === BOOL ? (bool.read(value, place) ? 1n : 0n) : u64.read(value, place) };
  },
  write: ({ unit, value }, place) => {
    const name = UNITS[unit - 1];
    if (!name) throw faults.unknown(place);
    return { [name]: unit === BOOL ? value === 1n : value };
  },
};

const code = object<{ bytes: number; hash: Uint8Array }>({ bytes: u32, hash }, { hash: 'sha256' });
const pin: Field<Pin> = {
  read: (found, place) => {
    if (found === 'immutable') return { is: 'immutable' };
    const [at, value] = only(found, place, ['slot', 'code']);
    return at === 0 ? { is: 'slot', slot: u64.read(value, place) } : { is: 'code', ...code.read(value, place) };
  },
  write: (value, place) => {
    if (value.is === 'immutable') return 'immutable';
    return value.is === 'slot' ? { slot: value.slot } : { code: code.write(value, place) };
  },
};

const account = object<CallAccount>(
  { key, isWritable: otherwise(bool, false), isSigner: otherwise(bool, false) },
  { isWritable: 'writable', isSigner: 'signer' },
);

type Flat<T extends { terms: BudgetTerms }> = Omit<T, 'terms'> & BudgetTerms;
const flat = <T extends { terms: BudgetTerms }>(field: Field<Flat<T>>): Field<T> =>
  mapped(
    field,
    ({ perDay, cap, lasts, ...rest }) => ({ ...rest, terms: { perDay, cap, lasts } }) as unknown as T,
    ({ terms, ...rest }) => ({ ...rest, ...terms }) as unknown as Flat<T>,
  );
const terms = { perDay: u64, cap: u64, lasts: days };
const changed = flat(object<Flat<{ id: number; terms: BudgetTerms }>>({ id: u32, ...terms }, { lasts: 'days' }));

const rule = object<RuleTerms>(
  {
    id: u16,
    domain: oneOf(DOMAINS),
    version: u32,
    textHash: hash,
    notice: days,
    lasts: otherwise(days, 0),
    params: otherwise(list(param), []),
  },
  { textHash: 'text_sha256', notice: 'notice_days', lasts: 'lasts_days' },
);

const NOT_ASKED: HouseTerms = { quorumBps: 0, approvalBps: 0, vetoBps: 0 };
const part = otherwise(u16, 0);
const house = otherwise(
  object<HouseTerms>(
    { quorumBps: part, approvalBps: part, vetoBps: part },
    { quorumBps: 'quorum', approvalBps: 'approval', vetoBps: 'veto' },
  ),
  NOT_ASKED,
);
type TrackEntry = Omit<TrackTerms, 'kinds' | 'flags'> & {
  id: number;
  name: string;
  kinds: readonly number[];
  optimistic: boolean;
  blockable: boolean;
};
const track = mapped(
  object<TrackEntry>({
    id: u8,
    name: string,
    kinds: list(oneOf(NAMES)),
    optimistic: bool,
    blockable: bool,
    votingDelay: days,
    votingPeriod: days,
    coolOff: days,
    timelock: days,
    grace: days,
    perActionLimitPpm: u32,
    perEpochLimitPpm: u32,
    bond: u64,
    proposalThresholdBps: u16,
    bondRefundBps: u16,
    token: house,
    creator: house,
  }),
  ({ id, name: _, kinds, optimistic, blockable, ...asked }) => ({
    id,
    terms: {
      ...asked,
      kinds: kindsOf(kinds.flatMap((at) => KIND_NAMES[at] ?? [])),
      flags: (optimistic ? OPTIMISTIC : 0) | (blockable ? BLOCKABLE : 0),
    } as TrackTerms,
  }),
  ({ id, terms: { kinds, flags, ...asked } }) => ({
    ...asked,
    id,
    // A name is for people, and only in the file.
    name: `track ${id}`,
    kinds: kindsIn(kinds).map((kind) => KIND_NAMES.indexOf(kind)),
    optimistic: (flags & OPTIMISTIC) !== 0,
    blockable: (flags & BLOCKABLE) !== 0,
  }),
);

/** The fields of an action of this kind. */
type Of<K extends Kind> = Action extends infer A
  ? A extends { kind: infer Kinds }
    ? K extends Kinds
      ? Omit<A, 'kind'>
      : never
    : never
  : never;

/** How the fields of each kind stand in the file. */
const KINDS: { readonly [K in Kind]: Field<Of<K>> } = {
  transfer: object({ to: key, amount: u64, asset: optional(key) }, { asset: 'mint' }),
  openBudget: flat(
    object(
      { id: u32, recipient: key, ...terms, reportEvery: days, asset: optional(key) },
      { recipient: 'to', lasts: 'days', reportEvery: 'report_every_days', asset: 'mint' },
    ),
  ),
  amendBudget: changed,
  reduceBudget: changed,
  revokeBudget: object({ id: u32 }),
  setRule: rule,
  widenRule: rule,
  repealRule: object({ id: u16, version: u32, notice: days }, { notice: 'notice_days' }),
  setTrack: track,
  setPlatform: object(
    { constitutionHash: hash, seatMinEarned: u64, seatMinAge: days },
    { constitutionHash: 'constitution_sha256', seatMinAge: 'seat_min_age_days' },
  ),
  setGuardian: object({ guardian: otherwise(key, NOBODY), lasts: days }, { lasts: 'days' }),
  setScorer: object({ scorer: key }),
  resolveDistribution: object({ distribution: key, outcome: oneOf(OUTCOMES) }),
  createGrant: object(
    {
      holder: key,
      id: u32,
      total: u64,
      start: i64,
      cliff: i64,
      end: i64,
      isRevocable: bool,
      isTransferable: bool,
    },
    { isRevocable: 'revocable', isTransferable: 'transferable' },
  ),
  revokeGrant: object({ grant: key }),
  issueTreasury: object({ amount: u64 }),
  resolve: object({ textHash: hash }, { textHash: 'text_sha256' }),
  upgrade: object({ program: key, pin, buffer: key, codeHash: hash, spill: key }, { codeHash: 'code_sha256' }),
  invoke: object({ program: key, pin, accounts: list(account), data: bytes() }),
};

const kindOf = oneOf(NAMES);

/** One action: its kind, and the fields of that kind. */
export const action: Field<Action> = {
  read: (found, place) => {
    const { kind: name, ...fields } = (found ?? {}) as Record<string, unknown>;
    if (name === undefined) throw faults.missing(`${place}: kind`);
    const kind = KIND_NAMES[kindOf.read(name, `${place}: kind`)] ?? 'resolve';
    return { kind, ...KINDS[kind].read(fields, place) } as Action;
  },
  write: ({ kind, ...fields }, place) => ({
    kind: NAMES[KIND_NAMES.indexOf(kind)],
    ...((KINDS[kind] as Pick<Field<never>, 'write'>).write(fields as never, place) as object),
  }),
};
