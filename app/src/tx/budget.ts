import { address, type Instruction } from '@solana/kit';

/** The program by which a transaction limits and prices its computation. */
export const COMPUTE_BUDGET = address('ComputeBudget111111111111111111111111111111');

/** Units asked for: what the simulation used, and a fifth more, because states change until it lands. */
export const unitsFor = (used: bigint): number => Math.min(1_400_000, Math.ceil(Number(used) * 1.2) + 2_000);

/** Price in micro-lamports a unit, from what others paid lately, so that the whole stays below `cap` lamports. */
export function priceFor(recent: readonly bigint[], units: number, cap: number): bigint {
  if (recent.length === 0 || units === 0) return 0n;
  const sorted = [...recent].sort((a, b) => (a < b ? -1 : a > b ? 1 : 0));
  const asked = sorted[Math.floor((sorted.length - 1) * 0.75)] ?? 0n;
  const most = (BigInt(cap) * 1_000_000n) / BigInt(units);
  return asked < most ? asked : most;
}

/** Limits the transaction's computation. */
export function limit(units: number): Instruction {
  const data = new Uint8Array(5);
  data[0] = 2;
  new DataView(data.buffer).setUint32(1, units, true);
  return { programAddress: COMPUTE_BUDGET, data };
}

/** Offers a price for computation. */
export function price(microLamports: bigint): Instruction {
  const data = new Uint8Array(9);
  data[0] = 3;
  new DataView(data.buffer).setBigUint64(1, microLamports, true);
  return { programAddress: COMPUTE_BUDGET, data };
}

/** Lamports on top of the base fee. */
export const priorityFee = (units: number, microLamports: bigint): bigint =>
  (BigInt(units) * microLamports + 999_999n) / 1_000_000n;
