import { Link } from 'wouter';
import type { Found } from '../../chain/accounts.ts';
import { useNow } from '../../chain/clock.ts';
import { NOBODY, useNames } from '../../chain/creators.ts';
import { type Pool, useGrants, useHolder, useMyPosition } from '../../chain/equity.ts';
import { amount, short } from '../../chain/format.ts';
import { useBudgets, useMyVoter, usePlatform, useVoter } from '../../chain/governance.ts';
import { useLocale, useT } from '../../i18n/index.tsx';
import { useAct } from '../../tx/act.ts';
import { Card } from '../../ui/basics.tsx';
import { governanceTexts } from '../governance/texts.ts';
import { delegateIn, type Need, needsOf } from './needs.ts';
import { useOpen } from './open.ts';
import { homeTexts } from './texts.ts';

const CHOICES = ['abstain', 'yes', 'no', 'abstain'] as const;

/** What waits for whoever has connected a wallet. */
export function NeedsMe({ pool }: { pool: Found<Pool> }) {
  const t = useT(homeTexts);
  const say = useWords(pool);
  const { key } = useAct();
  const { holder } = useHolder();
  const now = useNow(60);
  const open = useOpen();
  const { data: platform } = usePlatform();
  const { data: budgets = [] } = useBudgets(platform?.address);
  const { data: position } = useMyPosition(pool.address);
  const { data: grants = [] } = useGrants(pool.address);
  const { data: voter } = useMyVoter(platform?.address);
  const { data: delegateVoter } = useVoter(platform?.address, delegateIn(position));
  if (!key) return null;
  const needs =
    now === undefined || !holder || !open
      ? undefined
      : needsOf({ now, wallet: key, holder, pool, position, voter, delegateVoter, open, grants, budgets });
  return (
    <Card title={t('needsMe')}>
      {!needs && <p className="min-h-12 text-muted">…</p>}
      {needs?.length === 0 && <p className="text-muted">{t('nothingNeeded')}</p>}
      <ul className="divide-y divide-line" data-needs={needs?.length}>
        {needs?.map(say).map(([to, text]) => (
          <li key={`${to}${text}`}>
            <Link href={to} className="block rounded-xl py-2 hover:text-accent">
              {text}
            </Link>
          </li>
        ))}
      </ul>
    </Card>
  );
}

/** Says where something is done, and what it is. */
function useWords(pool: Pool): (need: Need) => readonly [string, string] {
  const t = useT(homeTexts);
  const g = useT(governanceTexts);
  const names = useNames();
  const locale = useLocale();
  const shares = (units: bigint) => amount(units, pool.decimals, locale, 2);
  return (need) => {
    switch (need.is) {
      case 'vote': {
        const { number: n, title } = need.proposal;
        return [`/governance/${n}`, t('voteOn', { n, title })];
      }
      case 'override': {
        const { number: n, title } = need.proposal;
        const who = names[need.delegate] ?? short(need.delegate);
        return [`/governance/${n}`, t('override', { n, title, who, choice: g(CHOICES[need.choice] ?? 'abstain') })];
      }
      case 'dividend':
        return ['/ownership/mine', t('collect', { amount: amount(need.units, pool.dividendDecimals, locale, 2) })];
      case 'withdrawal':
        return ['/ownership/mine', t('payOut', { amount: shares(need.units) })];
      case 'grant':
        return ['/ownership/grants', t('release', { amount: shares(need.units) })];
      case 'draw': {
        const { id: n, mint } = need.budget;
        const sol = mint === NOBODY ? `${amount(need.units, 9, locale, 4)} SOL` : undefined;
        return [`/treasury/${n}`, sol ? t('drawSol', { n, amount: sol }) : t('draw', { n })];
      }
      case 'late':
        return [`/treasury/${need.budget.id}`, t('report', { n: need.budget.id })];
      case 'report':
        return [`/treasury/${need.budget.id}`, t('reportSoon', { n: need.budget.id })];
    }
  };
}
