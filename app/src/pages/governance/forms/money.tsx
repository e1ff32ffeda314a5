import { budgetId, DAY } from '@makerstake/client';
import type { Address } from '@solana/kit';
import { useState } from 'react';
import type { Found } from '../../../chain/accounts.ts';
import { useNow } from '../../../chain/clock.ts';
import { NOBODY, useNames } from '../../../chain/creators.ts';
import { amount, short } from '../../../chain/format.ts';
import { type Budget, useBudgets, useLamports } from '../../../chain/governance.ts';
import { useMint, useTokenName } from '../../../chain/mint.ts';
import { useTokens } from '../../../chain/tokens.ts';
import { useLocale, useT } from '../../../i18n/index.tsx';
import { AmountField } from '../../../ui/amount-field.tsx';
import { Select } from '../../../ui/form.tsx';
import { NumberField } from '../../../ui/number-field.tsx';
import { PersonField } from '../../../ui/person-field.tsx';
import { proposeTexts } from '../propose-texts.ts';
import { type FormProps, freeNumber, useReport } from './report.ts';
import { usePending } from './taken.ts';

/** What the treasury holds, to choose from. */
function useAsset(treasury: Address) {
  const { data: lamports } = useLamports(treasury);
  const { data: tokens = [] } = useTokens(treasury);
  const [mint, setMint] = useState<Address>();
  const token = tokens.find((each) => each.mint === mint);
  return {
    mint: token?.mint,
    decimals: token?.decimals ?? 9,
    held: token?.units ?? lamports,
    unit: token ? short(token.mint) : 'SOL',
    choose: (chosen: string) => setMint(tokens.find((each) => each.mint === chosen)?.mint),
    tokens,
  };
}

function AssetField({ asset }: { asset: ReturnType<typeof useAsset> }) {
  const t = useT(proposeTexts);
  const locale = useLocale();
  const { mint, tokens, choose, held, decimals, unit } = asset;
  return (
    <Select
      label={t('asset')}
      hint={held !== undefined && t('held', { amount: amount(held, decimals, locale), unit })}
      value={mint ?? ''}
      onChange={(event) => choose(event.target.value)}
    >
      <option value="">SOL</option>
      {tokens.map((each) => (
        <TokenOption key={each.mint} mint={each.mint} />
      ))}
    </Select>
  );
}

function TokenOption({ mint }: { mint: string }) {
  return <option value={mint}>{useTokenName(mint)}</option>;
}

/** A payment from the treasury. */
export function TransferForm({ platform, onAction }: FormProps) {
  const t = useT(proposeTexts);
  const asset = useAsset(platform.treasury);
  const [to, setTo] = useState<Address>();
  const [units, setUnits] = useState<bigint>();
  useReport(onAction, to && units ? { kind: 'transfer', asset: asset.mint, to, amount: units } : undefined);
  return (
    <>
      <AssetField asset={asset} />
      <PersonField as="wallet" label={t('to')} onPerson={setTo} />
      <AmountField
        key={asset.mint ?? 'sol'}
        label={t('amount')}
        decimals={asset.decimals}
        most={asset.held}
        onUnits={setUnits}
      />
    </>
  );
}

/** A new budget. */
export function OpenBudgetForm({ platform, draft, onAction }: FormProps) {
  const t = useT(proposeTexts);
  const asset = useAsset(platform.treasury);
  const { data: budgets } = useBudgets(platform.address);
  const proposed = usePending({ platform, draft }, ['openBudget']);
  const [recipient, setRecipient] = useState<Address>();
  const [perDay, setPerDay] = useState<bigint>();
  const [cap, setCap] = useState<bigint>();
  const [days, setDays] = useState(90);
  const [report, setReport] = useState(30);
  // Free among the ids of tracks with limits and of those without: which it will be, the track says.
  const taken = [...(budgets ?? []).map((budget) => budget.id), ...proposed].map((id) => budgetId(id, false));
  const id = budgets && freeNumber(taken, 1);
  const isReady = recipient && perDay && cap && id !== undefined;
  useReport(
    onAction,
    isReady
      ? {
          kind: 'openBudget',
          id,
          asset: asset.mint,
          recipient,
          terms: { perDay, cap, lasts: days * DAY },
          reportEvery: Math.min(report, days) * DAY,
        }
      : undefined,
  );
  return (
    <>
      <AssetField asset={asset} />
      <PersonField as="wallet" label={t('to')} onPerson={setRecipient} />
      <AmountField key={`d${asset.mint}`} label={t('perDay')} decimals={asset.decimals} onUnits={setPerDay} />
      <AmountField key={`c${asset.mint}`} label={t('cap')} decimals={asset.decimals} onUnits={setCap} />
      <NumberField label={t('days')} value={days} min={1} max={366} onNumber={setDays} />
      <NumberField label={t('reportDays')} value={report} min={1} max={days} onNumber={setReport} />
    </>
  );
}

