import type { Address } from '@solana/kit';
import { wasm } from '../wasm.ts';

/** What a published distribution turns out to be, recomputed from its list. */
export interface Recomputed {
  root: Uint8Array;
  leaves: number;
  /** Sum of all amounts, base units. */
  total: bigint;
  /** The largest amount. */
  largest: bigint;
  /** SHA-256 of the list's bytes. */
  listHash: Uint8Array;
  /** The holder's own row and proof, if there is one; the score in thousandths of a point. */
  mine: { amount: bigint; score: bigint; reason: string; proof: Uint8Array[] } | undefined;
}

/**
 * Recomputes root, sum and hash of a list as it streams in, and keeps the row and the proof of one holder. `onRow` hears
 * how many rows there are.
 *
 * @throws RangeError for the first line that breaks a rule of docs/distribution-format.md, with its number.
 */
export async function recompute(
  list: ReadableStream<Uint8Array>,
  pool: Address,
  epoch: number,
  holder: string | undefined,
  onRow: (rows: number) => void,
): Promise<Recomputed> {
  const rows = new wasm.DistributionReader(pool, epoch, holder);
  const reader = list.getReader();
  for (;;) {
    const { done, value } = await reader.read();
    if (done) return rows.finish();
    onRow(rows.push(value));
  }
}
