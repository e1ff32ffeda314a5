// Accounts of the loader, as crates/client/src/loader.rs reads them, and the ways to pin what they hold.
import { getAddressDecoder } from '@solana/kit';
import { expect, test } from 'vitest';
import { fromBase64 } from '../src/chain/bytes.ts';
import { type Code, readBuffer, readDeployed } from '../src/chain/programs.ts';
import { hashedBytes, isTooCostly, pinOf, pinsOf } from '../src/pages/governance/forms/code.tsx';

const bytes = (text: string) => [...new TextEncoder().encode(text)];
const key = (byte: number) => getAddressDecoder().decode(new Uint8Array(32).fill(byte));
const nines = Array<number>(32).fill(9);
const deployed = (hasAuthority: number) =>
  Uint8Array.from([3, 0, 0, 0, 7, 0, 0, 0, 0, 0, 0, 0, hasAuthority, ...nines, ...bytes('code\0\0')]);
const buffer = (hasAuthority: number) => Uint8Array.from([1, 0, 0, 0, hasAuthority, ...nines, ...bytes('code')]);

test('deployed code is read, with its slot and who may replace it', () => {
  const found = readDeployed(deployed(1));
  expect([found?.slot, found?.authority, [...(found?.code ?? [])]]).toEqual([7n, key(9), bytes('code\0\0')]);
  expect(readDeployed(deployed(0))?.authority).toBeUndefined();
  expect(readDeployed(deployed(1).slice(0, 44))).toBeUndefined();
  expect(readDeployed(buffer(1))).toBeUndefined();
  // Within a larger buffer of the answer, as a part of it.
  const inside = Uint8Array.from([0, 0, 0, ...deployed(1)]).subarray(3);
  expect(readDeployed(inside)?.slot).toBe(7n);
});

test('a buffer is read, and nothing else is one', () => {
  const found = readBuffer(buffer(1));
  expect([found?.authority, [...(found?.code ?? [])]]).toEqual([key(9), bytes('code')]);
  expect(readBuffer(buffer(0))?.authority).toBeUndefined();
  expect(readBuffer(buffer(1).slice(0, 36))).toBeUndefined();
  expect(readBuffer(deployed(1))).toBeUndefined();
});

test('what can still be changed is not pinned as what cannot', () => {
  const facts = { bytes: 6, hash: new Uint8Array(32).fill(1) };
  const open: Code = { is: 'deployed', slot: 7n, authority: key(9), ...facts };
  expect(pinsOf(open)).toEqual(['code', 'slot']);
  expect(pinOf(open, 'code')).toEqual({ is: 'code', ...facts });
  expect(pinOf(open, 'slot')).toEqual({ is: 'slot', slot: 7n });
  expect(pinOf(open, 'immutable')).toBeUndefined();
  const final: Code = { is: 'deployed', slot: 7n, authority: undefined, ...facts };
  expect(pinsOf(final)).toEqual(['immutable', 'code', 'slot']);
  expect(pinOf(final, 'immutable')).toEqual({ is: 'immutable' });
  expect(pinOf({ is: 'fixed' }, 'immutable')).toEqual({ is: 'immutable' });
  for (const none of [{ is: 'other' }, { is: 'buffer', authority: key(9), ...facts }, undefined] as const)
    expect([pinsOf(none), pinOf(none, 'code'), pinOf(none, 'immutable')]).toEqual([[], undefined, undefined]);
});

test('what one transaction could not hash is not pinned by its code', () => {
  const large: Code = { is: 'deployed', slot: 7n, authority: key(9), bytes: 2_600_001, hash: new Uint8Array(32) };
  expect(isTooCostly(hashedBytes(large, 'code'))).toBe(true);
  expect(isTooCostly(hashedBytes({ ...large, bytes: 2_600_000 }, 'code'))).toBe(false);
  expect([hashedBytes(large, 'slot'), hashedBytes({ is: 'fixed' }, 'code'), hashedBytes(undefined, 'code')]).toEqual([
    0, 0, 0,
  ]);
});

test('base64 has one form', () => {
  expect([...(fromBase64('AQL/') ?? [])]).toEqual([1, 2, 255]);
  expect([...(fromBase64('AQ==') ?? [])]).toEqual([1]);
  expect(fromBase64('')?.length).toBe(0);
  for (const bad of ['A', 'AQ', 'AQ=', 'AQL_', 'AQ==AQ==', '====']) expect(fromBase64(bad), bad).toBeUndefined();
});
