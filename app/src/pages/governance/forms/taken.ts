import type { Action } from '@makerstake/client';
import { type FullProposal, useProposals } from '../../../chain/governance.ts';
import type { FormProps } from './report.ts';

/** What an action of a proposal would create, which no other action may create too. */
export type Maker = Extract<Action, { kind: 'openBudget' | 'setRule' | 'widenRule' | 'setTrack' | 'createGrant' }>;

/** Every action that is proposed and could still be executed, and those of the draft that is being written. */
export function pending(proposals: readonly FullProposal[], draft: readonly Action[]): readonly Action[] {
  // 0 open, 1 passed: the others are at their end.
  const open = proposals.filter(({ status }) => status <= 1);
  return [...open.flatMap(({ body, cursor }) => body?.slice(cursor) ?? []), ...draft];
}

/** The numbers that pending actions of these kinds would take, where `isSame` says that they are in the same place. */
export function usePending<K extends Maker['kind']>(
  { platform, draft }: Pick<FormProps, 'platform' | 'draft'>,
  kinds: readonly K[],
  isSame: (action: Extract<Maker, { kind: K }>) => boolean = () => true,
): readonly number[] {
  const { data = [] } = useProposals(platform.address);
  return pending(data, draft).flatMap((action) => {
    const made = action as Extract<Maker, { kind: K }>;
    return kinds.includes(made.kind) && isSame(made) ? [made.id] : [];
  });
}
