import { createSolanaRpc, type Rpc, type SolanaRpcApi } from '@solana/kit';
import { useQuery } from '@tanstack/react-query';
import { useMemo } from 'react';
import { isLoopback, useSettings } from '../settings/settings.ts';

export type Client = Rpc<SolanaRpcApi>;
export type Cluster = 'mainnet' | 'devnet' | 'testnet' | 'localnet' | 'unknown';

/** The one commitment that everything is read and sent with. */
export const COMMITMENT = 'confirmed';

const GENESIS: Record<string, Cluster> = {
  '5eykt4UsFv8P8NJdTREpY1vzqKqZKvdpKuc147dw2N9d': 'mainnet',
  EtWTRABZaYq6iMfeYKouRu166VU2xqa1wcaWoxPkrZBG: 'devnet',
  '4uhcVJyU9pJkvQyS88uRDiswHXSCkY3zQawwpjk2NsNY': 'testnet',
};

const clients = new Map<string, Client>();

/** The client of an endpoint, made once. */
export function clientOf(url: string): Client {
  let client = clients.get(url);
  if (!client) {
    client = createSolanaRpc(url) as Client;
    clients.set(url, client);
  }
  return client;
}

/** The client of the chosen endpoint. */
export function useClient(): Client {
  const { rpcUrl } = useSettings();
  return useMemo(() => clientOf(rpcUrl), [rpcUrl]);
}

/** Which cluster a genesis block belongs to; an unknown one on this machine is a local network. */
export function clusterOf(genesis: string, url: string): Cluster {
  return GENESIS[genesis] ?? (isLoopback(new URL(url).hostname) ? 'localnet' : 'unknown');
}

/** What is known of the network: its cluster, or that it cannot be reached. */
export function useCluster() {
  const { rpcUrl } = useSettings();
  return useQuery({
    queryKey: [rpcUrl, 'cluster'],
    queryFn: async ({ signal }) =>
      clusterOf(await clientOf(rpcUrl).getGenesisHash().send({ abortSignal: signal }), rpcUrl),
    staleTime: Number.POSITIVE_INFINITY,
  });
}

/** The Wallet Standard's name of a cluster; an unknown one is signed for as mainnet, the careful choice. */
export function chainOf(cluster: Cluster): `solana:${string}` {
  return `solana:${cluster === 'unknown' ? 'mainnet' : cluster}`;
}
