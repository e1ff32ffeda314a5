import { wasm } from '../wasm.ts';

/** The value at `epoch` of a series whose first value is of `newest`; undefined when it does not remember it. */
export function at<V>(newest: number, values: readonly V[], epoch: number): V | undefined {
  const place = wasm.checkpointAt(newest, epoch);
  return place === undefined ? undefined : values[place];
}

/** The epoch of `now`, counted from `genesis` in steps of `seconds`; undefined before genesis. */
export const epochOf = (now: number, genesis: bigint | number, seconds: number): number | undefined =>
  wasm.epochOf(BigInt(now), BigInt(genesis), seconds);

/** The oldest epoch that can still be claimed when `next` is the next to be proposed. */
export const oldest = (next: number): number => wasm.oldestClaimable(next);

/** Whether `epoch` is marked in the window that starts at `base`; an epoch outside it is not. */
export const isMarked = (bits: readonly bigint[], base: number, epoch: number): boolean =>
  wasm.isClaimed(BigUint64Array.from(bits), base, epoch);

/** The id under which a track opens the budget of this number: the same number, among the ids of its tracks. */
export const budgetId = (number: number, isOptimistic: boolean): number => wasm.budgetId(number, isOptimistic);

/** What of a budget its accrual depends on. */
export interface Accrual {
  accrued: bigint;
  perDay: bigint;
  cap: bigint;
  drawn: bigint;
  since: bigint;
  until: bigint;
}

/** What can be drawn at `now`: rate x time, rounded down, at most the cap, less what was drawn. */
export const due = ({ accrued, perDay, cap, drawn, since, until }: Accrual, now: number): bigint =>
  wasm.budgetDue(accrued, perDay, since, until, cap, drawn, BigInt(now));

/** What a position of `shares` is owed, base units, rounded down; index and debt as accounts hold them. */
export const owed = (index: readonly bigint[], shares: bigint, debt: readonly bigint[]): bigint =>
  wasm.dividendsOwed(shares, BigUint64Array.from(index), BigUint64Array.from(debt));

/** The next `count` allocations, if every epoch allocates. */
export function forecast(cap: bigint, emitted: bigint, decayBps: number, count: number): bigint[] {
  const list: bigint[] = [];
  for (let sum = emitted; list.length < count; ) {
    const next = wasm.nextAllocation(cap, sum, decayBps);
    list.push(next);
    sum += next;
  }
  return list;
}

/** When the shares of a grant become its holder's; times in unix seconds. */
export interface Schedule {
  total: bigint;
  start: bigint;
  cliff: bigint;
  end: bigint;
}

/** What has vested at `now`: nothing before the cliff, all from the end on, linear between; rounds down. */
export const vestedAt = ({ total, start, cliff, end }: Schedule, now: bigint): bigint =>
  wasm.vestedAt(total, start, cliff, end, now);
