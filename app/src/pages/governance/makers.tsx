import { at, epochOf } from '@makerstake/client';
import type { Found } from '../../chain/accounts.ts';
import { useNow } from '../../chain/clock.ts';
import { useMyPosition, usePool } from '../../chain/equity.ts';
import { amount } from '../../chain/format.ts';
import type { Platform } from '../../chain/governance.ts';
import { useLocale, useT } from '../../i18n/index.tsx';
import { Card, Stat, Stats } from '../../ui/basics.tsx';
import { governanceTexts } from './texts.ts';

/** The house of makers: who earned shares votes with them there, without enrolling. */
export function Makers({ platform }: { platform: Found<Platform> }) {
  const t = useT(governanceTexts);
  const locale = useLocale();
  const now = useNow(10);
  const { data: found } = usePool();
  const { data: position } = useMyPosition(platform.pool);
  const pool = found?.pool ?? undefined;
  const epoch = pool && now !== undefined ? epochOf(now, pool.snapshotGenesis, pool.snapshotEpochSeconds) : undefined;
  const votes = (of: { epoch: number } | undefined | null, history: readonly bigint[] | undefined) =>
    of && history && epoch !== undefined ? (at(of.epoch, history, epoch) ?? 0n) : 0n;
  const mine = votes(position, position?.earned) + votes(position, position?.receivedEarned);
  return (
    <Card title={t('makers')}>
      <p className="mb-4 max-w-2xl text-muted">{t('makersLead')}</p>
      <Stats>
        <Stat label={t('makersAll')} value={amount(votes(pool, pool?.totalEarned), 6, locale)} />
        <Stat label={t('makersMine')} value={amount(mine, 6, locale)} />
      </Stats>
    </Card>
  );
}
