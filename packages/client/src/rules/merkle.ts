import type { Address } from '@solana/kit';
import { wasm } from '../wasm.ts';
import { joined, pieces } from './hash.ts';

/** A tree of leaves of 32 bytes. */
export class MerkleTree {
  readonly #tree: InstanceType<typeof wasm.MerkleTree>;

  /** @throws RangeError for no leaf, and for more than 2^27. */
  constructor(leaves: readonly Uint8Array[]) {
    this.#tree = new wasm.MerkleTree(joined(leaves));
  }

  get root(): Uint8Array {
    return this.#tree.root;
  }

  get depth(): number {
    return this.#tree.depth;
  }

  /** The siblings that lead from a leaf to the root, lowest first. */
  proof(leaf: number): Uint8Array[] {
    return pieces(this.#tree.proof(leaf));
  }
}

/**
 * The depth of a tree of so many leaves.
 *
 * @throws RangeError for what is no number of leaves.
 */
export const depthOf = (leaves: number): number => wasm.merkleDepth(leaves);

/** Whether a leaf and its siblings lead to the root in a tree of this depth. */
export const verify = (leaf: Uint8Array, proof: readonly Uint8Array[], depth: number, root: Uint8Array): boolean =>
  wasm.verifyProof(leaf, joined(proof), depth, root);

/** What a leaf of a batch of attestations says. */
export interface WorkLeaf {
  author: Address;
  creator: Address;
  content: Uint8Array;
  /** 32 zero bytes: none. */
  metadata: Uint8Array;
  /** 32 zero bytes: replaces nothing. */
  parent: Uint8Array;
  kind: number;
  nonce: Uint8Array;
}

/** The leaf of a batch of attestations. */
export const workLeaf = (leaf: WorkLeaf): Uint8Array => wasm.workLeaf(leaf);

/** The leaf that pays shares to a holder in an epoch of a pool. */
export const shareLeaf = (pool: Address, epoch: number, holder: Address, amount: bigint): Uint8Array =>
  wasm.shareLeaf(pool, epoch, holder, amount);
