import type { GivenAccount } from '@makerstake/client';
import type { Address } from '@solana/kit';
import { bytesOf } from './bytes.ts';
import { type Client, COMMITMENT } from './rpc.ts';

/** As many as an endpoint looks up at once. */
const AT_ONCE = 100;

/** Accounts as they are, without those that are not there: what the rules are asked with. */
export async function givenAccounts(
  client: Client,
  addresses: readonly Address[],
  signal?: AbortSignal,
): Promise<GivenAccount[]> {
  const batches = Array.from({ length: Math.ceil(addresses.length / AT_ONCE) }, (_, at) =>
    addresses.slice(at * AT_ONCE, (at + 1) * AT_ONCE),
  );
  const answers = await Promise.all(
    batches.map((batch) =>
      client
        .getMultipleAccounts(batch, { commitment: COMMITMENT, encoding: 'base64' })
        .send(signal ? { abortSignal: signal } : {}),
    ),
  );
  const found = answers.flatMap(({ value }) => value);
  return addresses.flatMap((address, at) => {
    const account = found[at];
    if (!account) return [];
    const { owner, executable, lamports, data } = account;
    return [{ address, owner, executable, lamports: BigInt(lamports), data: bytesOf(data) }];
  });
}
