import { sha256 } from '@makerstake/client';
import { LARGEST_TEXT } from '@makerstake/client/node';
import { expect, test } from 'vitest';
import { hex } from '../src/chain/bytes.ts';
import { faultOf } from '../src/markdown/bring.tsx';

test('only the file that the chain names is brought to a node', async () => {
  const bytes = new TextEncoder().encode('# Why');
  const name = hex(sha256(bytes));
  expect(await faultOf(new Blob([bytes]), name)).toBeUndefined();
  expect(await faultOf(new Blob([bytes, ' ']), name)).toBe('other');
  expect(await faultOf({ size: LARGEST_TEXT + 1, arrayBuffer: () => Promise.reject(new Error('read')) }, name)).toBe(
    'large',
  );
});
