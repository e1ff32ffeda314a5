import type { Found } from '../../chain/accounts.ts';
import { NOBODY, useNames } from '../../chain/creators.ts';
import { type Pool, useHolder, usePositions } from '../../chain/equity.ts';
import { amount, decimal, share, short } from '../../chain/format.ts';
import { StackedBar } from '../../charts/bar.tsx';
import { useLocale, useT } from '../../i18n/index.tsx';
import { Badge, Button, Card, Empty } from '../../ui/basics.tsx';
import { Chip } from '../../ui/chain.tsx';
import { Paged, Table } from '../../ui/pager.tsx';
import { Loaded } from '../../ui/query.tsx';
import { ownershipTexts } from './texts.ts';

/** Everybody's shares, to the base unit. */
export function CapTable({ pool }: { pool: Found<Pool> }) {
  const t = useT(ownershipTexts);
  const locale = useLocale();
  const names = useNames();
  const { holder: me } = useHolder();
  const query = usePositions(pool.address);
  return (
    <Loaded query={query}>
      {(all) => {
        const positions = all.filter(({ own }) => (own[0] ?? 0n) > 0n);
        const total = positions.reduce((sum, { own }) => sum + (own[0] ?? 0n), 0n);
        if (positions.length === 0) return <Empty title={t('nobody')} />;
        const top = positions.slice(0, 5);
        const rest = total - top.reduce((sum, { own }) => sum + (own[0] ?? 0n), 0n);
        const shown = (units: bigint) => `${amount(units, pool.decimals, locale, 2)} · ${share(units, total, locale)}`;
        const save = () => {
          const rows = positions.map(
            ({ holder, own, earned }) =>
              `${holder},${decimal(own[0] ?? 0n, pool.decimals)},${decimal(earned[0] ?? 0n, pool.decimals)}`,
          );
          const url = URL.createObjectURL(
            new Blob([['holder,shares,earned', ...rows, ''].join('\n')], { type: 'text/csv' }),
          );
          Object.assign(document.createElement('a'), { href: url, download: 'cap-table.csv' }).click();
          setTimeout(() => URL.revokeObjectURL(url), 10_000);
        };
        return (
          <div className="space-y-6">
            <Card
              title={t('table')}
              aside={
                <Button small onClick={save}>
                  {t('export')}
                </Button>
              }
            >
              <StackedBar
                label={t('table')}
                total={total}
                parts={[
                  ...top.map(({ holder, own }) => ({
                    name: names[holder] ?? short(holder),
                    units: own[0] ?? 0n,
                    shown: shown(own[0] ?? 0n),
                  })),
                  ...(rest > 0n ? [{ name: t('rest'), units: rest, shown: shown(rest) }] : []),
                ]}
              />
            </Card>
            <Card>
              <Paged items={positions} size={15}>
                {(page) => (
                  <Table
                    caption={t('table')}
                    numeric={[1, 2, 3]}
                    head={[t('holder'), t('shares'), '%', t('earned'), t('delegate')]}
                    rows={page.map(({ holder, own, earned, delegate }) => [
                      <span key="h" className="whitespace-nowrap">
                        <Chip id={holder} name={names[holder]} />{' '}
                        {holder === me && <Badge tone="accent">{t('yours')}</Badge>}
                      </span>,
                      amount(own[0] ?? 0n, pool.decimals, locale),
                      share(own[0] ?? 0n, total, locale),
                      amount(earned[0] ?? 0n, pool.decimals, locale),
                      delegate === NOBODY ? '—' : <Chip key="d" id={delegate} name={names[delegate]} />,
                    ])}
                  />
                )}
              </Paged>
            </Card>
          </div>
        );
      }}
    </Loaded>
  );
}
