import { canonicalJson, depthOf, MerkleTree, sha256, verify, type WorkLeaf, workLeaf } from '@makerstake/client';
import { type Address, address } from '@solana/kit';
import { fromHex, hex } from '../../chain/bytes.ts';

/** One work of a batch, as the file of proofs keeps it. */
export interface BatchItem {
  name: string;
  leaf: WorkLeaf;
  proof: Uint8Array[];
}

/** A batch with everything that is needed to prove what is in it. */
export interface BatchFile {
  author: Address;
  root: Uint8Array;
  items: BatchItem[];
}

/** Builds the tree of a creator's own works. Every leaf has its own nonce, so that nobody can find it by guessing. */
export function buildBatch(author: Address, works: readonly { name: string; content: Uint8Array }[]): BatchFile {
  const items = works.map(({ name, content }) => ({
    name,
    proof: [] as Uint8Array[],
    leaf: {
      author,
      creator: author,
      content,
      metadata: new Uint8Array(32),
      parent: new Uint8Array(32),
      kind: 0,
      nonce: crypto.getRandomValues(new Uint8Array(16)),
    },
  }));
  const tree = new MerkleTree(items.map((item) => workLeaf(item.leaf)));
  items.forEach((item, at) => {
    item.proof = tree.proof(at);
  });
  return { author, root: tree.root, items };
}

/** The file to keep. Its hash goes on the chain as the batch's data hash. */
export function writeBatch(batch: BatchFile): string {
  const file = {
    makerstake: 1,
    author: batch.author,
    root: hex(batch.root),
    leaves: batch.items.map(({ name, leaf, proof }) => ({
      name,
      creator: leaf.creator,
      content: hex(leaf.content),
      metadata: hex(leaf.metadata),
      parent: hex(leaf.parent),
      kind: leaf.kind,
      nonce: hex(leaf.nonce),
      proof: proof.map(hex),
    })),
  };
  return canonicalJson(JSON.stringify(file));
}

/** The hash of the file. */
export const batchHash = (text: string): Uint8Array => sha256(new TextEncoder().encode(text));

/** Reads a file of proofs; throws with the reason when it is none. */
export function readBatch(text: string): BatchFile {
  const json = JSON.parse(text) as Record<string, unknown>;
  if (json?.makerstake !== 1 || !Array.isArray(json.leaves)) throw new Error('not a batch of version 1');
  const author = address(String(json.author));
  const items = json.leaves.map((each: Record<string, unknown>): BatchItem => {
    if (!Array.isArray(each.proof)) throw new Error('a leaf without a proof');
    return {
      name: String(each.name ?? ''),
      leaf: {
        author,
        creator: address(String(each.creator)),
        content: bytes(each.content, 32),
        metadata: bytes(each.metadata, 32),
        parent: bytes(each.parent, 32),
        kind: Number(each.kind),
        nonce: bytes(each.nonce, 16),
      },
      proof: each.proof.map((sibling) => bytes(sibling, 32)),
    };
  });
  return { author, root: bytes(json.root, 32), items };
}

function bytes(value: unknown, length: number): Uint8Array {
  const found = typeof value === 'string' ? fromHex(value) : undefined;
  if (found?.length !== length) throw new Error(`${length} bytes in hexadecimal were expected`);
  return found;
}

/** Whether an item is in the batch on the chain. */
export function isIn(item: BatchItem, batch: { author: Address; root: ArrayLike<number>; leaves: number }): boolean {
  const root = Uint8Array.from(batch.root);
  return item.leaf.author === batch.author && verify(workLeaf(item.leaf), item.proof, depthOf(batch.leaves), root);
}
