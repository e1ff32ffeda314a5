import { Link } from 'wouter';
import { useCreators } from '../../chain/creators.ts';
import { useDistributions, usePool, usePositions } from '../../chain/equity.ts';
import { amount, share } from '../../chain/format.ts';
import { useAttestations, useBatches } from '../../chain/works.ts';
import { StackedBar } from '../../charts/bar.tsx';
import { common } from '../../i18n/common.ts';
import { useLocale, useT } from '../../i18n/index.tsx';
import { Card, Empty, Stat, Stats } from '../../ui/basics.tsx';
import { TokenChip } from '../../ui/chain.tsx';
import { useTitle } from '../../ui/page-head.tsx';
import { useSiteName } from '../../ui/site.ts';
import { Now } from './now.tsx';
import { homeTexts } from './texts.ts';

/** The platform at a glance. */
export default function Home() {
  const t = useT(homeTexts);
  useTitle(undefined);
  const site = useSiteName();
  const c = useT(common);
  const locale = useLocale();
  const { data: creators } = useCreators();
  const { data: works } = useAttestations();
  const { data: batches } = useBatches();
  const { data: found } = usePool();
  const pool = found?.pool ?? undefined;
  const { data: positions } = usePositions(pool?.address);
  const { data: distributions } = useDistributions(pool?.address);
  const inBatches = (batches ?? []).reduce((sum, batch) => sum + batch.leaves, 0);
  const owners = positions?.filter((position) => (position.own[0] ?? 0n) > 0n).length;
  const count = (value: number | undefined) => (value === undefined ? '…' : value.toLocaleString(locale));
  const owned = pool?.total[0] ?? 0n;
  const cap = pool ? pool.contributionsCap + pool.grantsCap + pool.treasuryCap : 0n;
  const issued = pool ? pool.contributionsEmitted + pool.grantsEmitted + pool.treasuryEmitted : 0n;
  const shown = (units: bigint) => `${amount(units, 6, locale, 0)} · ${share(units, cap, locale)}`;
  const steps = [
    { to: '/creator', title: t('step1'), lead: t('step1Lead') },
    { to: '/works/verify', title: t('step2'), lead: t('step2Lead') },
    { to: '/ownership/table', title: t('step3'), lead: t('step3Lead') },
  ];
  return (
    <>
      <header className="mb-8 max-w-4xl pt-2">
        {pool && (
          <p className="mb-2 font-medium text-accent">
            <bdi>{site}</bdi>
          </p>
        )}
        <h1
          className={pool ? 'font-display text-4xl leading-none sm:text-5xl' : 'font-display text-6xl leading-[0.98]'}
        >
          {t('title')}
        </h1>
        <p className="mt-4 max-w-2xl text-lg text-muted">{t('lead')}</p>
      </header>
      {pool && <Now pool={pool} />}
      <Card className="mb-6">
        <Stats>
          <Stat label={t('creators')} value={count(creators?.length)} />
          <Stat
            label={t('works')}
            value={count(works && works.length + inBatches)}
            note={inBatches > 0 && t('ofBatches', { n: inBatches })}
          />
          <Stat
            label={t('owners')}
            value={pool ? count(owners) : '—'}
            note={distributions && `${t('epochs')}: ${distributions.length}`}
          />
          <Stat label={t('shares')} value={pool ? amount(owned, 6, locale, 0) : '—'} />
        </Stats>
      </Card>
      <div className="grid gap-6 xl:grid-cols-[3fr_2fr]">
        {pool ? (
          <Card title={t('where')} aside={<TokenChip mint={pool.mint} />}>
            <StackedBar
              label={t('where')}
              total={cap}
              parts={[
                {
                  name: t('toContributors'),
                  units: pool.contributionsEmitted,
                  shown: shown(pool.contributionsEmitted),
                },
                { name: t('toGrants'), units: pool.grantsEmitted, shown: shown(pool.grantsEmitted) },
                { name: t('toTreasury'), units: pool.treasuryEmitted, shown: shown(pool.treasuryEmitted) },
                { name: t('unissued'), units: cap - issued, shown: shown(cap - issued), isRest: true },
              ]}
            />
          </Card>
        ) : (
          found && <Empty title={c('noPlatform')}>{c('noPlatformLead')}</Empty>
        )}
        <Card title={t('start')}>
          <ol className="space-y-2">
            {steps.map(({ to, title, lead }, at) => (
              <li key={to}>
                <Link href={to} className="group flex gap-4 rounded-2xl p-3 transition hover:bg-sunken">
                  <span className="font-display text-4xl text-accent leading-none" aria-hidden="true">
                    {at + 1}
                  </span>
                  <span>
                    <span className="block font-semibold group-hover:text-accent">{title}</span>
                    <span className="block text-muted text-sm">{lead}</span>
                  </span>
                </Link>
              </li>
            ))}
          </ol>
        </Card>
      </div>
    </>
  );
}
