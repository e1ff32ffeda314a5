import type { Address, Base58EncodedBytes, Decoder, ReadonlyUint8Array } from '@solana/kit';
import { getBase58Decoder } from '@solana/kit';
import { ListFault } from './answer.ts';
import { bytesOf } from './bytes.ts';
import { type Client, COMMITMENT } from './rpc.ts';

/** An account with its address. */
export type Found<T> = T & { address: Address };

/** Bytes that an account must have at an offset. */
export interface Filter {
  offset: number;
  bytes: ReadonlyUint8Array | string;
}

const base58 = getBase58Decoder();

/** Every account of a type, narrowed down by the endpoint itself. */
export async function findAll<T extends object>(
  client: Client,
  program: Address,
  discriminator: ReadonlyUint8Array,
  decoder: Decoder<T>,
  filters: readonly Filter[] = [],
  signal?: AbortSignal,
): Promise<Found<T>[]> {
  const memcmp = [{ offset: 0, bytes: discriminator }, ...filters].map(({ offset, bytes }) => ({
    memcmp: {
      offset: BigInt(offset),
      bytes: (typeof bytes === 'string' ? bytes : base58.decode(bytes)) as Base58EncodedBytes,
      encoding: 'base58' as const,
    },
  }));
  const found = await client
    .getProgramAccounts(program, { commitment: COMMITMENT, encoding: 'base64', filters: memcmp })
    .send(signal ? { abortSignal: signal } : {})
    .catch((error) => {
      throw signal?.aborted ? error : new ListFault(error);
    });
  return found.map(({ pubkey, account }) => ({ ...decoder.decode(bytesOf(account.data)), address: pubkey }));
}

/** One account; undefined if there is none, or one that another program owns. */
export async function findOne<T extends object>(
  client: Client,
  address: Address,
  program: Address,
  decoder: Decoder<T>,
  signal?: AbortSignal,
): Promise<Found<T> | undefined> {
  const { value } = await client
    .getAccountInfo(address, { commitment: COMMITMENT, encoding: 'base64' })
    .send(signal ? { abortSignal: signal } : {});
  if (!value || value.owner !== program) return undefined;
  return { ...decoder.decode(bytesOf(value.data)), address };
}

/** How many accounts endpoints give at once. */
const AT_ONCE = 100;

/** The accounts at these addresses, as they are now; those that are not there, or that another program owns, are left out. */
export async function findMany<T extends object>(
  client: Client,
  addresses: readonly Address[],
  program: Address,
  decoder: Decoder<T>,
  signal?: AbortSignal,
): Promise<Found<T>[]> {
  const groups = Array.from({ length: Math.ceil(addresses.length / AT_ONCE) }, (_, at) =>
    addresses.slice(at * AT_ONCE, (at + 1) * AT_ONCE),
  );
  const answers = await Promise.all(
    groups.map((group) =>
      client
        .getMultipleAccounts(group, { commitment: COMMITMENT, encoding: 'base64' })
        .send(signal ? { abortSignal: signal } : {}),
    ),
  );
  return answers.flatMap(({ value }, group) =>
    value.flatMap((account, at) =>
      account?.owner === program ? [{ ...decoder.decode(bytesOf(account.data)), address: groups[group]![at]! }] : [],
    ),
  );
}
