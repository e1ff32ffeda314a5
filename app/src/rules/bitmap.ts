// Mirrors crates/domain/src/bitmap.rs: which of the newest 128 distributions were claimed.

/** How many epochs the window holds. */
export const EPOCHS = 128;

/** The oldest epoch that can still be claimed when `next` is the next to be proposed. */
export const oldest = (next: number): number => Math.max(0, next - EPOCHS);

/** Whether `epoch` is marked in the window that starts at `base`; an epoch outside it is not. */
export function isMarked(bits: readonly bigint[], base: number, epoch: number): boolean {
  const place = epoch - base;
  if (place < 0 || place >= EPOCHS) return false;
  return (((bits[place >> 6] ?? 0n) >> BigInt(place & 63)) & 1n) === 1n;
}
