import { wasm } from '../wasm.ts';

/** What one house must reach, in basis points; 0: it is not asked for that. */
export interface HouseTerms {
  quorumBps: number;
  approvalBps: number;
  vetoBps: number;
}

/** What a track asks for. Periods in seconds, parts of the treasury in millionths. */
export interface TrackTerms {
  bond: bigint;
  kinds: number;
  votingDelay: number;
  votingPeriod: number;
  coolOff: number;
  timelock: number;
  grace: number;
  perActionLimitPpm: number;
  perEpochLimitPpm: number;
  token: HouseTerms;
  creator: HouseTerms;
  proposalThresholdBps: number;
  bondRefundBps: number;
  flags: number;
}

/** Which floor terms break. */
export type TermsFault =
  | 'Kinds'
  | 'Quorum'
  | 'Approval'
  | 'Veto'
  | 'Threshold'
  | 'Refund'
  | 'Periods'
  | 'VotingPeriod'
  | 'Grace'
  | 'Timelock'
  | 'Ruling'
  | 'NoDecision'
  | 'Optimistic'
  | 'Spending'
  | 'Blockable'
  | 'Bond'
  | 'Constitutional'
  | 'TooLong';

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
export const timelockFloor = (kinds: number): number => wasm.timelockFloor(kinds);

/** The part of a balance that an amount is, in millionths, rounded up; undefined if there is not that much. */
export const sharePpm = (amount: bigint, balance: bigint): number | undefined => wasm.sharePpm(amount, balance);

/** The shortest notice of a rule of this domain, seconds. */
export const noticeFloor = (domain: number, widens: boolean): number => wasm.ruleNotice(domain, widens) ?? 0;
