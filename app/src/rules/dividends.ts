// Mirrors crates/domain/src/accumulator.rs: an index per share in units of 2^-64, and a debt per position, modulo 2^128.

const MODULUS = 1n << 128n;

/** Two words, lower first, as one number. */
export const join = (words: readonly bigint[]): bigint => (words[0] ?? 0n) | ((words[1] ?? 0n) << 64n);

/** What a position of `shares` is owed, in base units, rounded down. */
export function owed(index: bigint, shares: bigint, debt: bigint): bigint {
  const exact = (((index * shares - debt) % MODULUS) + MODULUS) % MODULUS;
  return exact >> 64n;
}
