import { at, epochOf, owed } from '@makerstake/client';
import type { Found } from '../../chain/accounts.ts';
import { useNow } from '../../chain/clock.ts';
import { type Pool, type Position, useHolder, useMyPosition } from '../../chain/equity.ts';
import { amount, duration, share } from '../../chain/format.ts';
import { common } from '../../i18n/common.ts';
import { useLocale, useT } from '../../i18n/index.tsx';
import { Card, Empty, Stat, Stats } from '../../ui/basics.tsx';
import { Amount } from '../../ui/chain.tsx';
import { Loaded } from '../../ui/query.tsx';
import { Collect } from './collect.tsx';
import { Delegation } from './delegation.tsx';
import { Deposit } from './deposit.tsx';
import { PayIn } from './pay-in.tsx';
import { ownershipTexts } from './texts.ts';
import { Withdrawal } from './withdrawal.tsx';

/** What I hold, and everything that can be done with it. */
export function MyPosition({ pool }: { pool: Found<Pool> }) {
  const t = useT(ownershipTexts);
  const c = useT(common);
  const { holder, isUnknown } = useHolder();
  const query = useMyPosition(pool.address);
  if (!holder && !isUnknown) return <Empty title={t('none')}>{c('needWallet')}</Empty>;
  return (
    <Loaded query={query}>
      {(position) => (
        <div className="space-y-6">
          {position ? <Summary pool={pool} position={position} /> : <Empty title={t('none')}>{t('noneLead')}</Empty>}
          <div className="grid gap-6 xl:grid-cols-2">
            {holder && <Deposit pool={pool} position={position} holder={holder} />}
            {position && <Withdrawal pool={pool} position={position} />}
            {position && <Delegation pool={pool} position={position} />}
            {position && <Collect pool={pool} position={position} />}
            <PayIn pool={pool} />
          </div>
        </div>
      )}
    </Loaded>
  );
}

function Summary({ pool, position }: { pool: Found<Pool>; position: Found<Position> }) {
  const t = useT(ownershipTexts);
  const locale = useLocale();
  const now = useNow(10);
  const shares = position.own[0] ?? 0n;
  const epoch = now === undefined ? undefined : epochOf(now, pool.snapshotGenesis, pool.snapshotEpochSeconds);
  const delegated = epoch === undefined ? 0n : (at(position.epoch, position.received, epoch) ?? 0n);
  const own = epoch === undefined ? undefined : (at(position.epoch, position.own, epoch) ?? 0n);
  const next =
    epoch === undefined || now === undefined
      ? undefined
      : Number(pool.snapshotGenesis) + (epoch + 1) * pool.snapshotEpochSeconds - now;
  return (
    <Card>
      <Stats>
        <Stat
          label={t('shares')}
          value={<Amount units={shares} />}
          note={t('ofAll', { share: share(shares, pool.total[0] ?? 0n, locale) })}
        />
        <Stat label={t('earned')} value={<Amount units={position.earned[0] ?? 0n} />} note={t('earnedNote')} />
        <Stat
          label={t('votesNow')}
          value={own === undefined ? '…' : <Amount units={own + delegated} />}
          note={delegated > 0n && t('ofDelegators', { amount: amount(delegated, 6, locale, 2) })}
        />
        <Stat
          label={t('dividends')}
          value={
            <Amount units={owed(pool.dividendIndex, shares, position.dividendDebt)} decimals={pool.dividendDecimals} />
          }
        />
      </Stats>
      {next !== undefined && <p className="mt-5 text-muted text-sm">{t('counts', { when: duration(next, locale) })}</p>}
    </Card>
  );
}
