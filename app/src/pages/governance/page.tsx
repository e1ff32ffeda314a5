import { isTerminal, stateAt } from '@makerstake/client';
import type { Found } from '../../chain/accounts.ts';
import { useNow } from '../../chain/clock.ts';
import { type FullProposal, type Platform, usePlatform, useProposals } from '../../chain/governance.ts';
import { useT } from '../../i18n/index.tsx';
import { Empty, PageHead } from '../../ui/basics.tsx';
import { Paged } from '../../ui/pager.tsx';
import { Loaded } from '../../ui/query.tsx';
import { Tabs } from '../../ui/tabs.tsx';
import { BallotBox } from './ballots.tsx';
import { Proposal } from './proposal.tsx';
import { Propose } from './propose.tsx';
import { Seat } from './seat.tsx';
import { governanceTexts } from './texts.ts';
import { Tracks } from './tracks.tsx';

/** What the owners decide. */
export default function GovernancePage() {
  const t = useT(governanceTexts);
  const query = usePlatform();
  return (
    <>
      <PageHead title={t('title')} lead={t('lead')} />
      <Loaded query={query}>
        {(platform) =>
          platform ? <House platform={platform} /> : <Empty title={t('noPlatform')}>{t('noPlatformLead')}</Empty>
        }
      </Loaded>
    </>
  );
}

function House({ platform }: { platform: Found<Platform> }) {
  const t = useT(governanceTexts);
  const query = useProposals(platform.address);
  const now = useNow(5);
  const list = (wanted: (proposal: FullProposal, at: number) => boolean) => (
    <Loaded query={query}>
      {(proposals) => {
        const shown = now === undefined ? [] : proposals.filter((proposal) => wanted(proposal, now));
        if (shown.length === 0) return <Empty title={t('none')} />;
        return (
          <Paged items={shown} size={8}>
            {(page) => (
              <ul className="space-y-5">
                {page.map((proposal) => (
                  <li key={proposal.address}>
                    <Proposal platform={platform} proposal={proposal} />
                  </li>
                ))}
              </ul>
            )}
          </Paged>
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
    { id: 'ended', name: t('ended'), content: list((proposal, at) => isTerminal(stateAt(proposal, at))) },
    { id: 'create', name: t('create'), content: <Propose platform={platform} /> },
    { id: 'seat', name: t('seat'), content: <Seat platform={platform} /> },
    { id: 'tracks', name: t('tracks'), content: <Tracks platform={platform} /> },
  ];
  return (
    <BallotBox platform={platform} proposals={query.data ?? []}>
      <Tabs base="/governance" label={t('title')} tabs={tabs} />
    </BallotBox>
  );
}
