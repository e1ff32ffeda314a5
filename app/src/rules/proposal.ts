import { at } from './checkpoints.ts';

// Mirrors crates/domain/src/proposal.rs and tally.rs: the state is derived from time, and passing from the counts alone.

/** Stands for "no key" in every account. */
const NOBODY = '11111111111111111111111111111111';

export type State =
  | 'pending'
  | 'voting'
  | 'coolOff'
  | 'decided'
  | 'holdUp'
  | 'executable'
  | 'executing'
  | 'executed'
  | 'defeated'
  | 'cancelled'
  | 'blocked'
  | 'expired';

/** What of a proposal its state depends on. */
export interface Life {
  status: number;
  cursor: number;
  votingFrom: bigint;
  votingUntil: bigint;
  coolOff: number;
  holdUp: number;
  grace: number;
}

/** When the last ballot can be cast: before this. */
export const closesAt = (life: Life): number => Number(life.votingUntil) + life.coolOff;
/** When it can be executed at the earliest. */
export const executableFrom = (life: Life): number => closesAt(life) + life.holdUp;
/** When it cannot be executed any more. */
export const executableUntil = (life: Life): number => executableFrom(life) + life.grace;

const FIXED: Readonly<Record<number, State>> = { 2: 'defeated', 3: 'cancelled', 4: 'blocked', 5: 'executed' };

/** Where a proposal stands at `now`. Each period begins with its first second and ends before the next one's. */
export function stateAt(life: Life, now: number): State {
  const fixed = FIXED[life.status];
  if (fixed) return fixed;
  if (life.status === 0) {
    if (now < Number(life.votingFrom)) return 'pending';
    if (now < Number(life.votingUntil)) return 'voting';
    return now < closesAt(life) ? 'coolOff' : 'decided';
  }
  if (now < executableFrom(life)) return 'holdUp';
  if (now >= executableUntil(life)) return 'expired';
  return life.cursor > 0 ? 'executing' : 'executable';
}

/** When the state changes by itself next; undefined when nothing does. */
export function changesAt(life: Life, now: number): number | undefined {
  switch (stateAt(life, now)) {
    case 'pending':
      return Number(life.votingFrom);
    case 'voting':
      return Number(life.votingUntil);
    case 'coolOff':
      return closesAt(life);
    case 'holdUp':
      return executableFrom(life);
    case 'executable':
    case 'executing':
      return executableUntil(life);
    default:
      return undefined;
  }
}

/** Whether nothing can happen to it any more. */
export const isTerminal = (state: State): boolean =>
  ['executed', 'defeated', 'cancelled', 'blocked', 'expired'].includes(state);

/** One house's count and what it must reach. */
export interface House {
  yes: bigint;
  no: bigint;
  abstain: bigint;
  eligible: bigint;
  quorum: bigint;
  objection: bigint;
  approvalBps: number;
}

/** Whether enough votes were cast. */
export const hasQuorum = (house: House): boolean => house.yes + house.no + house.abstain >= house.quorum;
/** Whether too many are against. */
export const isRejected = (house: House): boolean => house.objection > 0n && house.no >= house.objection;
/** Whether more than the asked part of yes and no is yes. */
export const isApproved = (house: House): boolean =>
  house.yes * 10_000n > (house.yes + house.no) * BigInt(house.approvalBps);

/** Whether a house lets it pass. One that is asked for approval and has no votes approves nothing. */
export function passes(house: House): boolean {
  if (isRejected(house)) return false;
  return house.approvalBps === 0 || (hasQuorum(house) && isApproved(house));
}

/** The delegate whose ballot holds these shares in power epoch `epoch`. */
export function delegateAt(
  position: { epoch: number; delegateAge: number; delegate: string; formerDelegate: string },
  epoch: number,
): string {
  const back = Math.max(0, position.epoch - epoch);
  return back <= position.delegateAge ? position.delegate : position.formerDelegate;
}

/**
 * The votes that a holder proposes with in power epoch `epoch`: those delegated to it, and its own unless it delegated
 * them.
 */
export function votesToPropose(
  position: {
    epoch: number;
    own: readonly bigint[];
    received: readonly bigint[];
    delegateAge: number;
    delegate: string;
    formerDelegate: string;
  },
  epoch: number,
): { votes: bigint; delegated: bigint } {
  const own = at(position.epoch, position.own, epoch) ?? 0n;
  const received = at(position.epoch, position.received, epoch) ?? 0n;
  const isOwn = delegateAt(position, epoch) === NOBODY;
  return { votes: received + (isOwn ? own : 0n), delegated: isOwn ? 0n : own };
}
