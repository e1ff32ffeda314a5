import { type Address, isAddress } from '@solana/kit';
import { type Addresses, addresses } from './addresses.ts';
import type { Hash } from './bytes.ts';
import { Chain } from './chain.ts';
import { creatorsOn } from './creators.ts';
import { Directory } from './directory.ts';
import { epochsOn } from './epochs.ts';
import { badInput, hostOf, MakerstakeError } from './fault.ts';
import { holdersOn } from './holders.ts';
import { type Journal, memoryJournal } from './journal.ts';
import { type Kind, PLATFORM, POOL } from './kinds.ts';
import { Node } from './node.ts';
import { proposalsOn } from './proposals.ts';
import { rulesOn } from './rules.ts';
import { type Build, type Payer, Sender, type SendOptions } from './sender.ts';
import { worksOn } from './works.ts';

/** The hashes of the first blocks of the public clusters. */
const GENESIS = {
  mainnet: '5eykt4UsFv8P8NJdTREpY1vzqKqZKvdpKuc147dw2N9d',
  devnet: 'EtWTRABZaYq6iMfeYKouRu166VU2xqa1wcaWoxPkrZBG',
  testnet: '4uhcVJyU9pJkvQyS88uRDiswHXSCkY3zQawwpjk2NsNY',
} as const;

/** Which platform, and through what. */
export interface MakerstakeOptions {
  /** The address of a JSON-RPC endpoint. */
  rpc: string;
  /** The address of the platform's node: lists, documents, and who pays for first steps. */
  node?: string;
  /** The platform, its pool, or its share mint. */
  platform: string;
  /** The cluster that it must be: a name, or the hash of its first block. */
  cluster?: keyof typeof GENESIS | (string & {});
  /** Where transactions are remembered until their end is known; in a browser `storageJournal(localStorage)`. */
  journal?: Journal;
  /** How long an endpoint that is away is waited for after sending, in milliseconds. */
  patience?: number;
}

/**
 * Opens a platform. Looks first whether everything belongs together: cluster, node, platform, and the layout of its accounts.
 *
 * @throws MakerstakeError `badInput`, `wrongCluster`, `wrongPlatform`, `wrongVersion`, `endpointDown`, `nodeDown` …
 */
export async function createMakerstake(options: MakerstakeOptions) {
  for (const name of ['rpc', 'node'] as const) {
    const url = options[name];
    if (url !== undefined && (!URL.canParse(url) || !/^https?:$/.test(new URL(url).protocol)))
      throw badInput(`${name}: not an http address: "${url}"`);
  }
  if (!isAddress(options.platform)) throw badInput(`platform: not an address: "${options.platform}"`);
  const chain = new Chain(options.rpc);
  const node = options.node === undefined ? undefined : new Node(options.node);
  const [genesis, about] = await Promise.all([chain.ask(chain.rpc.getGenesisHash()), node?.about()]);
  const wanted = options.cluster && (GENESIS[options.cluster as keyof typeof GENESIS] ?? options.cluster);
  if (wanted && wanted !== genesis)
    throw new MakerstakeError('wrongCluster', { host: chain.host, found: genesis, wanted });
  if (about && about.genesis !== genesis)
    throw new MakerstakeError('wrongCluster', { host: hostOf(options.node!), found: about.genesis, wanted: genesis });
  const { platform, pool } = await platformOf(chain, options.platform);
  if (about && about.platform !== platform)
    throw new MakerstakeError('wrongPlatform', {
      address: platform,
      what: `the node ${hostOf(options.node!)} follows ${about.platform}`,
    });
  const directory = new Directory(chain, node, platform, pool);
  const sender = new Sender(chain, node, options.journal ?? memoryJournal(), options.patience ?? 120_000);
  return {
    platform,
    pool,
    genesis,
    /** The addresses of all accounts. */
    addresses: directory.addresses as Addresses,
    /** The chain's time, unix seconds. */
    now: () => chain.now(),
    /** Sends instructions of your own as everything here is sent: once. */
    send: (build: Build, payer: Payer, how?: SendOptions) => sender.send(build, payer, how),
    /** What became of transactions that nobody waited for to the end. */
    resume: (signal?: AbortSignal) => sender.resume(signal),
    /** A text by its hash, if the node has it. */
    text: (hash: Hash) => directory.text(hash),
    /** The node's own client, for histories and search. */
    node: node?.client,
    creators: creatorsOn(directory, sender),
    works: worksOn(directory, sender),
    holders: holdersOn(directory, sender),
    epochs: epochsOn(directory, sender),
    proposals: proposalsOn(directory, sender),
    rules: rulesOn(directory),
  };
}

/** A platform, opened. */
export type Makerstake = Awaited<ReturnType<typeof createMakerstake>>;

/** The platform and its pool, by one of them or by the share mint. */
async function platformOf(chain: Chain, given: Address): Promise<{ platform: Address; pool: Address }> {
  const [account] = await chain.raw([given]);
  if (!account)
    throw new MakerstakeError('wrongPlatform', { address: given, what: 'nothing is there on this cluster' });
  const known: Kind<{ version: number }> | undefined = [PLATFORM, POOL].find(
    ({ program }) => program === account.owner,
  );
  if (known?.name === PLATFORM.name) {
    const found = await chain.account(PLATFORM, given);
    if (found) return { platform: given, pool: found.pool };
    throw new MakerstakeError('wrongPlatform', { address: given, what: 'it is another account of governance' });
  }
  const pool = known ? given : await addresses.pool(given);
  const platform = await addresses.platform(pool);
  if (await chain.account(PLATFORM, platform)) return { platform, pool };
  throw new MakerstakeError('wrongPlatform', {
    address: given,
    what: `account of ${account.owner}, without a platform`,
  });
}
