import { stateAt } from '@makerstake/client';
import { useNow } from '../../chain/clock.ts';
import { type FullProposal, usePlatform, useProposals } from '../../chain/governance.ts';

/** Votes that run, the next to close first: not what waits for its voting, and not what only waits to be counted. */
export function useOpen(): readonly FullProposal[] | undefined {
  const { data: platform } = usePlatform();
  const { data: proposals } = useProposals(platform?.address);
  const now = useNow(60);
  if (!proposals || now === undefined) return undefined;
  return proposals
    .filter((proposal) => ['voting', 'coolOff'].includes(stateAt(proposal, now)))
    .sort((a, b) => Number(a.votingUntil - b.votingUntil));
}
