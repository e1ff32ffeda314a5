import {
  DISTRIBUTION_DISCRIMINATOR,
  type Distribution,
  findPositionPda,
  GRANT_DISCRIMINATOR,
  type Grant,
  getDistributionDecoder,
  getGrantDecoder,
  getPositionDecoder,
  POSITION_DISCRIMINATOR,
  type Pool,
  type Position,
  MAKERSTAKE_EQUITY_PROGRAM_ADDRESS as PROGRAM,
} from '@makerstake/client/equity';
import { type Address, getAddressEncoder, getProgramDerivedAddress, getUtf8Encoder } from '@solana/kit';
import { type UseQueryResult, useQuery } from '@tanstack/react-query';
import { useSettings } from '../settings/settings.ts';
import { useWallet } from '../wallet/context.tsx';
import { type Found, findAll, findOne } from './accounts.ts';
import { NOBODY, useMe } from './creators.ts';
import { useShown } from './platform.ts';
import { type Client, clientOf } from './rpc.ts';

export type { Distribution, Grant, Pool, Position };

/** What a distribution's status byte means. */
export const STATUS = { proposed: 0, disputed: 1, upheld: 2, final: 3, void: 4 } as const;

/** The pool of the platform that is shown. */
export function usePool() {
  const query = useShown();
  return { ...query, data: query.data && { pool: query.data.pool } } as UseQueryResult<{ pool: Found<Pool> | null }>;
}

const inPool = (pool: Address | undefined) => (pool ? [{ offset: 8, bytes: pool }] : []);

/** Every position of a pool, the largest first. */
export function usePositions(pool: Address | undefined) {
  const { rpcUrl } = useSettings();
  return useQuery({
    queryKey: [rpcUrl, 'positions', pool],
    enabled: pool !== undefined,
    queryFn: async ({ signal }) => {
      const all = await findAll(
        clientOf(rpcUrl),
        PROGRAM,
        POSITION_DISCRIMINATOR,
        getPositionDecoder(),
        inPool(pool),
        signal,
      );
      return all.sort((a, b) => Number((b.own[0] ?? 0n) - (a.own[0] ?? 0n)));
    },
    staleTime: 15_000,
  });
}

/** Every distribution of a pool, the newest first. */
export function useDistributions(pool: Address | undefined) {
  const { rpcUrl } = useSettings();
  return useQuery({
    queryKey: [rpcUrl, 'distributions', pool],
    enabled: pool !== undefined,
    queryFn: async ({ signal }) => {
      const all = await findAll(
        clientOf(rpcUrl),
        PROGRAM,
        DISTRIBUTION_DISCRIMINATOR,
        getDistributionDecoder(),
        inPool(pool),
        signal,
      );
      return all.sort((a, b) => b.epoch - a.epoch);
    },
    refetchInterval: 20_000,
  });
}

/** Grants to a holder, or all of a pool. */
export function useGrants(pool: Address | undefined, holder?: Address) {
  const { rpcUrl } = useSettings();
  return useQuery({
    queryKey: [rpcUrl, 'grants', pool, holder],
    enabled: pool !== undefined,
    queryFn: async ({ signal }) => {
      const filters = [...inPool(pool), ...(holder ? [{ offset: 40, bytes: holder }] : [])];
      return findAll(clientOf(rpcUrl), PROGRAM, GRANT_DISCRIMINATOR, getGrantDecoder(), filters, signal);
    },
    staleTime: 15_000,
  });
}

/** Seconds from asking for a grant's transfer to its effect. */
export const TRANSFER_DELAY = 7 * 86_400;

/** Who holds a grant at `now`: a transfer takes effect seven days after it was asked for. */
export function grantHolderAt(grant: Pick<Grant, 'holder' | 'pendingHolder' | 'pendingSince'>, now: number): Address {
  const isOut = grant.pendingHolder !== NOBODY && now >= Number(grant.pendingSince) + TRANSFER_DELAY;
  return isOut ? grant.pendingHolder : grant.holder;
}

/** A holder's position; null when it has none. */
export async function positionOf(
  client: Client,
  pool: Address,
  holder: Address,
  signal?: AbortSignal,
): Promise<Found<Position> | null> {
  const [at] = await findPositionPda({ pool, holder });
  return (await findOne(client, at, PROGRAM, getPositionDecoder(), signal)) ?? null;
}

/** The position of a position's delegate, in the form that instructions take it: nothing when there is none. */
export async function delegateOf(
  position: Pick<Position, 'pool' | 'delegate'> | null | undefined,
): Promise<{ delegate?: Address }> {
  if (!position || position.delegate === NOBODY) return {};
  const [delegate] = await findPositionPda({ pool: position.pool, holder: position.delegate });
  return { delegate };
}

/** The holder that the connected account acts for: its creator if it has one, or itself; nobody until that is known. */
export function useHolder(): { holder: Address | undefined; creator: Address | undefined; isUnknown: boolean } {
  const { account } = useWallet();
  const { me, isUnknown } = useMe();
  const wallet = isUnknown ? undefined : (account?.address as Address | undefined);
  return { holder: me?.address ?? wallet, creator: me?.address, isUnknown };
}

/** My position; null when I have none. */
export function useMyPosition(pool: Address | undefined) {
  const { rpcUrl } = useSettings();
  const { holder } = useHolder();
  return useQuery({
    queryKey: [rpcUrl, 'position', pool, holder],
    enabled: pool !== undefined && holder !== undefined,
    queryFn: async ({ signal }) => (pool && holder ? positionOf(clientOf(rpcUrl), pool, holder, signal) : null),
    refetchInterval: 20_000,
  });
}

/** The address of an epoch's distribution. */
export async function distributionAddress(pool: Address, epoch: number): Promise<Address> {
  const number = new Uint8Array(4);
  new DataView(number.buffer).setUint32(0, epoch, true);
  const [at] = await getProgramDerivedAddress({
    programAddress: PROGRAM,
    seeds: [getUtf8Encoder().encode('distribution'), getAddressEncoder().encode(pool), number],
  });
  return at;
}
