import { Link } from 'wouter';
import type { Found } from '../../chain/accounts.ts';
import { useNow } from '../../chain/clock.ts';
import { useNames } from '../../chain/creators.ts';
import type { Pool } from '../../chain/equity.ts';
import { amount, short } from '../../chain/format.ts';
import { house } from '../../chain/governance.ts';
import { useAbout } from '../../chain/metadata.ts';
import { useAnswer } from '../../chain/node.ts';
import { type Attestation, useAttestations } from '../../chain/works.ts';
import { useLocale, useRich, useT } from '../../i18n/index.tsx';
import { Avatar } from '../../ui/avatar.tsx';
import { Card } from '../../ui/basics.tsx';
import { Relative } from '../../ui/chain.tsx';
import Picture from '../../ui/picture.tsx';
import { HouseBar } from '../governance/house-bar.tsx';
import { governanceTexts } from '../governance/texts.ts';
import { NeedsMe } from './needs-me.tsx';
import { useOpen } from './open.ts';
import { homeTexts } from './texts.ts';

const ROW = 'block rounded-xl py-2 hover:text-accent';

/** What happens now: votes that run, the next epoch, the newest works, and what was paid lately. */
export function Now({ pool }: { pool: Found<Pool> }) {
  const t = useT(homeTexts);
  const rich = useRich(homeTexts);
  const time = useNow(60);
  const begins = Number(pool.coveredUntil) + pool.windowSeconds;
  const isDue = time !== undefined && time >= begins;
  return (
    <section aria-label={t('now')} className="mb-6 grid gap-6 lg:grid-cols-2">
      <Card title={t('deciding')}>
        <Votes />
      </Card>
      <div className="space-y-6">
        <NeedsMe pool={pool} />
        <Card title={t('nextEpoch')}>
          <Link href="/earn" className={ROW}>
            {isDue
              ? t('epochDue', { n: pool.nextEpoch })
              : rich('epochFrom', { n: pool.nextEpoch, when: <Relative key="w" at={begins} /> })}
          </Link>
        </Card>
      </div>
      <Card title={t('newest')}>
        <Works />
      </Card>
      <Payments />
    </section>
  );
}

function Votes() {
  const t = useT(homeTexts);
  const g = useT(governanceTexts);
  const rich = useRich(governanceTexts);
  const open = useOpen();
  if (!open) return <p className="min-h-12 text-muted">…</p>;
  return (
    <div className="min-h-12" data-decisions={open.length}>
      {open.length === 0 && <p className="text-muted">{t('noDecisions')}</p>}
      <ul className="divide-y divide-line">
        {open.slice(0, 4).map((proposal) => (
          <li key={proposal.address}>
            <Link href={`/governance/${proposal.number}`} className={ROW}>
              <span className="flex flex-wrap items-baseline justify-between gap-x-3">
                <span className="min-w-0 font-medium">
                  <span className="tabular text-muted">#{proposal.number}</span> <bdi>{proposal.title}</bdi>
                </span>
                <span className="text-muted text-sm">
                  {rich('ends', { when: <Relative key="w" at={proposal.votingUntil} /> })}
                </span>
              </span>
              <span className="mt-1.5 block space-y-1">
                <HouseBar small name={g('tokenHouse')} house={house(proposal, 0)} />
                <HouseBar small name={g('creatorHouse')} house={house(proposal, 1)} />
              </span>
            </Link>
          </li>
        ))}
      </ul>
    </div>
  );
}

function Works() {
  const t = useT(homeTexts);
  const { data } = useAttestations();
  if (!data) return <p className="min-h-12 text-muted">…</p>;
  if (data.length === 0) return <p className="text-muted">{t('noWorks')}</p>;
  return (
    <ul className="divide-y divide-line">
      {data.slice(0, 4).map((work) => (
        <li key={work.address}>
          <WorkRow work={work} />
        </li>
      ))}
    </ul>
  );
}

function WorkRow({ work }: { work: Found<Attestation> }) {
  const t = useT(homeTexts);
  const names = useNames();
  const about = useAbout(work.metadata);
  return (
    <Link href={`/works/${work.address}`} className="flex items-center gap-3 py-2 hover:text-accent">
      {about?.picture ? (
        <Picture hash={about.picture} className="size-10 shrink-0 rounded-lg bg-sunken object-cover" />
      ) : (
        <Avatar address={work.creator} className="size-10" />
      )}
      <span className="min-w-0">
        <bdi className="block truncate font-medium">{about?.title ?? t('work')}</bdi>
        <span className="block truncate text-muted text-sm">
          {names[work.creator] ?? short(work.creator)} · <Relative at={work.time} />
        </span>
      </span>
    </Link>
  );
}

/** What left the treasury lately, as a node tells. */
function Payments() {
  const t = useT(homeTexts);
  const locale = useLocale();
  const { data } = useAnswer(
    ['payments'],
    async (node, signal) => (await node.treasury({ mint: 'SOL', limit: 20 }, signal)).items,
    { refetchInterval: 30_000 },
  );
  const paid = data?.filter(({ change }) => /^-\d{1,20}$/.test(change)).slice(0, 4);
  if (!paid || paid.length === 0) return null;
  return (
    <Card title={t('paid')}>
      <ul className="divide-y divide-line">
        {paid.map(({ id, change, time }) => (
          <li key={id}>
            <Link href="/treasury" className="flex flex-wrap justify-between gap-3 py-2 hover:text-accent">
              <span className="tabular font-medium">{amount(-BigInt(change), 9, locale, 4)} SOL</span>
              <span className="text-muted text-sm">
                <Relative at={time} />
              </span>
            </Link>
          </li>
        ))}
      </ul>
    </Card>
  );
}
