import type { Address } from '@solana/kit';
import { useState } from 'react';
import { resolve } from '../../chain/creators.ts';
import { short } from '../../chain/format.ts';
import { clientOf } from '../../chain/rpc.ts';
import type { TokenBalance } from '../../chain/tokens.ts';
import { useT } from '../../i18n/index.tsx';
import type { Written } from '../../rules/actions.ts';
import { useSettings } from '../../settings/settings.ts';
import { AmountField } from '../../ui/amount-field.tsx';
import { Button } from '../../ui/basics.tsx';
import { Check, Select, TextArea, TextField } from '../../ui/form.tsx';
import { sha256 } from '../../workers/sha256.ts';
import { kindTexts } from './kinds.ts';
import { proposeTexts } from './propose-texts.ts';

const KINDS = ['transfer', 'openBudget', 'revokeBudget', 'setRule', 'repealRule', 'createGrant', 'resolve'] as const;
const DOMAINS = ['moderation', 'data', 'product', 'economy'] as const;
const DAY = 86_400;

/** A typed form for one action. Calls `onAdd` with an action that is complete. */
export function ActionForm({
  tokens,
  now,
  onAdd,
}: {
  tokens: readonly TokenBalance[];
  now: number;
  onAdd: (action: Written) => void;
}) {
  const t = useT(proposeTexts);
  const k = useT(kindTexts);
  const { rpcUrl } = useSettings();
  const [kind, setKind] = useState<(typeof KINDS)[number]>('transfer');
  const [mint, setMint] = useState('');
  const [to, setTo] = useState('');
  const [units, setUnits] = useState<bigint>();
  const [cap, setCap] = useState<bigint>();
  const [numbers, setNumbers] = useState({
    id: 1,
    version: 1,
    domain: 0,
    days: 30,
    report: 30,
    notice: 7,
    cliff: 90,
    vest: 365,
  });
  const [text, setText] = useState('');
  const [widens, setWidens] = useState(false);
  const [error, setError] = useState<string>();
  const token = tokens.find((each) => each.mint === mint);
  const decimals = kind === 'createGrant' ? 6 : (token?.decimals ?? 9);
  const hash = () => sha256(new TextEncoder().encode(text));
  const number = (name: keyof typeof numbers, label: string, min = 0) => (
    <TextField
      label={label}
      type="number"
      min={min}
      step={1}
      value={numbers[name]}
      onChange={(event) => setNumbers({ ...numbers, [name]: Math.max(min, Math.floor(Number(event.target.value))) })}
    />
  );
  const needsTo = kind === 'transfer' || kind === 'openBudget' || kind === 'createGrant';
  const needsText = kind === 'setRule' || kind === 'resolve';
  const isReady =
    (!needsTo || (to !== '' && units !== undefined)) &&
    (kind !== 'openBudget' || cap !== undefined) &&
    (!needsText || text !== '');

  const add = async () => {
    setError(undefined);
    const who = needsTo ? await resolve(clientOf(rpcUrl), to) : undefined;
    if (needsTo && !who) return setError(t('unresolved'));
    onAdd(make(who as Address));
  };
  const make = (who: Address): Written => {
    const { id, version, domain, days, report, notice, cliff, vest } = numbers;
    switch (kind) {
      case 'transfer':
        return { kind, asset: token?.mint, to: who, amount: units ?? 0n };
      case 'openBudget':
        return {
          kind,
          id,
          asset: token?.mint,
          recipient: who,
          terms: { perDay: units ?? 0n, cap: cap ?? 0n, lasts: days * DAY },
          reportEvery: report * DAY,
        };
      case 'revokeBudget':
        return { kind, id };
      case 'setRule':
        return {
          kind: widens && domain === 1 ? 'widenRule' : 'setRule',
          id,
          domain,
          version,
          textHash: hash(),
          notice: notice * DAY,
          lasts: 0,
          params: [],
        };
      case 'repealRule':
        return { kind, id, version, notice: notice * DAY };
      case 'createGrant': {
        const start = BigInt(now);
        return {
          kind,
          holder: who,
          id,
          total: units ?? 0n,
          start,
          cliff: start + BigInt(cliff * DAY),
          end: start + BigInt(vest * DAY),
          isRevocable: true,
        };
      }
      case 'resolve':
        return { kind, textHash: hash() };
    }
  };
  return (
    <div className="space-y-4 rounded-2xl bg-sunken p-4">
      <Select label={t('kind')} value={kind} onChange={(event) => setKind(event.target.value as typeof kind)}>
        {KINDS.map((each) => (
          <option key={each} value={each}>
            {k(each)}
          </option>
        ))}
      </Select>
      <div className="grid gap-4 sm:grid-cols-2" key={`${kind}${mint}`}>
        {(kind === 'transfer' || kind === 'openBudget') && (
          <Select label={t('asset')} value={mint} onChange={(event) => setMint(event.target.value)}>
            <option value="">SOL</option>
            {tokens.map((each) => (
              <option key={each.mint} value={each.mint}>
                {short(each.mint)}
              </option>
            ))}
          </Select>
        )}
        {needsTo && (
          <TextField label={t('to')} value={to} error={error} onChange={(event) => setTo(event.target.value)} />
        )}
        {needsTo && (
          <AmountField
            label={kind === 'openBudget' ? t('perDay') : t('amount')}
            decimals={decimals}
            onUnits={setUnits}
          />
        )}
        {kind === 'openBudget' && <AmountField label={t('cap')} decimals={decimals} onUnits={setCap} />}
        {kind === 'openBudget' && number('days', t('days'), 1)}
        {kind === 'openBudget' && number('report', t('reportDays'), 1)}
        {(kind === 'openBudget' || kind === 'revokeBudget') && number('id', t('budget'))}
        {(kind === 'setRule' || kind === 'repealRule') && number('id', t('rule'))}
        {(kind === 'setRule' || kind === 'repealRule') && number('version', t('version'), 1)}
        {(kind === 'setRule' || kind === 'repealRule') && number('notice', t('notice'))}
        {kind === 'createGrant' && number('id', t('version'))}
        {kind === 'createGrant' && number('cliff', t('cliffDays'))}
        {kind === 'createGrant' && number('vest', t('vestDays'), 1)}
        {kind === 'setRule' && (
          <Select
            label={t('domain')}
            value={numbers.domain}
            onChange={(event) => setNumbers({ ...numbers, domain: Number(event.target.value) })}
          >
            {DOMAINS.map((each, at) => (
              <option key={each} value={at}>
                {t(each)}
              </option>
            ))}
          </Select>
        )}
      </div>
      {needsText && (
        <TextArea
          label={t('text')}
          hint={t('textHint')}
          value={text}
          onChange={(event) => setText(event.target.value)}
        />
      )}
      {kind === 'setRule' && numbers.domain === 1 && (
        <Check label={t('widens')} checked={widens} onChange={setWidens} />
      )}
      <Button small onClick={add} disabled={!isReady}>
        {t('add')}
      </Button>
    </div>
  );
}
