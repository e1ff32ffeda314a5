import { type Action, closesAt, executableFrom, executableUntil, isVoted, stateAt } from '@makerstake/client';
import { useState } from 'react';
import { Link } from 'wouter';
import type { Found } from '../../chain/accounts.ts';
import { useNow } from '../../chain/clock.ts';
import { useNames } from '../../chain/creators.ts';
import { ballotOf, type FullProposal, house, type Platform, useMyVoter, useProposals } from '../../chain/governance.ts';
import { useNode } from '../../chain/node.ts';
import { type Told, toldOfAccount, useTold } from '../../chain/proposals.ts';
import { useLocale, useT } from '../../i18n/index.tsx';
import { Document } from '../../markdown/document.tsx';
import { describeAction } from '../../tx/messages/actions.ts';
import { Say } from '../../tx/messages/say.tsx';
import { Avatar } from '../../ui/avatar.tsx';
import { Badge, Card, cx, Empty, Notice, PageHead, Skeleton } from '../../ui/basics.tsx';
import { Chip, Moment } from '../../ui/chain.tsx';
import { Unread } from '../../ui/query.tsx';
import { Share } from '../../ui/share.tsx';
import { Ballot, MyBallot } from './ballot.tsx';
import { Outcome } from './outcome.tsx';
import { PayloadFile } from './payload-file.tsx';
import { StateBadge, statusKey, useTrackName, When } from './state.tsx';
import { Steps } from './steps.tsx';
import { HouseTally } from './tally.tsx';
import { governanceTexts } from './texts.ts';
import { Votes } from './votes.tsx';

/** The page of one proposal: what the chain has now, else what a node remembers. */
export function ProposalPage({ platform, number }: { platform: Found<Platform>; number: number }) {
  const t = useT(governanceTexts);
  const query = useProposals(platform.address);
  const node = useNode();
  const { data: kept, isPending } = useTold(number);
  const live = query.data?.find((proposal) => proposal.number === number);
  const told = live ? toldOfAccount(live) : kept?.told;
  const isWaiting = query.isPending || node === undefined || (node !== null && isPending);
  if (!told && query.isError) return <Unread error={query.error} retry={() => query.refetch()} />;
  if (!told && isWaiting) return <Skeleton label={t('title')} lines={6} />;
  if (!told)
    return (
      <>
        <PageHead title={t('noSuch', { n: number })} lead={t('noSuchLead')} />
        <Back />
      </>
    );
  return <One platform={platform} told={told} isClosed={!live} steps={<Outcome steps={kept?.steps ?? []} />} />;
}

function Back() {
  const t = useT(governanceTexts);
  return (
    <Link href="/governance" className="text-accent underline print:hidden">
      ← {t('all')}
    </Link>
  );
}

