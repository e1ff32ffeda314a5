// Mirrors crates/domain/src/checkpoints.rs: values of the four epochs ending with `newest`, newest first.

/** The value at `epoch`; undefined when it is older than the series remembers. */
export function at<V>(newest: number, values: readonly V[], epoch: number): V | undefined {
  return values[Math.max(0, newest - epoch)];
}

/** The epoch of `now`, counted from `genesis` in steps of `seconds`; undefined before genesis. */
export function epochOf(now: number, genesis: bigint | number, seconds: number): number | undefined {
  const elapsed = now - Number(genesis);
  return elapsed < 0 || seconds <= 0 ? undefined : Math.floor(elapsed / seconds);
}
