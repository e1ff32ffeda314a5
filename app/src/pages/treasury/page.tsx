import { due } from '@makerstake/client';
import { getCloseBudgetInstruction, getDrawInstruction, getDrawTokensInstruction } from '@makerstake/client/governance';
import { Link, useRoute } from 'wouter';
import type { Found } from '../../chain/accounts.ts';
import { useNow } from '../../chain/clock.ts';
import { NOBODY, useNames } from '../../chain/creators.ts';
import { amount } from '../../chain/format.ts';
import { type Budget, type Platform, useBudgets, useLamports, usePlatform } from '../../chain/governance.ts';
import { useMint } from '../../chain/mint.ts';
import { clientOf } from '../../chain/rpc.ts';
import { openTokenAccount, tokenAccountOf, tokenProgramOf, useTokens } from '../../chain/tokens.ts';
import { common } from '../../i18n/common.ts';
import { useLocale, useT } from '../../i18n/index.tsx';
import { useSettings } from '../../settings/settings.ts';
import { useAct } from '../../tx/act.ts';
import { Badge, Button, Card, Empty, Facts, Meter, PageHead } from '../../ui/basics.tsx';
import { Amount, Chip, Moment, Relative, TokenChip } from '../../ui/chain.tsx';
import { Table } from '../../ui/pager.tsx';
import { Loaded } from '../../ui/query.tsx';
import { Share } from '../../ui/share.tsx';
import { ReportForm } from './report.tsx';
import { treasuryTexts } from './texts.ts';

/** What the owners hold together, and what flows out of it. */
export default function TreasuryPage() {
  const t = useT(treasuryTexts);
  const c = useT(common);
  const query = usePlatform();
  const [isOne, params] = useRoute('/treasury/:id');
  if (isOne && query.data) return <BudgetPage platform={query.data} id={params.id} />;
  return (
    <>
      <PageHead title={t('title')} lead={t('lead')} />
      <Loaded query={query}>
        {(platform) =>
          platform ? (
            <div className="space-y-6">
              <Holdings platform={platform} />
              <Budgets platform={platform} />
            </div>
          ) : (
            <Empty title={c('noPlatform')}>{c('noPlatformLead')}</Empty>
          )
        }
      </Loaded>
    </>
  );
}

/** The page of one budget. */
function BudgetPage({ platform, id }: { platform: Found<Platform>; id: string }) {
  const t = useT(treasuryTexts);
  const query = useBudgets(platform.address);
  return (
    <>
      <p className="mb-3 print:hidden">
        <Link href="/treasury" className="text-accent underline">
          ← {t('title')}
        </Link>
      </p>
      <Loaded query={query}>
        {(budgets) => {
          const budget = budgets.find((each) => String(each.id) === id);
          if (!budget) return <PageHead title={t('noSuch', { n: id })} />;
          return (
            <>
              <PageHead title={t('budgetN', { n: budget.id })}>
                <Share />
              </PageHead>
              <One platform={platform} budget={budget} />
            </>
          );
        }}
      </Loaded>
    </>
  );
}

function Holdings({ platform }: { platform: Found<Platform> }) {
  const t = useT(treasuryTexts);
  const { data: lamports } = useLamports(platform.treasury);
  const { data: tokens = [] } = useTokens(platform.treasury);
  return (
    <Card title={t('holdings')} aside={<Chip id={platform.treasury} />}>
      <Table
        caption={t('holdings')}
        numeric={[1]}
        head={[t('asset'), t('amount')]}
        rows={[
          ['SOL', lamports === undefined ? '…' : <Amount key="s" units={lamports} decimals={9} most={4} />],
          ...tokens.map(({ mint, units, decimals }) => [
            <TokenChip key="m" mint={mint} />,
            <Amount key="a" units={units} decimals={decimals} />,
          ]),
        ]}
      />
    </Card>
  );
}

function Budgets({ platform }: { platform: Found<Platform> }) {
  const t = useT(treasuryTexts);
  const query = useBudgets(platform.address);
  return (
    <section>
      <h2 className="mb-4 font-display text-3xl">{t('budgets')}</h2>
      <Loaded query={query}>
        {(budgets) =>
          budgets.length === 0 ? (
            <Empty title={t('noBudgets')}>{t('noBudgetsLead')}</Empty>
          ) : (
            <ul className="grid gap-6 xl:grid-cols-2">
              {budgets.map((budget) => (
                <li key={budget.address}>
                  <One platform={platform} budget={budget} />
                </li>
              ))}
            </ul>
          )
        }
      </Loaded>
    </section>
  );
}

