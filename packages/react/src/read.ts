import type { EpochList, Hash, State } from '@makerstake/client';
import type { Address } from '@solana/kit';
import { useActing, useOf } from './context.tsx';

/** What a holder owns; left out, whoever acts. Null: it has no position. */
export function useHolder(holder?: Address) {
  const acting = useActing();
  const of = holder ?? acting.holder;
  return useOf(['holder', of], ({ holders }) => holders.get(of as Address), { enabled: of !== undefined });
}

/** A creator, by its address or its handle. */
export const useCreator = (creator: { address: Address } | { handle: string } | undefined) =>
  useOf(
    ['creator', creator],
    ({ creators }) => {
      const asked = creator as NonNullable<typeof creator>;
      return 'handle' in asked ? creators.byHandle(asked.handle) : creators.get(asked.address);
    },
    { enabled: creator !== undefined },
  );

/** The creators whose authority acts. */
export function useMyCreators() {
  const { signer } = useActing();
  return useOf(['creators-of', signer?.address], ({ creators }) => creators.of(signer?.address as Address), {
    enabled: signer !== undefined,
  });
}

/** Proposals, the newest first; with `states`, those only. */
export const useProposals = (states?: readonly State[]) =>
  useOf(['proposals', states], ({ proposals }) => proposals.list(states));

/** One proposal. */
export const useProposal = (proposal: Address) =>
  useOf(['proposal', proposal], ({ proposals }) => proposals.get(proposal));

/** The document that is voted on, its hash checked; null where no node has it. */
export const useProposalDocument = (proposal: Address) =>
  useOf(['proposal-document', proposal], ({ proposals }) => proposals.document(proposal), { every: false });

/** With how many votes whoever acts votes on a proposal, and what it said. */
export function useStanding(proposal: Address) {
  const { holder } = useActing();
  return useOf(['standing', proposal, holder], ({ proposals }) => proposals.standing(proposal, holder as Address), {
    enabled: holder !== undefined,
  });
}

/** Epochs, the newest first. */
export const useEpochs = () => useOf(['epochs'], ({ epochs }) => epochs.list());

/** What an epoch pays whoever acts, and whether it can be claimed; null: nothing. */
export function useShare(epoch: number, list?: Exclude<EpochList, ReadableStream>) {
  const { holder } = useActing();
  return useOf(['share', epoch, holder], ({ epochs }) => epochs.share(epoch, holder as Address, list), {
    enabled: holder !== undefined,
    every: false,
  });
}

/** The rulebook: what is in force now, by name and unit. */
export const useRules = () => useOf(['rules'], ({ rules }) => rules.list());

/** One rule. */
export const useRule = (id: number) => useOf(['rule', id], ({ rules }) => rules.get(id));

/** What a creator stated, the newest first. */
export const useWorks = (creator: Address | undefined) =>
  useOf(['works', creator], ({ works }) => works.of(creator as Address), { enabled: creator !== undefined });

/** Everybody's statements about these bytes, the earliest first. */
export const useVerify = (content: Hash | undefined) =>
  useOf(['verify', content], ({ works }) => works.verify(content as Hash), { enabled: content !== undefined });
