import { createMakerstake, type Makerstake, type MakerstakeOptions, type Payer } from '@makerstake/client';
import type { Address, TransactionSigner } from '@solana/kit';
import { type UseQueryResult, useQuery } from '@tanstack/react-query';
import { createContext, type ReactNode, useContext, useMemo } from 'react';

/** Who acts on this page. */
export interface Acting {
  /** The person's wallet, as a signer of @solana/kit; undefined while nobody is connected. */
  signer?: TransactionSigner | undefined;
  /** For whom it acts: its creator's account, or left out, the wallet itself. */
  holder?: Address | undefined;
  /** Who pays; left out, the person. */
  payer?: Payer | undefined;
}

interface Platform extends Acting {
  options: MakerstakeOptions;
  given: Makerstake | undefined;
}

const Context = createContext<Platform | undefined>(undefined);

/** What belongs to one platform stands under this key, so that two on a page never mix. */
const keyOf = ({ rpc, node = '', platform }: MakerstakeOptions) => ['makerstake', rpc, node, platform] as const;

/** Opens a platform for the hooks below it; `makerstake` is one that was opened already. */
export function MakerstakeProvider({
  children,
  makerstake,
  signer,
  holder,
  payer,
  ...options
}: MakerstakeOptions & Acting & { children: ReactNode; makerstake?: Makerstake }) {
  // biome-ignore lint/correctness/useExhaustiveDependencies: the options are compared by what they say
  const value = useMemo(
    () => ({ options, given: makerstake, signer, holder, payer }),
    [...keyOf(options), options.cluster, makerstake, signer, holder, payer],
  );
  return <Context value={value}>{children}</Context>;
}

function usePlatform(): Platform {
  const platform = useContext(Context);
  if (platform) return platform;
  throw new Error('a hook of @makerstake/react outside of MakerstakeProvider');
}

/** The platform, once it is open; its error says what does not belong together. */
export function useMakerstake(): UseQueryResult<Makerstake> {
  const { options, given } = usePlatform();
  return useQuery({
    queryKey: keyOf(options),
    queryFn: async (): Promise<Makerstake> => given ?? createMakerstake(options),
    staleTime: Number.POSITIVE_INFINITY,
    gcTime: Number.POSITIVE_INFINITY,
    structuralSharing: false,
    // What is configured wrongly stays wrong.
    retry: false,
  });
}

/** Who acts: the signer, for whom, and who pays. Undefined parts are not there yet. */
export function useActing() {
  const { signer, holder, payer } = usePlatform();
  return { signer, holder: holder ?? signer?.address, payer: payer ?? signer };
}

/** Reads something of the platform; `what` names it among its own. */
export function useOf<T>(
  what: readonly unknown[],
  read: (makerstake: Makerstake) => Promise<T>,
  { enabled = true, every = 15_000 }: { enabled?: boolean; every?: number | false } = {},
) {
  const { options } = usePlatform();
  const { data: makerstake, error } = useMakerstake();
  const query = useQuery({
    queryKey: [...keyOf(options), ...what],
    // Nothing is null here: what is not there is `null` to the cache, which knows no undefined.
    queryFn: async () => ((await read(makerstake as Makerstake)) ?? null) as Exclude<T, undefined> | null,
    enabled: enabled && makerstake !== undefined,
    refetchInterval: every,
  });
  return error === null ? query : { ...query, error, isError: true as const, isPending: false as const };
}

/** The key under which everything that was read of the platform is kept. */
export const usePlatformKey = () => keyOf(usePlatform().options);
