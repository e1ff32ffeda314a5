import { wasm } from '../wasm.ts';
import { at } from './shares.ts';

/** Stands for "no key" in every account. */
const NOBODY = '11111111111111111111111111111111';

export type State =
  | 'pending'
  | 'voting'
  | 'coolOff'
  | 'decided'
  | 'timelock'
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
  timelock: number;
  grace: number;
}

const times = (life: Life) => Array.from(wasm.lifeTimes(life), Number) as [number, number, number];

/** When the last ballot can be cast: before this. */
export const closesAt = (life: Life): number => times(life)[0];
/** When it can be executed at the earliest. */
export const executableFrom = (life: Life): number => times(life)[1];
/** When it cannot be executed any more. */
export const executableUntil = (life: Life): number => times(life)[2];

const camel = (name: string) => name.replace(/-(\w)/g, (_, letter: string) => letter.toUpperCase());

/** Where a proposal stands at `now`. Each period begins with its first second and ends before the next one's. */
export const stateAt = (life: Life, now: number): State => camel(wasm.stateName(life, BigInt(now))) as State;

/** When the state changes by itself next; undefined when nothing does. */
export function changesAt(life: Life, now: number): number | undefined {
  switch (stateAt(life, now)) {
    case 'pending':
      return Number(life.votingFrom);
    case 'voting':
      return Number(life.votingUntil);
    case 'coolOff':
      return closesAt(life);
    case 'timelock':
      return executableFrom(life);
    case 'executable':
    case 'executing':
      return executableUntil(life);
    default:
      return undefined;
  }
}

const TERMINAL: readonly string[] = wasm.terminalStates();

/** Whether nothing can happen to it any more. */
export const isTerminal = (state: State): boolean => TERMINAL.includes(state);

/** One house's count and what it must reach. */
export interface House {
  yes: bigint;
  no: bigint;
  abstain: bigint;
  eligible: bigint;
  quorum: bigint;
  veto: bigint;
  approvalBps: number;
}

/** Whether enough votes were cast. */
export const hasQuorum = (house: House): boolean => wasm.hasQuorum(house);
/** Whether too many are against. */
export const isRejected = (house: House): boolean => wasm.isRejected(house);
/** Whether more than the asked part of yes and no is yes. */
export const isApproved = (house: House): boolean => wasm.isApproved(house);
/** Whether a house lets it pass. One that is asked for approval and has no votes approves nothing. */
export const passes = (house: House): boolean => wasm.housePasses(house);

/** The delegate whose ballot holds these shares in snapshot epoch `epoch`. */
export function delegateAt(
  position: { epoch: number; delegateAge: number; delegate: string; formerDelegate: string },
  epoch: number,
): string {
  const back = Math.max(0, position.epoch - epoch);
  return back <= position.delegateAge ? position.delegate : position.formerDelegate;
}

/**
 * The votes that a holder proposes with in snapshot epoch `epoch`: those delegated to it, and its own unless it delegated
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
