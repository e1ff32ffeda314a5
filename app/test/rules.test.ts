import { createHash } from 'node:crypto';
import { describe, expect, test } from 'vitest';
import { fromHex, hex } from '../src/chain/bytes.ts';
import { canonical } from '../src/rules/canonical.ts';
import { diffLines } from '../src/rules/diff.ts';
import { forecast } from '../src/rules/emission.ts';
import { depthOf, levels, proofOf, rootOf, verify } from '../src/rules/merkle.ts';
import { Sha256, sha256 } from '../src/workers/sha256.ts';

const bytes = (text: string) => new TextEncoder().encode(text);
const leaf = (n: number) => sha256(bytes(`leaf ${n}`));

describe('SHA-256 in pieces', () => {
  test('is what everybody else computes, wherever it is cut', () => {
    const data = Uint8Array.from({ length: 300 }, (_, n) => (n * 31) & 255);
    for (const length of [0, 1, 55, 56, 63, 64, 65, 119, 120, 128, 300]) {
      const expected = createHash('sha256').update(data.subarray(0, length)).digest('hex');
      for (const cut of [0, 1, 64, length >> 1]) {
        const hash = new Sha256()
          .update(data.subarray(0, Math.min(cut, length)))
          .update(data.subarray(Math.min(cut, length), length));
        expect(hex(hash.digest())).toBe(expected);
      }
    }
  });
});

describe('Merkle trees', () => {
  test('every leaf of every size proves itself, and nothing else', () => {
    for (let n = 1; n <= 33; n++) {
      const leaves = Array.from({ length: n }, (_, i) => leaf(i));
      const tree = levels(leaves);
      const root = rootOf(leaves);
      expect(tree.length - 1).toBe(depthOf(n));
      for (let i = 0; i < n; i++) {
        const proof = proofOf(tree, i);
        expect(verify(leaves[i]!, proof, depthOf(n), root)).toBe(true);
        expect(verify(leaf(99), proof, depthOf(n), root)).toBe(false);
        expect(verify(leaves[i]!, [...proof, leaf(1)], depthOf(n), root)).toBe(false);
      }
    }
  });

  test('one leaf is its own root, and zeros prove nothing', () => {
    expect(rootOf([leaf(0)])).toEqual(leaf(0));
    expect(verify(new Uint8Array(32), [], 0, new Uint8Array(32))).toBe(false);
    expect(() => depthOf(0)).toThrow(RangeError);
  });
});

test('allocations shrink and never reach the cap', () => {
  const list = forecast(40_000_000n, 0n, 50, 500);
  expect(list.every((part, n) => n === 0 || part <= list[n - 1]!)).toBe(true);
  expect(list.reduce((a, b) => a + b)).toBeLessThanOrEqual(40_000_000n);
});

test('what JSON has no one form for is refused', () => {
  expect(() => canonical(Number.NaN)).toThrow(TypeError);
  expect(() => canonical('\ud800')).toThrow(TypeError);
});

test('a comparison keeps what stayed', () => {
  expect(diffLines('a\nb\nc', 'a\nc\nd').map(({ is, text }) => `${is} ${text}`)).toEqual([
    'same a',
    'removed b',
    'same c',
    'added d',
  ]);
});

test('hexadecimal goes there and back', () => {
  expect(fromHex('00ff10')).toEqual(Uint8Array.of(0, 255, 16));
  expect([fromHex('0'), fromHex('zz')]).toEqual([undefined, undefined]);
});