/** A choice among the budgets that still run. */
function BudgetField({
  budgets,
  isRead,
  chosen,
  onBudget,
}: {
  budgets: readonly Found<Budget>[];
  /** Whether there are no others: a list that did not come is not empty. */
  isRead: boolean;
  chosen: Found<Budget> | undefined;
  onBudget: (id: number) => void;
}) {
  const t = useT(proposeTexts);
  const names = useNames();
  return (
    <Select
      label={t('budget')}
      hint={isRead && budgets.length === 0 ? t('noBudgets') : undefined}
      disabled={budgets.length === 0}
      value={chosen?.id ?? ''}
      onChange={(event) => onBudget(Number(event.target.value))}
    >
      {budgets.map((budget) => (
        <option key={budget.id} value={budget.id}>
          {budget.id} · {names[budget.recipient] ?? short(budget.recipient)}
        </option>
      ))}
    </Select>
  );
}

function useBudget(platform: FormProps['platform']) {
  const { data } = useBudgets(platform.address);
  const now = useNow(60);
  const [id, choose] = useState<number>();
  const budgets = (data ?? []).filter(
    ({ isRevoked, until }) => isRevoked === 0 && (now === undefined || until > BigInt(now)),
  );
  const chosen = budgets.find((budget) => budget.id === id) ?? budgets[0];
  return { budgets, isRead: data !== undefined, chosen, choose };
}

/** Other terms for a budget: any (`amendBudget`), or lower ones (`reduceBudget`). */
export function AmendBudgetForm({ platform, onAction, kind }: FormProps & { kind: 'amendBudget' | 'reduceBudget' }) {
  const t = useT(proposeTexts);
  const locale = useLocale();
  const now = useNow(60);
  const { budgets, isRead, chosen, choose } = useBudget(platform);
  const isSol = chosen?.mint === NOBODY;
  const { data: token } = useMint(isSol ? undefined : chosen?.mint);
  const decimals = isSol ? 9 : token?.decimals;
  const [perDay, setPerDay] = useState<bigint>();
  const [cap, setCap] = useState<bigint>();
  const [days, setDays] = useState(30);
  // A reduction may not end later than the budget does, and it starts when it is executed.
  const left = chosen && now !== undefined ? Math.max(1, Math.floor((Number(chosen.until) - now) / DAY)) : 366;
  const most = kind === 'reduceBudget' ? Math.min(366, left) : 366;
  useReport(
    onAction,
    chosen && perDay && cap
      ? { kind, id: chosen.id, terms: { perDay, cap, lasts: Math.min(days, most) * DAY } }
      : undefined,
  );
  const shown = (units: bigint) => (decimals === undefined ? '…' : amount(units, decimals, locale));
  return (
    <>
      <BudgetField budgets={budgets} isRead={isRead} chosen={chosen} onBudget={choose} />
      {chosen && decimals !== undefined && (
        <>
          <AmountField
            key={`d${chosen.id}${kind}`}
            label={t('perDay')}
            hint={t('present', { value: shown(chosen.perDay) })}
            decimals={decimals}
            most={kind === 'reduceBudget' ? chosen.perDay : undefined}
            onUnits={setPerDay}
          />
          <AmountField
            key={`c${chosen.id}${kind}`}
            label={t('cap')}
            hint={t('presentCap', { value: shown(chosen.cap), drawn: shown(chosen.drawn) })}
            decimals={decimals}
            most={kind === 'reduceBudget' ? chosen.cap : undefined}
            onUnits={setCap}
          />
          <NumberField
            label={t('daysFromThen')}
            hint={kind === 'reduceBudget' ? t('reduceEnds', { n: left }) : t('present', { value: String(left) })}
            value={Math.min(days, most)}
            min={1}
            max={most}
            onNumber={setDays}
          />
        </>
      )}
    </>
  );
}

/** The end of a budget. */
export function RevokeBudgetForm({ platform, onAction }: FormProps) {
  const { budgets, isRead, chosen, choose } = useBudget(platform);
  useReport(onAction, chosen && { kind: 'revokeBudget', id: chosen.id });
  return <BudgetField budgets={budgets} isRead={isRead} chosen={chosen} onBudget={choose} />;
}
