import { changesAt, type State, stateAt } from '@makerstake/client';
import type { FullProposal } from '../../chain/governance.ts';
import type { Told } from '../../chain/proposals.ts';
import { useRich, useT } from '../../i18n/index.tsx';
import { Badge, type Tone } from '../../ui/basics.tsx';
import { Relative } from '../../ui/chain.tsx';
import { governanceTexts, trackTexts } from './texts.ts';

const TONES: Partial<Record<State, Tone>> = {
  voting: 'accent',
  coolOff: 'warn',
  decided: 'teal',
  timelock: 'teal',
  executable: 'good',
  executing: 'good',
  executed: 'good',
  defeated: 'bad',
  blocked: 'bad',
};

/** What a status byte means where the rest of an account is gone. */
export const statusKey = (status: number) =>
  (['pending', 'passedStatus', 'defeated', 'cancelled', 'blocked', 'executed'] as const)[status] ?? 'pending';

/** The name of a track. */
export function useTrackName(): (id: number) => string {
  const t = useT(trackTexts);
  return (id) => (`t${id}` in trackTexts ? t(`t${id}` as 't0') : t('other', { n: id }));
}

/** Where a proposal stands. */
export function StateBadge({ told, state }: { told: Told; state: State | undefined }) {
  const t = useT(governanceTexts);
  if (state) return <Badge tone={TONES[state] ?? 'plain'}>{t(state)}</Badge>;
  const key = statusKey(told.status);
  return <Badge tone={key === 'executed' || key === 'passedStatus' ? 'good' : 'plain'}>{t(key)}</Badge>;
}

const NEXT = {
  pending: 'opens',
  voting: 'ends',
  coolOff: 'objectUntil',
  timelock: 'mayRun',
  executable: 'lapses',
  executing: 'lapses',
} as const;

/** What happens to it next by itself, and when. */
export function When({ proposal, now }: { proposal: FullProposal; now: number }) {
  const rich = useRich(governanceTexts);
  const next = changesAt(proposal, now);
  const state = stateAt(proposal, now);
  if (next === undefined || !(state in NEXT)) return null;
  return <span>{rich(NEXT[state as keyof typeof NEXT], { when: <Relative key="w" at={next} /> })}</span>;
}
