import { DAY, vestedAt } from '@makerstake/client';
import type { Address } from '@solana/kit';
import { useState } from 'react';
import { useNow } from '../../../chain/clock.ts';
import { useNames } from '../../../chain/creators.ts';
import { STATUS, useDistributions, useGrants, usePool } from '../../../chain/equity.ts';
import { amount, short } from '../../../chain/format.ts';
import { useLocale, useT } from '../../../i18n/index.tsx';
import { AmountField } from '../../../ui/amount-field.tsx';
import { Check, Select } from '../../../ui/form.tsx';
import { NumberField } from '../../../ui/number-field.tsx';
import { PersonField } from '../../../ui/person-field.tsx';
import { proposeTexts } from '../propose-texts.ts';
import { type FormProps, freeNumber, useReport } from './report.ts';
import { usePending } from './taken.ts';

/** Shares that vest over time. The times are fixed when the form is filled in, not when it is executed. */
export function GrantForm({ platform, draft, onAction }: FormProps) {
  const t = useT(proposeTexts);
  const now = useNow(3_600);
  const { data: found } = usePool();
  const { data: grants } = useGrants(platform.pool);
  const [holder, setHolder] = useState<Address>();
  const [total, setTotal] = useState<bigint>();
  const [cliff, setCliff] = useState(90);
  const [vest, setVest] = useState(365);
  const [isRevocable, setRevocable] = useState(true);
  const [isTransferable, setTransferable] = useState(false);
  const pool = found?.pool;
  const proposed = usePending({ platform, draft }, ['createGrant'], (grant) => grant.holder === holder);
  const mine = grants?.filter((grant) => grant.holder === holder).map(({ id }) => id);
  // To the hour, so that the bytes stand still while one writes.
  const start = now === undefined ? undefined : BigInt(now - (now % 3_600));
  useReport(
    onAction,
    holder && total && mine && start !== undefined
      ? {
          kind: 'createGrant',
          holder,
          id: freeNumber([...mine, ...proposed], 0),
          total,
          start,
          cliff: start + BigInt(Math.min(cliff, vest) * DAY),
          end: start + BigInt(vest * DAY),
          isRevocable,
          isTransferable,
        }
      : undefined,
  );
  return (
    <>
      <PersonField as="holder" label={t('to')} onPerson={setHolder} />
      <AmountField
        label={t('shareAmount')}
        decimals={pool?.decimals ?? 6}
        most={pool ? pool.grantsCap - pool.grantsEmitted : undefined}
        onUnits={setTotal}
      />
      <NumberField label={t('cliffDays')} value={cliff} min={0} max={3_660} onNumber={setCliff} />
      <NumberField label={t('vestDays')} value={vest} min={0} max={3_660} onNumber={setVest} />
      <Check label={t('revocable')} checked={isRevocable} onChange={setRevocable} />
      <Check label={t('transferable')} checked={isTransferable} onChange={setTransferable} />
    </>
  );
}

/** What of a grant has not vested goes back. */
export function RevokeGrantForm({ platform, onAction }: FormProps) {
  const t = useT(proposeTexts);
  const locale = useLocale();
  const names = useNames();
  const now = useNow(60);
  const { data } = useGrants(platform.pool);
  const [address, setAddress] = useState<string>();
  const grants = (data ?? []).filter(
    (grant) => grant.isRevocable === 1 && (now === undefined || grant.end > BigInt(now)),
  );
  const chosen = grants.find((grant) => grant.address === address) ?? grants[0];
  useReport(onAction, chosen && { kind: 'revokeGrant', grant: chosen.address });
  const unvested = chosen && now !== undefined ? chosen.total - vestedAt(chosen, BigInt(now)) : undefined;
  return (
    <Select
      label={t('grant')}
      hint={
        data && grants.length === 0
          ? t('noGrants')
          : unvested !== undefined && t('unvested', { amount: amount(unvested, 6, locale) })
      }
      disabled={grants.length === 0}
      value={chosen?.address ?? ''}
      onChange={(event) => setAddress(event.target.value)}
    >
      {grants.map((grant) => (
        <option key={grant.address} value={grant.address}>
          {names[grant.holder] ?? short(grant.holder)} · {amount(grant.total, 6, locale)}
        </option>
      ))}
    </Select>
  );
}

/** New shares to the treasury. */
export function IssueForm({ onAction }: FormProps) {
  const t = useT(proposeTexts);
  const { data: found } = usePool();
  const [units, setUnits] = useState<bigint>();
  const pool = found?.pool;
  useReport(onAction, units ? { kind: 'issueTreasury', amount: units } : undefined);
  return (
    <AmountField
      label={t('shareAmount')}
      decimals={pool?.decimals ?? 6}
      most={pool ? pool.treasuryCap - pool.treasuryEmitted : undefined}
      onUnits={setUnits}
    />
  );
}

/** What becomes of a disputed epoch, and who was wrong. */
export function RulingForm({ platform, onAction }: FormProps) {
  const t = useT(proposeTexts);
  const { data } = useDistributions(platform.pool);
  const disputed = (data ?? []).filter(({ status }) => status === STATUS.disputed);
  const [epoch, setEpoch] = useState<number>();
  const [ruling, setRuling] = useState(0);
  const chosen = disputed.find((each) => each.epoch === epoch) ?? disputed[0];
  useReport(
    onAction,
    chosen && {
      kind: 'resolveDistribution',
      distribution: chosen.address,
      root: new Uint8Array(chosen.root),
      ruling,
    },
  );
  return (
    <>
      <Select
        label={t('epoch')}
        hint={data && disputed.length === 0 ? t('noDisputed') : undefined}
        disabled={disputed.length === 0}
        value={chosen?.epoch ?? ''}
        onChange={(event) => setEpoch(Number(event.target.value))}
      >
        {disputed.map((each) => (
          <option key={each.epoch} value={each.epoch}>
            {each.epoch}
          </option>
        ))}
      </Select>
      <Select label={t('ruling')} value={ruling} onChange={(event) => setRuling(Number(event.target.value))}>
        {(['ruling0', 'ruling1', 'ruling2', 'ruling3', 'ruling4'] as const).map((each, at) => (
          <option key={each} value={at}>
            {t(each)}
          </option>
        ))}
      </Select>
    </>
  );
}
