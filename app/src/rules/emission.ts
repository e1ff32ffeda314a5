// Mirrors crates/domain/src/emission.rs.

/** The allocation of the next epoch: floor((cap - emitted) x decay). */
export function allocation(cap: bigint, emitted: bigint, decayBps: number): bigint {
  return ((cap - emitted) * BigInt(decayBps)) / 10_000n;
}

/** The next `count` allocations, if every epoch allocates. */
export function forecast(cap: bigint, emitted: bigint, decayBps: number, count: number): bigint[] {
  const list: bigint[] = [];
  for (let sum = emitted; list.length < count; ) {
    const next = allocation(cap, sum, decayBps);
    list.push(next);
    sum += next;
  }
  return list;
}
