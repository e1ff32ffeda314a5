import * as wasm from '../wasm.ts';

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

/** The first floor that terms break; undefined when they respect them all. */
export const termsFault = (terms: TrackTerms): TermsFault | undefined =>
  wasm.termsFault(terms) as TermsFault | undefined;

/** The shortest time between decision and execution of these kinds, whatever their track says, in seconds. */
export const holdUpFloor = (kinds: number): number => wasm.holdUpFloor(kinds);

/** The part of a balance that an amount is, in millionths, rounded up; undefined if there is not that much. */
export const sharePpm = (amount: bigint, balance: bigint): number | undefined => wasm.sharePpm(amount, balance);

/** The shortest notice of a rule of this domain, seconds. */
export const noticeFloor = (domain: number, widens: boolean): number => wasm.ruleNotice(domain, widens) ?? 0;