function One({
  platform,
  told,
  isClosed,
  steps,
}: {
  platform: Found<Platform>;
  told: Told;
  isClosed: boolean;
  steps: React.ReactNode;
}) {
  const t = useT(governanceTexts);
  const names = useNames();
  const trackName = useTrackName();
  const now = useNow(5);
  const { data: voter } = useMyVoter(platform.address);
  const [file, setFile] = useState<readonly Action[]>();
  const { whole } = told;
  if (now === undefined) return null;
  const state = whole && stateAt(whole, now);
  const mine = whole ? ballotOf(voter, whole) : 0;
  const isByHash = whole?.isByHash === 1;
  const actions = whole?.body ?? (isByHash && file && whole && isVoted(whole, file) ? file : undefined);
  // 1 passed, 2 defeated, 5 executed: the count is final.
  const isCounted = [1, 2, 5].includes(told.status);
  return (
    <div data-proposal={told.number} data-state={state ?? statusKey(told.status)}>
      <p className="mb-3">
        <Back />
      </p>
      <PageHead
        name={`#${told.number} ${told.title}`}
        title={
          <>
            <span className="tabular mr-3 text-muted">#{told.number}</span>
            <bdi>{told.title}</bdi>
          </>
        }
        lead={
          <span className="flex flex-wrap items-center gap-2 text-base">
            <StateBadge told={told} state={state} />
            <Badge>{trackName(told.track)}</Badge>
            {isClosed && <Badge>{t('closed')}</Badge>}
            <Avatar address={told.proposer} className="size-6" />
            <span>
              {t('by')} <Chip id={told.proposer} name={names[told.proposer]} />
            </span>
            {whole && <When proposal={whole} now={now} />}
            <MyBallot choice={mine} />
          </span>
        }
      >
        <Share />
      </PageHead>
      <div className="grid gap-6 lg:grid-cols-[minmax(0,1fr)_21rem]">
        <div className="min-w-0 space-y-6">
          <Card title={t(state === 'executed' ? 'did' : 'actions')}>
            <Actions proposal={whole} actions={actions} />
            {whole && isByHash && whole.cursor < whole.actions && (
              <PayloadFile proposal={whole} file={file} isVoted={actions !== undefined} onFile={setFile} />
            )}
          </Card>
          {whole && (
            <Card title={t('why')}>
              <Document hash={whole.documentHash} uri={whole.uri} />
            </Card>
          )}
          <Votes proposal={told.address} />
        </div>
        <div className="space-y-6 lg:sticky lg:top-4 lg:self-start">
          {whole && state && (
            <Card title={t('result')}>
              <div className="space-y-5">
                <HouseTally name={t('tokenHouse')} house={house(whole, 0)} isCounted={isCounted} />
                <HouseTally
                  name={t('creatorHouse')}
                  house={house(whole, 1)}
                  isCounted={isCounted}
                  isDormant={whole.isDormant === 1}
                />
              </div>
              {!isClosed && (state === 'voting' || state === 'coolOff') && (
                <Ballot proposal={whole} state={state} mine={mine} />
              )}
              {!isClosed && <Steps platform={platform} proposal={whole} actions={actions} state={state} />}
            </Card>
          )}
          {whole && (
            <Card title={t('timeline')}>
              <Timeline proposal={whole} now={now} />
            </Card>
          )}
          {steps}
        </div>
      </div>
    </div>
  );
}

/** What it would do, in words. */
function Actions({
  proposal,
  actions,
}: {
  proposal: FullProposal | undefined;
  actions: readonly Action[] | undefined;
}) {
  const t = useT(governanceTexts);
  const locale = useLocale();
  const names = useNames();
  if (!proposal) return <p className="text-muted">{t('unreadable')}</p>;
  if (!actions)
    return (
      <Notice tone="warn">{proposal.isByHash === 1 ? t('byHash', { n: proposal.actions }) : t('unreadable')}</Notice>
    );
  if (actions.length === 0) return <Empty title="—" />;
  return (
    <ol className="space-y-1.5">
      {actions.map((action, at) => {
        const sentence = describeAction(action);
        return (
          <li
            key={at}
            className={cx('rounded-xl px-3 py-2', sentence.tone === 'danger' ? 'bg-bad-soft text-bad' : 'bg-sunken')}
          >
            <Say sentence={sentence} locale={locale} names={names} />{' '}
            {at < proposal.cursor && <Badge tone="good">{t('done')}</Badge>}
          </li>
        );
      })}
    </ol>
  );
}

/** The days of a proposal, and where it is among them. */
function Timeline({ proposal, now }: { proposal: FullProposal; now: number }) {
  const t = useT(governanceTexts);
  const steps = [
    [t('tOpens'), Number(proposal.votingFrom)],
    [t('tEnds'), Number(proposal.votingUntil)],
    ...(proposal.coolOff > 0 ? [[t('tCounted'), closesAt(proposal)] as const] : []),
    [t('tRuns'), executableFrom(proposal)],
    [t('tLapses'), executableUntil(proposal)],
  ] as const;
  const next = steps.findIndex(([, at]) => at > now);
  return (
    <ol className="space-y-3 border-line border-l-2 pl-4 text-sm">
      {steps.map(([name, at], index) => (
        <li key={name} className="relative">
          <span
            className={cx(
              'absolute top-1.5 -left-[1.42rem] size-2.5 rounded-full',
              at <= now ? 'bg-accent' : 'border-2 border-edge bg-surface',
            )}
            aria-hidden="true"
          />
          <span className="flex flex-wrap justify-between gap-x-3">
            <span>{name}</span>
            <Moment at={at} />
          </span>
          {index === next && <Badge tone="accent">{t('now')}</Badge>}
        </li>
      ))}
    </ol>
  );
}
