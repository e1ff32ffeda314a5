import { MAKERSTAKE_GOVERNANCE_PROGRAM_ADDRESS as GOVERNANCE } from '@makerstake/client/governance';
import type { Address } from '@solana/kit';
import { useEffect, useRef } from 'react';
import { useOwner } from '../../../chain/programs.ts';
import { useT } from '../../../i18n/index.tsx';
import { AddressField } from '../../../ui/address-field.tsx';
import { Button } from '../../../ui/basics.tsx';
import { Check } from '../../../ui/form.tsx';
import { proposeTexts } from '../propose-texts.ts';
import { callTexts } from './call-texts.ts';

/** As many accounts as a call has at most. */
const MOST = 32;

/** One account of a call while it is being written; `id` tells rows apart, whatever is typed. */
export interface Row {
  id: number;
  key: Address | undefined;
  isWritable: boolean;
  isSigner: boolean;
}

/** The accounts that a program is given, in order. Says whether governance would allow them all. */
export function AccountsField({
  treasury,
  rows,
  onRows,
  onAllowed,
}: {
  treasury: Address;
  rows: readonly Row[];
  onRows: (rows: readonly Row[]) => void;
  onAllowed: (areAllowed: boolean) => void;
}) {
  const t = useT(callTexts);
  const refused = useRef(new Set<number>());
  const say = (id: number, isAllowed: boolean) => {
    if (isAllowed) refused.current.delete(id);
    else refused.current.add(id);
    onAllowed(refused.current.size === 0);
  };
  const add = (row: Omit<Row, 'id'>) => onRows([...rows, { ...row, id: Math.max(0, ...rows.map(({ id }) => id)) + 1 }]);
  return (
    <fieldset className="space-y-3 sm:col-span-2">
      <legend className="mb-1 font-medium text-sm">{t('accounts')}</legend>
      {rows.map((row, at) => (
        <AccountRow
          key={row.id}
          n={at + 1}
          row={row}
          treasury={treasury}
          onRow={(next) => onRows(rows.map((each) => (each.id === row.id ? next : each)))}
          onRemove={() => onRows(rows.filter(({ id }) => id !== row.id))}
          onAllowed={(isAllowed) => say(row.id, isAllowed)}
        />
      ))}
      {rows.length < MOST && (
        <div className="flex flex-wrap gap-3">
          <Button small onClick={() => add({ key: undefined, isWritable: false, isSigner: false })}>
            {t('addAccount')}
          </Button>
          <Button small onClick={() => add({ key: treasury, isWritable: true, isSigner: true })}>
            {t('addTreasury')}
          </Button>
        </div>
      )}
    </fieldset>
  );
}

function AccountRow({
  n,
  row,
  treasury,
  onRow,
  onRemove,
  onAllowed,
}: {
  n: number;
  row: Row;
  treasury: Address;
  onRow: (row: Row) => void;
  onRemove: () => void;
  onAllowed: (isAllowed: boolean) => void;
}) {
  const t = useT(callTexts);
  const p = useT(proposeTexts);
  const { data: owner } = useOwner(row.key);
  const isTreasury = row.key === treasury;
  const isAllowed = !(row.isWritable && owner === GOVERNANCE);
  const report = useRef(onAllowed);
  report.current = onAllowed;
  useEffect(() => {
    report.current(isAllowed);
    return () => report.current(true);
  }, [isAllowed]);
  return (
    <div className="rounded-xl border border-line p-3">
      <AddressField
        label={t('account', { n })}
        initial={row.key ?? ''}
        hint={isTreasury ? t('isTreasury') : row.isSigner ? t('signs') : undefined}
        error={isAllowed ? undefined : t('ours')}
        onAddress={(key) => onRow({ ...row, key })}
      />
      <div className="mt-2 flex flex-wrap items-center gap-x-5 gap-y-2">
        <Check
          label={t('writable', { n })}
          checked={row.isWritable}
          onChange={(isWritable) => onRow({ ...row, isWritable })}
        />
        <Check label={t('signer', { n })} checked={row.isSigner} onChange={(isSigner) => onRow({ ...row, isSigner })} />
        <Button small onClick={onRemove}>
          {p('remove')}
        </Button>
      </div>
    </div>
  );
}
