// Mirrors crates/domain/src/vesting.rs.

/** When the shares of a grant become its holder's; times in unix seconds. */
export interface Schedule {
  total: bigint;
  start: bigint;
  cliff: bigint;
  end: bigint;
}

/** What has vested at `now`: nothing before the cliff, all from the end on, linear between; rounds down. */
export function vestedAt({ total, start, cliff, end }: Schedule, now: bigint): bigint {
  if (now >= end) return total;
  if (now < cliff || now <= start) return 0n;
  return (total * (now - start)) / (end - start);
}
