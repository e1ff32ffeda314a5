import { createHash } from 'node:crypto';
import { address } from '@solana/kit';
import { describe, expect, test } from 'vitest';
import { fromHex, hex } from '../src/chain/bytes.ts';
import { handleFault, handleOf, padHandle } from '../src/chain/handle.ts';
import { isMarked, oldest } from '../src/rules/bitmap.ts';
import { due } from '../src/rules/budget.ts';
import { canonical } from '../src/rules/canonical.ts';
import { at, epochOf } from '../src/rules/checkpoints.ts';
import { diffLines } from '../src/rules/diff.ts';
import { owed } from '../src/rules/dividends.ts';
import { allocation, forecast } from '../src/rules/emission.ts';
import { shareLeaf } from '../src/rules/leaves.ts';
import { depthOf, levels, proofOf, rootOf, verify } from '../src/rules/merkle.ts';
import { vestedAt } from '../src/rules/vesting.ts';
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
    expect([1, 2, 3, 4, 5, 2 ** 27].map(depthOf)).toEqual([0, 1, 2, 2, 3, 27]);
  });

  test('a leaf of shares is SHA-256 of 77 bytes in their places', () => {
    const pool = address('2rHcquyMKJrTEL6Jo9v58A1hUVqcy2CpJkt7cdDySi8k');
    const other = shareLeaf(pool, 1, pool, 258n);
    expect(hex(other)).not.toBe(hex(shareLeaf(pool, 2, pool, 258n)));
    expect(hex(other)).not.toBe(hex(shareLeaf(pool, 1, pool, 259n)));
  });
});

test('an epoch begins at its first second, and forgotten ones are not guessed', () => {
  expect([99, 100, 109, 110].map((now) => epochOf(now, 100, 10))).toEqual([undefined, 0, 0, 1]);
  expect([at(9, [4, 3, 2, 1], 6), at(9, [4, 3, 2, 1], 5), at(9, [4, 3, 2, 1], 400)]).toEqual([1, undefined, 4]);
});

test('the window of claims slides, and keeps its 128 bits apart', () => {
  expect([oldest(0), oldest(128), oldest(129)]).toEqual([0, 0, 1]);
  const bits = [1n, 1n << 63n];
  expect([
    isMarked(bits, 5, 5),
    isMarked(bits, 5, 6),
    isMarked(bits, 5, 132),
    isMarked(bits, 5, 133),
    isMarked(bits, 5, 4),
  ]).toEqual([true, false, true, false, false]);
});

test('the cliff opens on its second', () => {
  const grant = { total: 1_000n, start: 100n, cliff: 200n, end: 400n };
  expect([199n, 200n, 399n, 400n].map((now) => vestedAt(grant, now))).toEqual([0n, 333n, 996n, 1_000n]);
  expect(vestedAt({ total: 7n, start: 5n, cliff: 5n, end: 5n }, 5n)).toBe(7n);
});

test('allocations shrink and never reach the cap', () => {
  expect(allocation(1_000n, 0n, 1_000)).toBe(100n);
  const list = forecast(40_000_000n, 0n, 50, 500);
  expect(list.every((part, n) => n === 0 || part <= list[n - 1]!)).toBe(true);
  expect(list.reduce((a, b) => a + b)).toBeLessThanOrEqual(40_000_000n);
});

test('dividends are owed to the whole base unit, modulo 2^128', () => {
  const unit = 1n << 64n;
  expect(owed(3n * unit, 5n, 0n)).toBe(15n);
  expect(owed(3n * unit, 5n, 15n * unit)).toBe(0n);
  expect(owed(unit / 2n, 3n, 0n)).toBe(1n);
  // A debt that wrapped below zero.
  expect(owed(unit, 1n, (1n << 128n) - unit)).toBe(2n);
});

test('a budget never accrues beyond its end or its cap', () => {
  const budget = { accrued: 0n, perDay: 86_400n, cap: 100_000n, drawn: 10n, since: 0n, until: 200_000n };
  expect([0, 10, 11, 86_400, 300_000].map((now) => due(budget, now))).toEqual([0n, 0n, 1n, 86_390n, 99_990n]);
});

test('handles follow the rules of the program', () => {
  expect(['ab', 'a'.repeat(33), 'Ada', 'a__b', '_ab', 'ab-', 'ada_lovelace-1'].map(handleFault)).toEqual([
    'short',
    'long',
    'character',
    'separator',
    'separator',
    'separator',
    undefined,
  ]);
  expect(handleOf(padHandle('ada'))).toBe('ada');
  expect(handleOf(new Uint8Array(32))).toBeUndefined();
  expect(handleOf(Uint8Array.from({ length: 32 }, () => 60))).toBeUndefined();
});

test('documents have one canonical form', () => {
  expect(canonical({ b: [1, 2.5, null, true], a: 'é"', '\u20ac': {} })).toBe(
    '{"a":"é\\"","b":[1,2.5,null,true],"€":{}}',
  );
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
