import { type Address, address, isAddress } from '@solana/kit';
import { useQuery } from '@tanstack/react-query';
import { useAsked } from '../places/place.ts';
import { config } from '../settings/config.ts';
import { useSettings } from '../settings/settings.ts';
import type { Shown } from './platform-read.ts';
import { clientOf, useCluster } from './rpc.ts';

/** The platform that somebody chose: by the address of the page, or by who serves the dApp. Never the largest one. */
export function useChosen(): Address | undefined {
  const { platform } = useAsked();
  const chosen = platform ?? config().platform;
  return chosen !== undefined && isAddress(chosen) ? address(chosen) : undefined;
}

/** What is shown. On a local network its one platform needs no choice: nobody else can found one there. */
export function useShown() {
  const { rpcUrl } = useSettings();
  const { data: cluster } = useCluster();
  const chosen = useChosen();
  const isLocal = cluster === 'localnet';
  return useQuery({
    queryKey: [rpcUrl, 'shown', chosen, isLocal],
    enabled: chosen !== undefined || cluster !== undefined,
    queryFn: async ({ signal }): Promise<Shown> => {
      // What surrounds every page asks this: the decoders are loaded with the pages, which need them too.
      const { readOnly, readPlatform } = await import('./platform-read.ts');
      const client = clientOf(rpcUrl);
      if (chosen) return readPlatform(client, chosen, signal);
      return isLocal ? readOnly(client, signal) : { platform: null, pool: null };
    },
    refetchInterval: 20_000,
  });
}
