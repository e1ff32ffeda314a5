import { address } from '@solana/kit';
import { useQuery } from '@tanstack/react-query';
import { useEffect, useState } from 'react';
import { useSettings } from '../settings/settings.ts';
import { bytesOf } from './bytes.ts';
import { COMMITMENT, clientOf } from './rpc.ts';

const CLOCK = address('SysvarC1ock11111111111111111111111111111111');

/** The chain's time in unix seconds, out of the clock's 40 bytes: slot, epoch start, epoch, leader epoch, time. */
export function clockTime(data: Uint8Array): number {
  return Number(new DataView(data.buffer, data.byteOffset, data.byteLength).getBigInt64(32, true));
}

/** How many seconds the chain's clock is ahead of this machine's. On a local network it may be weeks. */
function useOffset(): number | undefined {
  const { rpcUrl } = useSettings();
  const { data } = useQuery({
    queryKey: [rpcUrl, 'clock'],
    queryFn: async ({ signal }) => {
      const { value } = await clientOf(rpcUrl)
        .getAccountInfo(CLOCK, { commitment: COMMITMENT, encoding: 'base64' })
        .send({ abortSignal: signal });
      if (!value) throw new Error('The RPC has no clock account.');
      return clockTime(bytesOf(value.data)) - Date.now() / 1000;
    },
    refetchInterval: 10_000,
  });
  return data;
}

/** The chain's present time in unix seconds, every `step` seconds anew; undefined until it is known. */
export function useNow(step = 1): number | undefined {
  const offset = useOffset();
  const [, tick] = useState(0);
  useEffect(() => {
    const timer = setInterval(() => tick((n) => n + 1), step * 1000);
    return () => clearInterval(timer);
  }, [step]);
  return offset === undefined ? undefined : Math.floor(Date.now() / 1000 + offset);
}
