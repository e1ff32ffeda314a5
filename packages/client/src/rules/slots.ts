import * as wasm from '../wasm.ts';

/** Slots as a platform has them. */
export interface Slots {
  readonly slotMask: number;
  readonly proposers: readonly number[];
}

/** The slot that a proposal of these kinds would take; nothing when all are taken. */
export const freeSlot = (mask: number, kinds: number): number | undefined => wasm.freeSlot(mask, kinds);

/** How a platform remembers a proposer: the first four bytes of its address. */
export const proposerTag = (address: Uint8Array): number =>
  new DataView(address.buffer, address.byteOffset).getUint32(0, true);

/**
 * The votes that another proposal in this slot asks of its proposer, of `all`: each that it has open among slots of that
 * class asks for as many.
 */
export const votesAsked = (
  slots: Slots,
  slot: number,
  proposer: number,
  proposalThresholdBps: number,
  all: bigint,
): bigint =>
  wasm.votesAsked(slots.slotMask, Uint32Array.from(slots.proposers), slot, proposer, proposalThresholdBps, all);
