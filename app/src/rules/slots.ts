// Mirrors crates/domain/src/ballot.rs: which ballot slot a proposal takes, and how many votes it asks of its proposer.

import { type Kind, kindsIn } from './kinds.ts';

const SLOTS = 16;
/** Slots kept for defence where all others are taken. */
const KEPT = 0xc000;
const KEPT_BPS = 500;
const DEFENCE: readonly Kind[] = ['reduceBudget', 'revokeBudget', 'revokeGrant', 'setGuardian'];

/** Slots as a platform has them. */
export interface Slots {
  readonly slotMask: number;
  readonly proposers: readonly number[];
}

/** The slot that a proposal of these kinds would take; nothing when all are taken. */
export function freeSlot(mask: number, kinds: number): number | undefined {
  const isDefence = kinds !== 0 && kindsIn(kinds).every((kind) => DEFENCE.includes(kind));
  const numbers = Array.from({ length: SLOTS }, (_, slot) => slot);
  return numbers.find((slot) => ((mask >> slot) & 1) === 0 && (((KEPT >> slot) & 1) === 0 || isDefence));
}

/** How a platform remembers a proposer: the first four bytes of its address. */
export const proposerTag = (address: Uint8Array): number =>
  new DataView(address.buffer, address.byteOffset).getUint32(0, true);

/**
 * The votes that another proposal in this slot asks of its proposer, of `all`: each that it has open among slots of that
 * class asks for as many.
 */
export function votesAsked(slots: Slots, slot: number, proposer: number, proposeBps: number, all: bigint): bigint {
  const isKept = (at: number) => ((KEPT >> at) & 1) === 1;
  const isOpen = (at: number) => ((slots.slotMask >> at) & 1) === 1 && isKept(at) === isKept(slot);
  const open = slots.proposers.filter((known, at) => at !== slot && isOpen(at) && known === proposer).length;
  const part = BigInt(isKept(slot) ? Math.max(proposeBps, KEPT_BPS) : proposeBps);
  const each = (all * part + 9_999n) / 10_000n;
  return (each > 0n ? each : 1n) * BigInt(open + 1);
}
