import { expect, test } from 'vitest';
import { depthOf, MerkleTree, recompute, sha256, shareLeaf, verify, workLeaf } from '../src/index.ts';
import { address, HASH, TO } from './samples.ts';

const bytes = (text: string) => new TextEncoder().encode(text);
const leaf = (n: number) => sha256(bytes(`leaf ${n}`));

test('every leaf of every size proves itself, and nothing else', () => {
  for (let n = 1; n <= 33; n++) {
    const leaves = Array.from({ length: n }, (_, i) => leaf(i));
    const tree = new MerkleTree(leaves);
    expect(tree.depth).toBe(depthOf(n));
    for (let i = 0; i < n; i++) {
      const proof = tree.proof(i);
      expect(verify(leaves[i]!, proof, tree.depth, tree.root)).toBe(true);
      expect(verify(leaf(99), proof, tree.depth, tree.root)).toBe(false);
      expect(verify(leaves[i]!, [...proof, leaf(1)], tree.depth, tree.root)).toBe(false);
    }
    expect(() => tree.proof(n)).toThrow(RangeError);
  }
});

test('one leaf is its own root, two are sorted, and zeros prove nothing', () => {
  expect(new MerkleTree([leaf(0)]).root).toEqual(leaf(0));
  const [a, b] = [leaf(0), leaf(1)].sort((x, y) => Buffer.compare(x, y)) as [Uint8Array, Uint8Array];
  expect(new MerkleTree([leaf(0), leaf(1)]).root).toEqual(sha256(Uint8Array.of(1), a, b));
  expect(verify(new Uint8Array(32), [], 0, new Uint8Array(32))).toBe(false);
  for (const count of [0, -1, 1.5, 2 ** 27 + 1, 2 ** 32, Number.NaN]) expect(() => depthOf(count)).toThrow(RangeError);
  expect([1, 2, 3, 4, 5, 2 ** 27].map(depthOf)).toEqual([0, 1, 2, 2, 3, 27]);
  expect(() => new MerkleTree([])).toThrow('NoLeaves');
});

test('leaves: the fields in their order, numbers with their low byte first', () => {
  const zeros = new Uint8Array(32);
  const nonce = new Uint8Array(16).fill(3);
  const work = { author: TO, creator: address(1), content: HASH, metadata: zeros, parent: zeros, kind: 1, nonce };
  const [to, creator] = [new Uint8Array(32).fill(7), new Uint8Array(32).fill(1)];
  expect(workLeaf(work)).toEqual(sha256(Uint8Array.of(0), to, creator, HASH, zeros, zeros, Uint8Array.of(1), nonce));
  const numbers = [Uint8Array.of(4, 3, 0, 0), Uint8Array.of(2, 1, 0, 0, 0, 0, 0, 0)] as const;
  expect(shareLeaf(TO, 772, address(1), 258n)).toEqual(sha256(Uint8Array.of(0), to, numbers[0], creator, numbers[1]));
});

/** A list in pieces of so many bytes. */
function stream(text: string, size: number): ReadableStream<Uint8Array> {
  const all = bytes(text);
  return new ReadableStream({
    start(controller) {
      for (let at = 0; at < all.length; at += size) controller.enqueue(all.slice(at, at + size));
      controller.close();
    },
  });
}

const LIST = `holder,amount,score,reason\n${address(1)},5,0,first\n${address(2)},7,1200,\n${address(3)},6,3,a "no"\n`;

test('an epoch is recomputed from its list, however it arrives', async () => {
  const good = LIST.replace('a "no"', 'a b');
  for (const size of [1, 7, 1_000]) {
    const rows: number[] = [];
    const found = await recompute(stream(good, size), TO, 4, address(2), (count) => rows.push(count));
    const leaves = [5n, 7n, 6n].map((amount, n) => shareLeaf(TO, 4, address(n + 1), amount));
    const tree = new MerkleTree(leaves);
    expect(found).toEqual({
      root: tree.root,
      leaves: 3,
      total: 18n,
      largest: 7n,
      listHash: sha256(bytes(good)),
      mine: { amount: 7n, score: 1_200n, reason: '', proof: tree.proof(1) },
    });
    expect(rows.at(-1)).toBe(3);
  }
  expect((await recompute(stream(good, 9), TO, 4, undefined, () => {})).mine).toBeUndefined();
});

test('a list is refused with the line that breaks its rules', async () => {
  const good = LIST.replace('a "no"', 'a b');
  const refused = [
    [LIST, 'line 4: no reason'],
    [good.replace('reason', 'why'), 'line 1: not'],
    [good.slice(0, -1), 'cut off'],
    [`${good.split('\n')[0]}\n`, 'empty'],
    [good.replace(',5,', ',05,'), 'line 2: no amount'],
    [good.replace(',5,', ',0,'), 'line 2: no amount'],
    [good.replace(',5,', ',18446744073709551616,'), 'line 2: no amount'],
    [good.replace(',1200,', ',-1,'), 'line 3: no score'],
    [good.replace(String(address(1)), '11111111111111111111111111111111'), 'line 2: no address'],
    [good.replace(String(address(2)), String(address(1))), 'line 3: the holder stands there twice'],
    [good.replace('first', 'first,second'), 'line 2: no reason'],
    [good.replace('first', 'é'), 'line 2: no reason'],
    [good.replace('first', 'x'.repeat(65)), 'line 2: no reason'],
    [`${good}${'x'.repeat(300)}`, 'line 5: too long'],
  ] as const;
  for (const [text, why] of refused)
    await expect(
      recompute(stream(text, 50), TO, 4, undefined, () => {}),
      why,
    ).rejects.toThrow(why);
});
