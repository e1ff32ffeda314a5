import { isTerminal, stateAt } from '@makerstake/client';
import { useRoute } from 'wouter';
import type { Found } from '../../chain/accounts.ts';
import { useNow } from '../../chain/clock.ts';
import { type FullProposal, type Platform, usePlatform, useProposals } from '../../chain/governance.ts';
import { toldOf, toldOfAccount, useClosedProposals } from '../../chain/proposals.ts';
import { useT } from '../../i18n/index.tsx';
import { Button, Empty, PageHead } from '../../ui/basics.tsx';
import { Loaded } from '../../ui/query.tsx';
import { Tabs } from '../../ui/tabs.tsx';
import { BallotBox } from './ballots.tsx';
import { ProposalList } from './list.tsx';
import { Makers } from './makers.tsx';
import { ProposalPage } from './proposal.tsx';
import { Propose } from './propose.tsx';
import { governanceTexts } from './texts.ts';
import { Tracks } from './tracks.tsx';

/** What the owners decide: the list, or one proposal by its number. */
export default function GovernancePage() {
  const t = useT(governanceTexts);
  const query = usePlatform();
  const [isOne, params] = useRoute('/governance/:number');
  const number = isOne && /^\d{1,9}$/.test(params.number) ? Number(params.number) : undefined;
  return (
    <>
      {number === undefined && <PageHead title={t('title')} lead={t('lead')} />}
      <Loaded query={query}>
        {(platform) =>
          !platform ? (
            <Empty title={t('noPlatform')}>{t('noPlatformLead')}</Empty>
          ) : number === undefined ? (
            <House platform={platform} />
          ) : (
            <One platform={platform} number={number} />
          )
        }
      </Loaded>
    </>
  );
}

function One({ platform, number }: { platform: Found<Platform>; number: number }) {
  const { data = [] } = useProposals(platform.address);
  return (
    <BallotBox platform={platform} proposals={data}>
      <ProposalPage key={number} platform={platform} number={number} />
    </BallotBox>
  );
}

function House({ platform }: { platform: Found<Platform> }) {
  const t = useT(governanceTexts);
  const query = useProposals(platform.address);
  const closed = useClosedProposals();
  const now = useNow(5);
  const list = (wanted: (proposal: FullProposal, at: number) => boolean, isOver = false) => (
    <Loaded query={query}>
      {(proposals) => {
        const here = now === undefined ? [] : proposals.filter((proposal) => wanted(proposal, now));
        const before = isOver ? (closed.data?.pages.flatMap(({ items }) => items.map(toldOf)) ?? []) : [];
        const known = new Set(here.map(({ address }) => String(address)));
        return (
          <ProposalList
            platform={platform}
            proposals={[...here.map(toldOfAccount), ...before.filter(({ address }) => !known.has(address))]}
            more={
              isOver &&
              closed.hasNextPage && (
                <div className="mt-4">
                  <Button onClick={() => closed.fetchNextPage()} disabled={closed.isFetchingNextPage}>
                    {t('more')}
                  </Button>
                </div>
              )
            }
          />
        );
      }}
    </Loaded>
  );
  const tabs = [
    { id: 'open', name: t('open'), content: list((proposal) => proposal.status === 0) },
    {
      id: 'passed',
      name: t('passed'),
      content: list((proposal, at) => proposal.status === 1 && !isTerminal(stateAt(proposal, at))),
    },
    { id: 'ended', name: t('ended'), content: list((proposal, at) => isTerminal(stateAt(proposal, at)), true) },
    { id: 'create', name: t('create'), content: <Propose platform={platform} /> },
    { id: 'makers', name: t('makers'), content: <Makers platform={platform} /> },
    { id: 'tracks', name: t('tracks'), content: <Tracks platform={platform} /> },
  ];
  return (
    <BallotBox platform={platform} proposals={query.data ?? []}>
      <Tabs base="/governance" label={t('title')} tabs={tabs} />
    </BallotBox>
  );
}
