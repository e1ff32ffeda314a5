import { useEffect, useRef, useState } from 'react';
import { amount } from '../chain/format.ts';
import { isAmbiguous, numberLocale, parseAmount, signsOf, typedAmount } from '../chain/typed.ts';
import { texts, useT } from '../i18n/index.tsx';
import { Button } from './basics.tsx';
import { useFault } from './faults.tsx';
import { TextField } from './form.tsx';
import { useInWords } from './in-words.ts';

const t0 = texts({
  invalid: {
    en: 'Not an amount as this browser writes it: its decimal sign is “{decimal}”, and thousands may stand apart by “{group}”.',
    nl: 'Geen hoeveelheid zoals deze browser het schrijft: het decimaalteken is “{decimal}”, en duizendtallen mogen gescheiden zijn door “{group}”.',
    es: 'No es una cantidad como las escribe este navegador: su signo decimal es «{decimal}», y los millares pueden separarse con «{group}».',
  },
  precision: {
    en: 'At most {n} digits after the decimal sign.',
    nl: 'Hoogstens {n} cijfers achter het decimaalteken.',
    es: 'Como máximo {n} decimales.',
  },
  tooMuch: {
    en: 'More than the {amount} there is.',
    nl: 'Meer dan de {amount} die er is.',
    es: 'Más que los {amount} que hay.',
  },
  all: { en: 'All', nl: 'Alles', es: 'Todo' },
});

/**
 * A field for an exact amount. Reports base units, or undefined while the text is no amount that can be used. What is
 * typed stays as it is and is judged when the field is left; signs that others read differently are said in words.
 */
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
  const inWords = useInWords();
  const locale = numberLocale();
  const [typed, setTyped] = useState('');
  const [isLeft, setLeft] = useState(false);
  // Judged at each rendering: what there is may become known, or change, after it was typed.
  const parsed = parseAmount(typed, decimals, locale);
  const isTooMuch = typeof parsed === 'bigint' && most !== undefined && parsed > most;
  const fault =
    parsed === 'invalid'
      ? t('invalid', { ...signsOf(locale) })
      : parsed === 'precision'
        ? t('precision', { n: decimals })
        : isTooMuch
          ? t('tooMuch', { amount: amount(most, decimals, locale) })
          : undefined;
  useFault(fault !== undefined);
  const units = typeof parsed === 'bigint' && parsed > 0n && !isTooMuch ? parsed : undefined;
  const report = useRef(onUnits);
  report.current = onUnits;
  useEffect(() => report.current(units), [units]);
  return (
    <TextField
      label={label}
      hint={units !== undefined && isAmbiguous(typed) ? inWords(units, decimals) : hint}
      error={isLeft ? fault : undefined}
      inputMode="decimal"
      value={typed}
      onChange={(event) => {
        setTyped(event.target.value);
        setLeft(false);
      }}
      onBlur={() => setLeft(true)}
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
