import type { Choice, EpochList, Hash, Makerstake, Payer, RegisterInput, WorkInput } from '@makerstake/client';
import type { Address, TransactionSigner } from '@solana/kit';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useActing, useMakerstake, usePlatformKey } from './context.tsx';

/** Whoever acts, whole. */
interface Actor {
  makerstake: Makerstake;
  authority: TransactionSigner;
  holder: Address;
  payer: Payer;
}

/** Something that is signed. When it landed, everything of the platform is read anew. */
function useDeed<Input, Output>(run: (actor: Actor, input: Input) => Promise<Output>) {
  const { data: makerstake } = useMakerstake();
  const { signer, holder, payer } = useActing();
  const client = useQueryClient();
  const queryKey = usePlatformKey();
  return useMutation({
    mutationFn: async (input: Input) => {
      if (!makerstake) throw new Error('The platform is not open yet.');
      if (!signer || !holder || !payer) throw new Error('Nobody is connected: give MakerstakeProvider a signer.');
      return run({ makerstake, authority: signer, holder, payer }, input);
    },
    // Sending looks for what was sent before by itself; nothing else may repeat it.
    retry: false,
    onSettled: () =>
      client.invalidateQueries({ queryKey, predicate: ({ queryKey: key }) => key.length > queryKey.length }),
  });
}

/** Casts a ballot, or changes it. */
export const useVote = () =>
  useDeed(({ makerstake, ...actor }, input: { proposal: Address; choice: Choice }) =>
    makerstake.proposals.vote({ ...actor, ...input }),
  );

/** Pays out what an epoch pays whoever acts, or another holder. */
export const useClaim = () =>
  useDeed(({ makerstake, holder, payer }, input: { epoch: number; holder?: Address; list?: EpochList }) =>
    makerstake.epochs.claim({ holder, payer, ...input }),
  );

/** Lets another holder vote for whoever acts; `null` takes it back. */
export const useDelegate = () =>
  useDeed(({ makerstake, ...actor }, to: Address | null) =>
    to === null ? makerstake.holders.undelegate(actor) : makerstake.holders.delegate({ ...actor, to }),
  );

/** Registers whoever acts as a creator. */
export const useRegister = () =>
  useDeed(({ makerstake, authority, payer }, input: Omit<RegisterInput, 'genesisKey'> & { payer?: Payer }) =>
    makerstake.creators.register({ genesisKey: authority, payer, ...input }),
  );

/** States a work of the creator that acts. */
export const useAttest = () =>
  useDeed(({ makerstake, authority, holder, payer }, input: WorkInput) =>
    makerstake.works.attest({ authority, creator: holder, payer, ...input }),
  );

/** States a new version in place of the newest one. */
export const useRevise = () =>
  useDeed(({ makerstake, authority, holder, payer }, input: { content: Hash; metadata?: Hash; parent: Address }) =>
    makerstake.works.revise({ authority, creator: holder, payer, ...input }),
  );

/** Finds out what became of what was sent before the page was loaded again. Needs a journal that outlives it. */
export function useResume() {
  const { data: makerstake } = useMakerstake();
  return useMutation({
    mutationFn: async (signal?: AbortSignal) => {
      if (!makerstake) throw new Error('The platform is not open yet.');
      return makerstake.resume(signal);
    },
  });
}
