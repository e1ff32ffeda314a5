import type { Action } from '@makerstake/client';
import { getAddressDecoder } from '@solana/kit';
import { expect, test } from 'vitest';
import { signersOf } from '../src/pages/governance/executing.ts';

const key = (byte: number) => getAddressDecoder().decode(new Uint8Array(32).fill(byte));

test('a call is signed by those whom the vote names, each once; the program signs for the treasury', () => {
  const [treasury, ada, ben] = [key(1), key(2), key(3)];
  const accounts = [
    { key: treasury, isWritable: true, isSigner: true },
    { key: ada, isWritable: false, isSigner: true },
    { key: ben, isWritable: true, isSigner: false },
    { key: ada, isWritable: true, isSigner: true },
  ];
  const call: Action = { kind: 'invoke', program: key(4), pin: { is: 'immutable' }, accounts, data: new Uint8Array() };
  expect(signersOf(call, treasury)).toEqual([ada]);
  expect(signersOf({ kind: 'setScorer', scorer: ada }, treasury)).toEqual([]);
});
