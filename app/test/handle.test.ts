// What can be done with a handle at each moment of its life, and to whom it leads.

import { getHandleEncoder, MAKERSTAKE_CREATORS_PROGRAM_ADDRESS } from '@makerstake/client/creators';
import { type Address, getAddressDecoder } from '@solana/kit';
import { expect, test } from 'vitest';
import { base64 } from '../src/chain/bytes.ts';
import { HANDLE_REST, handleStanding, resolve } from '../src/chain/creators.ts';
import type { Client } from '../src/chain/rpc.ts';

const key = (byte: number) => getAddressDecoder().decode(new Uint8Array(32).fill(byte));
const [ada, ben, payer] = [key(1), key(2), key(3)];
const fields = (releasedAt: bigint) => ({
  creator: ada,
  rentPayer: payer,
  releasedAt,
  bump: 255,
  version: 1,
  reserved: new Uint8Array(6),
});
const account = (releasedAt: bigint) => ({
  ...fields(releasedAt),
  address: key(4),
  discriminator: new Uint8Array(8),
});

test('a handle is taken, rests for 30 days after its release, and is then free for others', () => {
  expect(handleStanding(undefined, 0, ben)).toEqual({ is: 'free' });
  for (const who of [ada, ben, undefined]) expect(handleStanding(account(0n), 99, who)).toEqual({ is: 'taken' });
  const until = 1_000 + HANDLE_REST;
  for (const who of [ben, undefined]) {
    expect(handleStanding(account(1_000n), until - 1, who)).toEqual({ is: 'resting', until });
    expect(handleStanding(account(1_000n), until, who)).toEqual({ is: 'rested', account: account(1_000n) });
  }
  for (const now of [1_000, until]) expect(handleStanding(account(1_000n), now, ada)).toEqual({ is: 'mine' });
});

/** An endpoint that knows one handle. */
const endpoint = (releasedAt: bigint) => {
  const data = [base64(new Uint8Array(getHandleEncoder().encode(fields(releasedAt)))), 'base64'];
  const value = { owner: MAKERSTAKE_CREATORS_PROGRAM_ADDRESS, data };
  return { getAccountInfo: () => ({ send: async () => ({ value }) }) } as unknown as Client;
};

test('a handle leads to whoever holds it, and to nobody once it was let go', async () => {
  const found = async (releasedAt: bigint): Promise<Address | undefined> => resolve(endpoint(releasedAt), '@ada_l');
  expect(await found(0n)).toBe(ada);
  expect(await found(1_000n)).toBeUndefined();
});
