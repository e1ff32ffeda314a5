import { stateAt } from '@makerstake/client';
import { Link } from 'wouter';
import type { Found } from '../../chain/accounts.ts';
import { useNow } from '../../chain/clock.ts';
import { useNames } from '../../chain/creators.ts';
import { short } from '../../chain/format.ts';
import { ballotOf, house, type Platform, useMyVoter } from '../../chain/governance.ts';
import type { Told } from '../../chain/proposals.ts';
import { useT } from '../../i18n/index.tsx';
import { Avatar } from '../../ui/avatar.tsx';
import { Badge } from '../../ui/basics.tsx';
import { Ballot, MyBallot } from './ballot.tsx';
import { useBallots } from './ballots.tsx';
import { HouseBar } from './house-bar.tsx';
import { StateBadge, statusKey, useTrackName, When } from './state.tsx';
import { Steps } from './steps.tsx';
import { governanceTexts } from './texts.ts';

/** A proposal in one row: what it is, where it stands, how the houses see it, and my ballot. */
export function Row({ platform, told }: { platform: Found<Platform>; told: Told }) {
  const t = useT(governanceTexts);
  const names = useNames();
  const trackName = useTrackName();
  const now = useNow(5);
  const { data: voter } = useMyVoter(platform.address);
  const { reason } = useBallots();
  if (now === undefined) return null;
  const { whole } = told;
  const state = whole && stateAt(whole, now);
  const mine = whole ? ballotOf(voter, whole) : 0;
  const isOpen = state === 'voting' || state === 'coolOff';
  return (
    <article
      className="grid gap-x-6 gap-y-2 py-4 md:grid-cols-[minmax(0,1fr)_14rem]"
      data-proposal={told.number}
      data-state={state ?? statusKey(told.status)}
    >
      <div className="flex min-w-0 gap-3">
        <Avatar address={told.proposer} className="mt-0.5 size-8" />
        <div className="min-w-0">
          <h2 className="font-semibold leading-snug">
            <Link href={`/governance/${told.number}`} className="hover:text-accent">
              <span className="tabular mr-1.5 text-muted">#{told.number}</span>
              <bdi>{told.title}</bdi>
            </Link>
          </h2>
          <p className="flex flex-wrap items-center gap-x-2 gap-y-1 text-muted text-sm">
            <StateBadge told={told} state={state} />
            <span>{names[told.proposer] ?? short(told.proposer)}</span>
            <span aria-hidden="true">·</span>
            <span>{trackName(told.track)}</span>
            {whole && <When proposal={whole} now={now} />}
            {!whole && <Badge>{t('closed')}</Badge>}
            <MyBallot choice={mine} />
          </p>
        </div>
      </div>
      {whole && (
        <div className="space-y-1.5 self-center">
          <HouseBar small name={t('tokenHouse')} house={house(whole, 0)} />
          <HouseBar small name={t('creatorHouse')} house={house(whole, 1)} />
        </div>
      )}
      {whole && (
        <div className="md:col-span-2">
          {isOpen && reason === undefined && <Ballot proposal={whole} state={state} mine={mine} small />}
          <Steps platform={platform} proposal={whole} actions={whole.body} state={state ?? 'pending'} />
        </div>
      )}
    </article>
  );
}
