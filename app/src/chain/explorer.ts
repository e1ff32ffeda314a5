import type { Settings } from '../settings/settings.ts';
import type { Cluster } from './rpc.ts';

const SITES = {
  solana: { base: 'https://explorer.solana.com', tx: 'tx', address: 'address' },
  solscan: { base: 'https://solscan.io', tx: 'tx', address: 'account' },
  orb: { base: 'https://orb.helius.dev', tx: 'tx', address: 'address' },
};

/** Where an explorer shows a transaction or an address. Local networks are looked at through the user's own RPC. */
export function explorerUrl(what: 'tx' | 'address', id: string, settings: Settings, cluster: Cluster): string {
  const site = SITES[settings.explorer];
  const url = new URL(`${site.base}/${site[what]}/${encodeURIComponent(id)}`);
  if (cluster === 'devnet' || cluster === 'testnet') url.searchParams.set('cluster', cluster);
  if (cluster === 'localnet' || cluster === 'unknown') {
    url.searchParams.set('cluster', 'custom');
    url.searchParams.set('customUrl', settings.rpcUrl);
  }
  return url.toString();
}
