import { useEffect, useRef, useState } from 'react';
import { amount, parseAmount, typedAmount } from '../chain/format.ts';
import { texts, useLocale, useT } from '../i18n/index.tsx';
import { Button } from './basics.tsx';
import { TextField } from './form.tsx';

const t0 = texts({
  invalid: { en: 'Not an amount.', nl: 'Geen hoeveelheid.', es: 'No es una cantidad.' },
  precision: {
    en: 'At most {n} digits after the point.',
    nl: 'Hoogstens {n} cijfers achter de komma.',
    es: 'Como máximo {n} decimales.',
  },
  tooMuch: {
    en: 'More than the {amount} there is.',
    nl: 'Meer dan de {amount} die er is.',
    es: 'Más que los {amount} que hay.',
  },
  all: { en: 'All', nl: 'Alles', es: 'Todo' },
});

/** A field for an exact amount. Reports base units, or undefined while the text is no amount that can be used. */
export function AmountField({
  label,
  hint,
  decimals,
  most,
  onUnits,
}: {
  label: string;
  hint?: string;
  decimals: number;
  /** The most there is; a button takes it. */
  most?: bigint | undefined;
  onUnits: (units: bigint | undefined) => void;
}) {
  const t = useT(t0);
  const locale = useLocale();
  const [typed, setTyped] = useState('');
  // Judged at each rendering: what there is may become known, or change, after it was typed.
  const parsed = parseAmount(typed, decimals, locale);
  const isTooMuch = typeof parsed === 'bigint' && most !== undefined && parsed > most;
  const error =
    parsed === 'invalid'
      ? t('invalid')
      : parsed === 'precision'
        ? t('precision', { n: decimals })
        : isTooMuch
          ? t('tooMuch', { amount: amount(most, decimals, locale) })
          : undefined;
  const units = typeof parsed === 'bigint' && parsed > 0n && !isTooMuch ? parsed : undefined;
  const report = useRef(onUnits);
  report.current = onUnits;
  useEffect(() => report.current(units), [units]);
  return (
    <TextField
      label={label}
      hint={hint}
      error={error}
      inputMode="decimal"
      value={typed}
      onChange={(event) => setTyped(event.target.value)}
      end={
        most !== undefined && (
          <Button small onClick={() => setTyped(typedAmount(most, decimals, locale))}>
            {t('all')}
          </Button>
        )
      }
    />
  );
}
