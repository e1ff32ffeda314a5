import { type ReactNode, useState } from 'react';
import { isAmbiguous, numberLocale, parseAmount, signsOf, typedAmount } from '../chain/typed.ts';
import { texts, useT } from '../i18n/index.tsx';
import { useFault } from './faults.tsx';
import { TextField } from './form.tsx';
import { useInWords } from './in-words.ts';

const t0 = texts({
  invalid: {
    en: 'Not a number as this browser writes it: its decimal sign is “{sign}”.',
    nl: 'Geen getal zoals deze browser het schrijft: het decimaalteken is “{sign}”.',
    es: 'No es un número como los escribe este navegador: su signo decimal es «{sign}».',
  },
  whole: { en: 'A whole number.', nl: 'Een geheel getal.', es: 'Un número entero.' },
  precision: {
    en: 'At most {n} digits after the decimal sign.',
    nl: 'Hoogstens {n} cijfers achter het decimaalteken.',
    es: 'Como máximo {n} decimales.',
  },
  range: { en: 'From {min} to {max}.', nl: 'Van {min} tot en met {max}.', es: 'De {min} a {max}.' },
  least: { en: '{min} or more.', nl: '{min} of meer.', es: '{min} o más.' },
});

/** How many digits behind the decimal sign a step has: 0.25 has two. */
const digitsOf = (step: number) => (String(step).split('.')[1] ?? '').length;

/**
 * A number of days, parts or pieces. What is typed stays as it is until the field is left, and is judged then; a number
 * that can be used is reported at once. While there is none, the form around it knows.
 */
export function NumberField({
  label,
  hint,
  value,
  min = 0,
  max,
  step = 1,
  onNumber,
}: {
  label: ReactNode;
  hint?: ReactNode;
  value: number;
  min?: number;
  max?: number;
  step?: number;
  onNumber: (value: number) => void;
}) {
  const t = useT(t0);
  const inWords = useInWords();
  const [typed, setTyped] = useState<string>();
  const [isLeft, setLeft] = useState(false);
  const locale = numberLocale();
  const decimals = digitsOf(step);
  const scale = 10 ** decimals;
  const shown = (number: number) => typedAmount(BigInt(Math.round(number * scale)), decimals, locale);
  const parsed = typed === undefined ? undefined : parseAmount(typed, decimals, locale);

  /** What is wrong with a number. */
  const judge = (units: bigint | 'empty' | 'invalid' | 'precision'): string | undefined => {
    if (units === 'precision') return decimals === 0 ? t('whole') : t('precision', { n: decimals });
    if (units === 'invalid') return decimals === 0 ? t('whole') : t('invalid', { sign: signsOf(locale).decimal });
    const number = units === 'empty' ? undefined : Number(units) / scale;
    const stepped = number !== undefined && Math.abs(number / step - Math.round(number / step)) < 1e-6;
    if (stepped && number >= min && (max === undefined || number <= max)) return undefined;
    if (number !== undefined && !stepped) return t('precision', { n: decimals });
    return max === undefined ? t('least', { min: shown(min) }) : t('range', { min: shown(min), max: shown(max) });
  };
  const fault = parsed === undefined ? undefined : judge(parsed);
  useFault(fault !== undefined);
  const words = typed !== undefined && typeof parsed === 'bigint' && !fault && isAmbiguous(typed);
  return (
    <TextField
      label={label}
      hint={words ? inWords(parsed, decimals) : hint}
      error={isLeft ? fault : undefined}
      inputMode={decimals === 0 ? 'numeric' : 'decimal'}
      value={typed ?? shown(value)}
      onChange={(event) => {
        const text = event.target.value;
        setTyped(text);
        setLeft(false);
        const units = parseAmount(text, decimals, locale);
        if (typeof units === 'bigint' && judge(units) === undefined) onNumber(Number(units) / scale);
      }}
      onBlur={() => {
        setLeft(true);
        // A number that is taken is shown as it was taken.
        if (fault === undefined) setTyped(undefined);
      }}
    />
  );
}
