import { expect, test } from 'vitest';
import { fromHex } from '../src/chain/bytes.ts';
import { changedLines } from '../src/pages/rulebook/changed-lines.ts';

test('a comparison keeps what stayed', () => {
  expect(changedLines('a\nb\nc', 'a\nc\nd').map(({ is, text }) => `${is} ${text}`)).toEqual([
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
