// Mirrors crates/domain/src/budget.rs.

const DAY = 86_400n;
/** Budgets of tracks with spending limits have their ids from this one on, all others below it. */
export const LIMITED_IDS = 2 ** 31;

/** The id under which a track opens the budget of this number: the same number, among the ids of its tracks. */
export function budgetId(number: number, isLimited: boolean): number {
  return (number % LIMITED_IDS) + (isLimited ? LIMITED_IDS : 0);
}

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
export function due({ accrued, perDay, cap, drawn, since, until }: Accrual, now: number): bigint {
  const end = BigInt(now) < until ? BigInt(now) : until;
  const elapsed = end > since ? end - since : 0n;
  const total = accrued + (perDay * elapsed) / DAY;
  const most = total < cap ? total : cap;
  return most > drawn ? most - drawn : 0n;
}
