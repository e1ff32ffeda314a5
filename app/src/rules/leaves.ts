import { type Address, getAddressEncoder } from '@solana/kit';
import { sha256 } from '../workers/sha256.ts';

// Mirrors crates/domain/src/work.rs and emission.rs.

const LEAF = Uint8Array.of(0);
const encoder = getAddressEncoder();
const bytesOf = (address: Address) => new Uint8Array(encoder.encode(address));

/** What a leaf of a batch of attestations says. */
export interface WorkLeaf {
  author: Address;
  creator: Address;
  content: Uint8Array;
  metadata: Uint8Array;
  /** 32 zero bytes: replaces nothing. */
  parent: Uint8Array;
  kind: number;
  nonce: Uint8Array;
}

/** SHA-256(0 ‖ author ‖ creator ‖ content ‖ metadata ‖ parent ‖ kind ‖ nonce). */
export function workLeaf(leaf: WorkLeaf): Uint8Array {
  const { author, creator, content, metadata, parent, kind, nonce } = leaf;
  return sha256(LEAF, bytesOf(author), bytesOf(creator), content, metadata, parent, Uint8Array.of(kind), nonce);
}

/** SHA-256(0 ‖ pool ‖ epoch u32 ‖ holder ‖ amount u64), numbers little-endian. */
export function shareLeaf(pool: Address, epoch: number, holder: Address, amount: bigint): Uint8Array {
  const numbers = new DataView(new ArrayBuffer(12));
  numbers.setUint32(0, epoch, true);
  numbers.setBigUint64(4, amount, true);
  const bytes = new Uint8Array(numbers.buffer);
  return sha256(LEAF, bytesOf(pool), bytes.subarray(0, 4), bytesOf(holder), bytes.subarray(4));
}
