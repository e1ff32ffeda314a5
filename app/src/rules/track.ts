// Mirrors crates/domain/src/track.rs: what a track asks for, and the floors below which no vote can go.

import { KIND_NAMES, type Kind, kindsOf } from './kinds.ts';

/** What one house must reach, in basis points; 0: it is not asked for that. */
export interface HouseTerms {
  quorumBps: number;
  approvalBps: number;
  objectionBps: number;
}

/** What a track asks for. Periods in seconds, parts of the treasury in millionths. */
export interface TrackTerms {
  bond: bigint;
  kinds: number;
  lead: number;
  voting: number;
  coolOff: number;
  holdUp: number;
  grace: number;
  eachPpm: number;
  epochPpm: number;
  token: HouseTerms;
  creator: HouseTerms;
  proposeBps: number;
  spamBps: number;
  flags: number;
}

/** Which floor terms break. */
export type TermsFault =
  | 'Kinds'
  | 'Parts'
  | 'Periods'
  | 'NoDecision'
  | 'Optimistic'
  | 'Spending'
  | 'Blockable'
  | 'Bond';

export const DAY = 86_400;
/** Flag: passes unless enough of a house object. */
export const OPTIMISTIC = 1;
/** Flag: the guardian may block it. */
export const BLOCKABLE = 2;
/** All of the treasury: no limit. */
export const NO_LIMIT = 1_000_000;
export const MAX_BOND = 100_000_000_000n;
export const TERMS_BYTES = 57;

const ALL = kindsOf(KIND_NAMES);
const set = (...kinds: Kind[]): number => kindsOf(kinds);
const SPENDING = set('transfer', 'openBudget', 'amendBudget', 'createGrant');
const EMISSION = set('issueTreasury');
/** What can do anything: only in a track that waits long. */
const UNBOUNDED = set('upgrade', 'invoke');
const MIN_SLOW = 7 * DAY;
const OPTIMISTIC_KINDS = set('transfer', 'openBudget', 'createGrant', 'resolve');
const UNBLOCKABLE = set('reduceBudget', 'revokeBudget', 'revokeGrant', 'setGuardian');
const within = (bits: number, other: number) => (bits & ~other) === 0;
const meets = (bits: number, other: number) => (bits & other) !== 0;

/** The shortest time between decision and execution of these kinds, whatever their track says, in seconds. */
export function holdUpFloor(kinds: number): number {
  if (meets(kinds, EMISSION) || meets(kinds, UNBOUNDED)) return MIN_SLOW;
  return meets(kinds, SPENDING) ? DAY : 0;
}

/** The part of a balance that an amount is, in millionths, rounded up; undefined if there is not that much. */
export function sharePpm(amount: bigint, balance: bigint): number | undefined {
  if (amount > balance || balance === 0n) return undefined;
  return Number((amount * BigInt(NO_LIMIT) + balance - 1n) / balance);
}

/** Reads terms; `bytes` are exactly theirs. */
export function readTerms(bytes: Uint8Array): TrackTerms {
  if (bytes.length !== TERMS_BYTES) throw new RangeError('no terms of a track');
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const word = (at: number) => view.getUint32(8 + 4 * at, true);
  const half = (at: number) => view.getUint16(40 + 2 * at, true);
  const house = (at: number) => ({ quorumBps: half(at), approvalBps: half(at + 1), objectionBps: half(at + 2) });
  return {
    bond: view.getBigUint64(0, true),
    kinds: word(0),
    lead: word(1),
    voting: word(2),
    coolOff: word(3),
    holdUp: word(4),
    grace: word(5),
    eachPpm: word(6),
    epochPpm: word(7),
    token: house(0),
    creator: house(3),
    proposeBps: half(6),
    spamBps: half(7),
    flags: view.getUint8(56),
  };
}

/** Writes terms as {@link readTerms} reads them. */
export function writeTerms(terms: TrackTerms): Uint8Array {
  const bytes = new Uint8Array(TERMS_BYTES);
  const view = new DataView(bytes.buffer);
  view.setBigUint64(0, terms.bond, true);
  const { kinds, lead, voting, coolOff, holdUp, grace, eachPpm, epochPpm } = terms;
  for (const [at, word] of [kinds, lead, voting, coolOff, holdUp, grace, eachPpm, epochPpm].entries())
    view.setUint32(8 + 4 * at, word, true);
  const house = ({ quorumBps, approvalBps, objectionBps }: HouseTerms) => [quorumBps, approvalBps, objectionBps];
  const halves = [...house(terms.token), ...house(terms.creator), terms.proposeBps, terms.spamBps];
  for (const [at, half] of halves.entries()) view.setUint16(40 + 2 * at, half, true);
  view.setUint8(56, terms.flags);
  return bytes;
}

/** The first floor that terms break; undefined when they respect them all. */
export function termsFault(terms: TrackTerms): TermsFault | undefined {
  const { kinds, token, creator, lead, voting, coolOff, holdUp, grace, eachPpm, epochPpm, flags } = terms;
  if (kinds === 0 || !within(kinds, ALL)) return 'Kinds';
  for (const { quorumBps, approvalBps, objectionBps } of [token, creator]) {
    if ([quorumBps, approvalBps, objectionBps].some((bps) => bps > 10_000)) return 'Parts';
    const isAsked = quorumBps > 0 || approvalBps > 0;
    if (isAsked && (quorumBps === 0 || approvalBps < 5_000 || approvalBps >= 10_000)) return 'Parts';
  }
  if (terms.proposeBps > 1_000 || terms.spamBps > 1_000) return 'Parts';
  if (
    [lead, voting, coolOff, holdUp, grace].some((period) => period > 60 * DAY) ||
    voting < 3 * DAY ||
    grace < DAY ||
    (meets(kinds, SPENDING) && holdUp < DAY) ||
    (meets(kinds, UNBOUNDED) && holdUp < MIN_SLOW)
  )
    return 'Periods';
  const isBlockable = (flags & BLOCKABLE) !== 0;
  if ((flags & ~(OPTIMISTIC | BLOCKABLE)) !== 0 || (isBlockable && meets(kinds, UNBLOCKABLE))) return 'Blockable';
  if (terms.bond > MAX_BOND) return 'Bond';
  if (eachPpm === 0 || eachPpm > epochPpm || epochPpm > NO_LIMIT) return 'Spending';
  if (eachPpm < NO_LIMIT || epochPpm < NO_LIMIT) if (!within(kinds, OPTIMISTIC_KINDS)) return 'Spending';
  if ((flags & OPTIMISTIC) !== 0) return optimisticFault(terms);
  return token.quorumBps === 0 ? 'NoDecision' : undefined;
}

function optimisticFault({ kinds, token, creator, eachPpm, epochPpm }: TrackTerms): TermsFault | undefined {
  const objections = [token.objectionBps, creator.objectionBps];
  const isFit =
    within(kinds, OPTIMISTIC_KINDS) &&
    token.quorumBps === 0 &&
    creator.quorumBps === 0 &&
    objections.every((bps) => bps >= 1 && bps <= 3_300) &&
    eachPpm <= 10_000 &&
    epochPpm <= 50_000;
  return isFit ? undefined : 'Optimistic';
}
