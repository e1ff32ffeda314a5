import { useQuery } from '@tanstack/react-query';
import { COMMITMENT, clientOf } from '../chain/rpc.ts';
import { useSettings } from '../settings/settings.ts';

/** Whether the endpoint answers: asked every few seconds, so that the page knows when it comes back. */
export function useReachable(): boolean {
  const { rpcUrl } = useSettings();
  const { isError, failureCount } = useQuery({
    queryKey: [rpcUrl, 'slot'],
    queryFn: async ({ signal }) => clientOf(rpcUrl).getSlot({ commitment: COMMITMENT }).send({ abortSignal: signal }),
    refetchInterval: 4_000,
    retry: false,
  });
  return !isError && failureCount === 0;
}