function One({ platform, budget }: { platform: Found<Platform>; budget: Found<Budget> }) {
  const t = useT(treasuryTexts);
  const locale = useLocale();
  const names = useNames();
  const now = useNow(5);
  const { rpcUrl } = useSettings();
  const { key, reason, act } = useAct();
  const isSol = budget.mint === NOBODY;
  const { data: token } = useMint(isSol ? undefined : budget.mint);
  const decimals = isSol ? 9 : (token?.decimals ?? 0);
  const unit = isSol ? 'SOL' : token ? (token.symbol ?? '') : t('baseUnits');
  const shown = (units: bigint) => `${amount(units, decimals, locale, 4)} ${unit}`;
  const isLate = now !== undefined && now >= Number(budget.reportDue);
  const isOver = now !== undefined && now >= Number(budget.until);
  const ready = now === undefined || budget.isRevoked === 1 ? 0n : due(budget, now);
  const why = budget.isRevoked === 1 ? t('revokedWhy') : isLate ? t('late') : ready === 0n ? t('nothingDue') : reason;
  const draw = () =>
    act({ en: 'Draw a budget', nl: 'Een budget opnemen', es: 'Cobrar un presupuesto' }, async (signer) => {
      const on = {
        platform: platform.address,
        budget: budget.address,
        treasury: platform.treasury,
        recipient: budget.recipient,
      };
      if (isSol) return [getDrawInstruction(on)];
      const tokenProgram = await tokenProgramOf(clientOf(rpcUrl), budget.mint);
      const destination = await tokenAccountOf(budget.recipient, budget.mint, tokenProgram);
      return [
        // The treasury opens no account for a draw: whoever draws does, where there is none.
        openTokenAccount(signer.address, budget.recipient, budget.mint, tokenProgram, destination),
        getDrawTokensInstruction({
          ...on,
          mint: budget.mint,
          source: await tokenAccountOf(platform.treasury, budget.mint, tokenProgram),
          destination,
          tokenProgram,
        }),
      ];
    });
  const close = () =>
    act({ en: 'Close a budget', nl: 'Een budget sluiten', es: 'Cerrar un presupuesto' }, () => [
      getCloseBudgetInstruction({ platform: platform.address, budget: budget.address, treasury: platform.treasury }),
    ]);
  return (
    <Card
      title={
        <Link href={`/treasury/${budget.id}`} className="hover:text-accent">
          {t('budgetN', { n: budget.id })}
        </Link>
      }
      aside={
        <span className="flex gap-2">
          {budget.isRevoked === 1 ? (
            <Badge tone="bad">{t('revoked')}</Badge>
          ) : isOver ? (
            <Badge>{t('over')}</Badge>
          ) : isLate ? (
            <Badge tone="warn">{t('late')}</Badge>
          ) : (
            <Badge tone="good">{t('runs')}</Badge>
          )}
        </span>
      }
    >
      <div data-budget={budget.id}>
        <Meter
          value={budget.cap === 0n ? 1 : Number((budget.drawn * 10_000n) / budget.cap) / 10_000}
          label={`${t('drawn')}: ${shown(budget.drawn)}`}
          tone="teal"
        />
        <div className="mt-3">
          <Facts
            rows={[
              [t('to'), <Chip key="t" id={budget.recipient} name={names[budget.recipient]} />],
              [t('perDay'), shown(budget.perDay)],
              [t('drawn'), `${shown(budget.drawn)} / ${shown(budget.cap)}`],
              [t('due'), shown(ready)],
              [t('until'), <Moment key="u" at={budget.until} />],
              [t('reports'), budget.reports.toLocaleString(locale)],
              // Nobody has to report on what has ended.
              ...(budget.isRevoked === 1 || isOver
                ? []
                : [[t('nextReport'), <Relative key="r" at={budget.reportDue} />] as const]),
            ]}
          />
        </div>
        <div className="mt-4 flex flex-wrap gap-3">
          <Button onClick={draw} reason={why}>
            {t('draw', { amount: shown(ready) })}
          </Button>
          {(budget.isRevoked === 1 || isOver) && ready === 0n && (
            <Button onClick={close} reason={reason}>
              {t('close')}
            </Button>
          )}
        </div>
        {key === budget.recipient && <ReportForm budget={budget} />}
      </div>
    </Card>
  );
}
