// Mirrors programs/core/src/floor.rs.

/** What of a pool the floor of its shares depends on, base units. */
export interface Buckets {
  contributionsCap: bigint;
  grantsCap: bigint;
  treasuryCap: bigint;
  contributionsEmitted: bigint;
  grantsEmitted: bigint;
  treasuryEmitted: bigint;
}

const part = (bps: bigint, amount: bigint) => (amount * bps + 9_999n) / 10_000n;

/** How many shares a quorum and the votes of a proposer are parts of at the least. */
export function shareFloor(pool: Buckets): bigint {
  const ofCaps = part(50n, pool.contributionsCap + pool.grantsCap + pool.treasuryCap);
  const ofMinted = part(500n, pool.contributionsEmitted + pool.grantsEmitted + pool.treasuryEmitted);
  // biome-ignore lint/complexity/useMathMinMax: it takes no bigint
  return ofCaps > ofMinted ? ofCaps : ofMinted;
}
