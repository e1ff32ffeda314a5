import type { Name, NodeClient, Notes } from '@makerstake/client/node';
import { useQuery } from '@tanstack/react-query';
import { useSyncExternalStore } from 'react';
import { useSettings } from '../settings/settings.ts';
import { useShown } from './platform.ts';
import { clientOf } from './rpc.ts';

/** How it is with the node. */
export type Standing =
  /** Nobody named one. */
  | { is: 'none' }
  | { is: 'used'; node: NodeClient }
  /** It follows another platform, or another network. */
  | { is: 'other' }
  | { is: 'silent' };

/** Names that a node told with its answers, by address. */
let told: Readonly<Record<string, Name>> = {};
const listeners = new Set<() => void>();

/** Keeps what a node told of addresses, and gives its answer on. */
export function learn<T extends Pick<Notes, 'names'>>(answer: T): T {
  const fresh = Object.keys(answer.names).some((address) => told[address]?.name !== answer.names[address]?.name);
  if (fresh || Object.keys(answer.names).some((address) => !told[address])) {
    told = { ...told, ...answer.names };
    for (const listener of listeners) listener();
  }
  return answer;
}

function subscribe(listener: () => void): () => void {
  listeners.add(listener);
  return () => listeners.delete(listener);
}

/** Every name that a node told so far. */
export const useTold = () => useSyncExternalStore(subscribe, () => told);

/** How it is with the node of this platform: used only where it follows the platform and the network that are shown. */
export function useStanding() {
  const { rpcUrl, nodeUrl } = useSettings();
  const { data } = useShown();
  const platform = data?.platform?.address;
  return useQuery<Standing>({
    queryKey: [nodeUrl, rpcUrl, 'standing', platform],
    enabled: data !== undefined,
    retry: false,
    refetchInterval: ({ state }) => (state.data?.is === 'silent' ? 10_000 : 60_000),
    queryFn: async ({ signal }) => {
      if (nodeUrl === '' || !platform) return { is: 'none' };
      // Only loaded where there is a node: a first visit without one is lighter.
      const node = await import('@makerstake/client/node').then(({ createNode }) => createNode(nodeUrl));
      try {
        const [about, genesis] = await Promise.all([
          node.about(signal),
          clientOf(rpcUrl).getGenesisHash().send({ abortSignal: signal }),
        ]);
        return about.platform === platform && about.genesis === genesis ? { is: 'used', node } : { is: 'other' };
      } catch (error) {
        if (signal.aborted) throw error;
        return { is: 'silent' };
      }
    },
  });
}

/** The node, where one is used; undefined while that is not known yet, null where there is none. */
export function useNode(): NodeClient | null | undefined {
  const { data } = useStanding();
  if (data === undefined) return undefined;
  return data.is === 'used' ? data.node : null;
}

/** What a node answers to a question; nothing is asked where there is no node. */
export function useAnswer<T>(
  key: readonly unknown[],
  ask: (node: NodeClient, signal: AbortSignal) => Promise<T>,
  { enabled = true, refetchInterval }: { enabled?: boolean; refetchInterval?: number } = {},
) {
  const node = useNode();
  return useQuery({
    queryKey: [node?.url, 'node', ...key],
    enabled: enabled && node != null,
    queryFn: ({ signal }) => ask(node!, signal),
    staleTime: 10_000,
    ...(refetchInterval ? { refetchInterval } : {}),
    meta: { isExtra: true },
  });
}
