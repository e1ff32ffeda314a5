import { wasm } from '../wasm.ts';

/** Slots as a platform has them. */
export interface Slots {
  readonly slotMask: number;
  readonly proposers: readonly bigint[];
}

/** The slot that a proposal of these kinds would take; nothing when all are taken. */
export const freeSlot = (mask: number, kinds: number): number | undefined => wasm.freeSlot(mask, kinds);

/** How a platform remembers a proposer: the first eight bytes of its address. */
export const proposerTag = (address: Uint8Array): bigint =>
  new DataView(address.buffer, address.byteOffset).getBigUint64(0, true);

/** What a proposal in this slot adds to its track's bond, in lamports, where `mask` has the slots that are taken without it. */
export const addedBond = (mask: number, slot: number): bigint => wasm.addedBond(mask, slot);

/** What of a pool the floor of its shares depends on, base units. */
export interface Buckets {
  readonly contributionsCap: bigint;
  readonly grantsCap: bigint;
  readonly treasuryCap: bigint;
  readonly contributionsEmitted: bigint;
  readonly grantsEmitted: bigint;
  readonly treasuryEmitted: bigint;
}

/** How many shares a quorum and the votes of a proposer are parts of at the least. */
export const shareFloor = (pool: Buckets): bigint =>
  wasm.shareFloor(
    pool.contributionsCap + pool.grantsCap + pool.treasuryCap,
    pool.contributionsEmitted + pool.grantsEmitted + pool.treasuryEmitted,
  );

/**
 * The votes that another proposal in this slot asks of its proposer, of `all` or of the floor where that is more: each that it has open among slots of that
 * class asks for as many.
 */
export const votesAsked = (
  slots: Slots,
  slot: number,
  proposer: bigint,
  proposalThresholdBps: number,
  all: bigint,
): bigint =>
  wasm.votesAsked(slots.slotMask, BigUint64Array.from(slots.proposers), slot, proposer, proposalThresholdBps, all);
