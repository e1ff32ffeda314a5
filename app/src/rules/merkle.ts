import { same } from '../chain/bytes.ts';
import { sha256 } from '../workers/sha256.ts';

// Mirrors crates/domain/src/merkle.rs: all leaves at one depth, absent siblings are 32 zeros, children sorted.

/** Most leaves that a tree may have. */
export const MAX_LEAVES = 2 ** 27;
const NODE = Uint8Array.of(1);
const ABSENT = new Uint8Array(32);

/** The depth of a tree of `leaves` leaves: ceil(log2(leaves)). */
export function depthOf(leaves: number): number {
  if (!Number.isInteger(leaves) || leaves < 1 || leaves > MAX_LEAVES)
    throw new RangeError('a tree has 1 to 2^27 leaves');
  return leaves === 1 ? 0 : 32 - Math.clz32(leaves - 1);
}

/** Whether 32 bytes sort before 32 others. */
export function precedes(a: Uint8Array, b: Uint8Array): boolean {
  for (let at = 0; at < 32; at++) if (a[at] !== b[at]) return a[at]! < b[at]!;
  return false;
}

/** The parent of two nodes, in either order. */
export function node(a: Uint8Array, b: Uint8Array): Uint8Array {
  return precedes(a, b) ? sha256(NODE, a, b) : sha256(NODE, b, a);
}

/** The levels of a tree, leaves first, root last. */
export function levels(leaves: readonly Uint8Array[]): Uint8Array[][] {
  depthOf(leaves.length);
  const all: Uint8Array[][] = [[...leaves]];
  for (let level = all[0]!; level.length > 1; ) {
    const above: Uint8Array[] = [];
    for (let at = 0; at < level.length; at += 2) above.push(node(level[at]!, level[at + 1] ?? ABSENT));
    all.push(above);
    level = above;
  }
  return all;
}

/** The root of a tree. */
export const rootOf = (leaves: readonly Uint8Array[]): Uint8Array => levels(leaves).at(-1)![0]!;

/** The siblings that lead from a leaf to the root, lowest first. */
export function proofOf(tree: readonly Uint8Array[][], leaf: number): Uint8Array[] {
  return tree.slice(0, -1).map((level, height) => level[(leaf >> height) ^ 1] ?? ABSENT);
}

/** Whether a leaf and its siblings lead to the root in a tree of this depth. */
export function verify(leaf: Uint8Array, proof: readonly Uint8Array[], depth: number, root: Uint8Array): boolean {
  if (proof.length !== depth || same(leaf, ABSENT) || same(root, ABSENT)) return false;
  return same(proof.reduce(node, leaf), root);
}
