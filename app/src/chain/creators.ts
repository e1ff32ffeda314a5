import { handleFault, handleOf, padHandle } from '@makerstake/client';
import {
  CREATOR_DISCRIMINATOR,
  type Creator,
  findHandlePda,
  getCreatorDecoder,
  getHandleDecoder,
  type Handle,
  MAKERSTAKE_CREATORS_PROGRAM_ADDRESS as PROGRAM,
} from '@makerstake/client/creators';
import type { NodeClient } from '@makerstake/client/node';
import { type Address, address, isAddress } from '@solana/kit';
import { useQuery } from '@tanstack/react-query';
import { useSettings } from '../settings/settings.ts';
import { useWallet } from '../wallet/context.tsx';
import { type Found, findAll, findMany, findOne } from './accounts.ts';
import { useNode } from './node.ts';
import { type Client, clientOf } from './rpc.ts';

export type { Creator, Handle };
/** Stands for "no key" in every account. */
export const NOBODY = address('11111111111111111111111111111111');
/** Where the keys stand in a creator's account, after the discriminator. */
const AUTHORITY = 8;
const RECOVERY = 40;
const SUCCESSOR = 72;

const decoder = getCreatorDecoder();

/** What may pend in a creator's keys. */
export const SUCCESSION = { none: 0, offer: 1, recovery: 2, recoveryKey: 3 } as const;

/** Creators that `key` is the authority of. */
export const creatorsOf = (client: Client, key: string, signal?: AbortSignal) =>
  findAll(client, PROGRAM, CREATOR_DISCRIMINATOR, decoder, [{ offset: AUTHORITY, bytes: key }], signal);

/** The creators that concern the connected account: it is their authority, their recovery key, or awaited by them. */
export function useMyCreators() {
  const { rpcUrl } = useSettings();
  const { account } = useWallet();
  const key = account?.address;
  return useQuery({
    queryKey: [rpcUrl, 'my-creators', key],
    enabled: key !== undefined,
    queryFn: async ({ signal }) => {
      const client = clientOf(rpcUrl);
      const find = (offset: number) =>
        findAll(client, PROGRAM, CREATOR_DISCRIMINATOR, decoder, [{ offset, bytes: key ?? '' }], signal);
      const [mine, recoverable, offered] = await Promise.all([find(AUTHORITY), find(RECOVERY), find(SUCCESSOR)]);
      return { mine, recoverable, offered };
    },
    refetchInterval: 20_000,
  });
}

/** The creator that the connected account acts as; the first, by age, if it acts as several. */
export function useMe() {
  const { account } = useWallet();
  const query = useMyCreators();
  const [me] = [...(query.data?.mine ?? [])].sort((a, b) => Number(a.createdAt - b.createdAt));
  // Nobody is told to register by an answer that did not come.
  return { me, isUnknown: account !== undefined && query.data === undefined, query };
}

/** How many creators are known by name at once, where a node lists them. */
const MOST_NAMED = 1_000;

/** The addresses of the newest creators, as a node lists them. */
async function listed(node: NodeClient, signal: AbortSignal): Promise<Address[]> {
  const found: Address[] = [];
  let cursor: string | undefined;
  do {
    const page = await node.list('creators', { limit: 200, closed: false, ...(cursor ? { cursor } : {}) }, signal);
    found.push(...page.items.map((item) => address(item.address)));
    cursor = page.next ?? undefined;
  } while (cursor && found.length < MOST_NAMED);
  return found;
}

/**
 * Every creator, newest first. A node only says where they are: what they are called is read from the chain, since people pay
 * and vote by it.
 */
export function useCreators() {
  const { rpcUrl } = useSettings();
  const node = useNode();
  return useQuery({
    queryKey: [rpcUrl, 'creators', node?.url],
    enabled: node !== undefined,
    queryFn: async ({ signal }) => {
      const client = clientOf(rpcUrl);
      const every = () => findAll(client, PROGRAM, CREATOR_DISCRIMINATOR, decoder, [], signal);
      const all = node
        ? await listed(node, signal).then((at) => findMany(client, at, PROGRAM, decoder, signal), every)
        : await every();
      return all.sort((a, b) => Number(b.createdAt - a.createdAt));
    },
    staleTime: 15_000,
  });
}

/** One creator by address. */
export const creatorAt = (client: Client, at: Address, signal?: AbortSignal) =>
  findOne(client, at, PROGRAM, decoder, signal);

/** Who holds a handle, or held it last. */
export async function handleAccount(
  client: Client,
  name: string,
  signal?: AbortSignal,
): Promise<Found<Handle> | undefined> {
  const [at] = await findHandlePda({ name: padHandle(name) });
  return findOne(client, at, PROGRAM, getHandleDecoder(), signal);
}

/** A handle rests so long after its release before others may have it, in seconds; programs/creators says the same. */
export const HANDLE_REST = 30 * 86_400;

/** What somebody could do with a handle. */
export type HandleStanding =
  | { is: 'free' }
  | { is: 'taken' }
  /** It was let go, by whoever asks: it can be taken back. */
  | { is: 'mine' }
  /** It was let go, and is free for others from then on. */
  | { is: 'resting'; until: number }
  /** It has rested: whoever wants it frees it first. */
  | { is: 'rested'; account: Found<Handle> };

/** What `me` could do with a handle at `now`, by its account, if it has one. */
export function handleStanding(
  account: Found<Handle> | undefined,
  now: number,
  me: Address | undefined,
): HandleStanding {
  if (!account) return { is: 'free' };
  if (account.releasedAt === 0n) return { is: 'taken' };
  if (account.creator === me) return { is: 'mine' };
  const until = Number(account.releasedAt) + HANDLE_REST;
  return now < until ? { is: 'resting', until } : { is: 'rested', account };
}

/** The address that a person typed, as an address or as a handle with or without its @; undefined for neither. */
export async function resolve(client: Client, typed: string): Promise<Address | undefined> {
  const text = typed.trim();
  if (isAddress(text)) return text;
  const name = text.replace(/^@/, '').toLowerCase();
  if (handleFault(name)) return undefined;
  const found = await handleAccount(client, name);
  // Who let a handle go does not answer to it any more.
  return found?.releasedAt === 0n ? found.creator : undefined;
}

/**
 * The wallet that a person typed: an address, or the key that a handle's creator acts with now. The treasury pays wallets
 * only, so the address of a creator's account stands for its key here too.
 */
export async function resolveWallet(client: Client, typed: string): Promise<Address | undefined> {
  const found = await resolve(client, typed);
  if (!found) return undefined;
  const creator = await creatorAt(client, found);
  return creator ? creator.authority : found;
}

/** How to call a creator: its handle, or else its address. */
export const nameOf = (creator: Pick<Found<Creator>, 'handle' | 'address'>): string => {
  const handle = handleOf(creator.handle);
  return handle ? `@${handle}` : creator.address;
};

/** Handles by creator address, for lists. */
export function useNames(): Readonly<Record<string, string>> {
  const { data } = useCreators();
  return Object.fromEntries(
    (data ?? []).flatMap((creator) => {
      const handle = handleOf(creator.handle);
      // Its key is its wallet: what is paid there is paid to the creator.
      return handle ? [creator.address, creator.authority].map((at) => [at, `@${handle}`]) : [];
    }),
  );
}
