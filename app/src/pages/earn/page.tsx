import { forecast } from '@makerstake/client';
import { Link, useRoute } from 'wouter';
import type { Found } from '../../chain/accounts.ts';
import { type Distribution, type Pool, STATUS, useDistributions, usePool } from '../../chain/equity.ts';
import { amount, percent } from '../../chain/format.ts';
import { Columns } from '../../charts/columns.tsx';
import { common } from '../../i18n/common.ts';
import { useLocale, useT } from '../../i18n/index.tsx';
import { Card, Empty, PageHead } from '../../ui/basics.tsx';
import { Paged } from '../../ui/pager.tsx';
import { Loaded } from '../../ui/query.tsx';
import { Share } from '../../ui/share.tsx';
import { Epoch } from './epoch.tsx';
import { earnTexts } from './texts.ts';

/** Epochs: what was allocated, to whom, and my part of it. */
export default function EarnPage() {
  const t = useT(earnTexts);
  const c = useT(common);
  const query = usePool();
  const [isOne, params] = useRoute('/earn/:epoch');
  const pool = query.data?.pool;
  if (isOne && pool) return <EpochPage pool={pool} epoch={params.epoch} />;
  return (
    <>
      <PageHead title={t('title')} lead={t('lead')} />
      <Loaded query={query}>
        {({ pool }) => (pool ? <Epochs pool={pool} /> : <Empty title={c('noPlatform')}>{c('noPlatformLead')}</Empty>)}
      </Loaded>
    </>
  );
}

/** The page of one epoch. */
function EpochPage({ pool, epoch }: { pool: Found<Pool>; epoch: string }) {
  const t = useT(earnTexts);
  const query = useDistributions(pool.address);
  return (
    <>
      <p className="mb-3 print:hidden">
        <Link href="/earn" className="text-accent underline">
          ← {t('title')}
        </Link>
      </p>
      <Loaded query={query}>
        {(distributions) => {
          const found = distributions.find((each) => String(each.epoch) === epoch);
          if (!found) return <PageHead title={t('noSuch', { n: epoch })} />;
          return (
            <>
              <PageHead title={t('epochN', { n: found.epoch })}>
                <Share />
              </PageHead>
              <Epoch pool={pool} distribution={found} />
            </>
          );
        }}
      </Loaded>
    </>
  );
}

function Epochs({ pool }: { pool: Found<Pool> }) {
  const t = useT(earnTexts);
  const query = useDistributions(pool.address);
  return (
    <div className="space-y-6">
      <Curve pool={pool} distributions={query.data ?? []} />
      <Loaded query={query}>
        {(distributions) =>
          distributions.length === 0 ? (
            <Empty title={t('none')}>{t('noneLead')}</Empty>
          ) : (
            <Paged items={distributions} size={6}>
              {(shown) => (
                <ul className="space-y-6">
                  {shown.map((distribution) => (
                    <li key={distribution.address}>
                      <Epoch pool={pool} distribution={distribution} />
                    </li>
                  ))}
                </ul>
              )}
            </Paged>
          )
        }
      </Loaded>
    </div>
  );
}

function Curve({ pool, distributions }: { pool: Found<Pool>; distributions: readonly Found<Distribution>[] }) {
  const t = useT(earnTexts);
  const locale = useLocale();
  const past = distributions
    .filter(({ status }) => status !== STATUS.void)
    .slice(0, 12)
    .reverse();
  const left = pool.contributionsCap - pool.contributionsEmitted;
  const columns = [
    ...past.map(({ epoch, allocation }) => ({
      name: t('epochN', { n: epoch }),
      units: allocation,
      shown: amount(allocation, 6, locale),
      isFuture: false,
    })),
    ...forecast(pool.contributionsCap, pool.contributionsEmitted, pool.decayBps, 24 - past.length).map((units, at) => ({
      name: t('epochN', { n: pool.nextEpoch + at }),
      units,
      shown: amount(units, 6, locale),
      isFuture: true,
    })),
  ];
  return (
    <Card title={t('curve')}>
      <p className="mb-4 max-w-3xl text-muted text-sm">
        {t('curveNote', { decay: percent(pool.decayBps, locale), left: amount(left, 6, locale, 0) })}
      </p>
      <Columns label={t('curve')} head={[t('epoch'), t('allocation')]} columns={columns} />
    </Card>
  );
}
