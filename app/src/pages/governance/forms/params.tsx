import { useState } from 'react';
import { isAmbiguous, numberLocale, parseAmount } from '../../../chain/typed.ts';
import { useT } from '../../../i18n/index.tsx';
import { Button } from '../../../ui/basics.tsx';
import { useFault } from '../../../ui/faults.tsx';
import { Select, TextField } from '../../../ui/form.tsx';
import { useInWords } from '../../../ui/in-words.ts';
import { proposeTexts } from '../propose-texts.ts';
import { ruleTexts } from './rule-texts.ts';

/** A typed parameter of a rule; programs/core/src/rule.rs numbers the units. */
export interface Param {
  unit: number;
  value: bigint;
}
/** No parameters. */
export const unset: Param[] = [];

const MOST = 8;
/** The units that can be written, and how many digits after the point each is typed with. */
const UNITS = [
  { unit: 1, name: 'uNumber', decimals: 0 },
  { unit: 2, name: 'uPercent', decimals: 2 },
  { unit: 3, name: 'uShares', decimals: 6 },
  { unit: 4, name: 'uSeconds', decimals: 0 },
  { unit: 5, name: 'uFlags', decimals: 0 },
  { unit: 6, name: 'uBool', decimals: 0 },
] as const;
const most = (unit: number): bigint => (unit === 2 ? 10_000n : unit === 6 ? 1n : 2n ** 64n - 1n);

/** What programs and tools read of a rule, besides its text. */
export function ParamsField({ params, onParams }: { params: Param[]; onParams: (params: Param[]) => void }) {
  const t = useT(ruleTexts);
  const p = useT(proposeTexts);
  const set = (at: number, param: Param) => onParams(params.map((each, other) => (other === at ? param : each)));
  return (
    <fieldset className="space-y-3">
      <legend className="mb-1 font-medium text-sm">{t('params')}</legend>
      {params.map((param, at) => (
        <div key={at} className="grid gap-3 sm:grid-cols-[1fr_1fr_auto] sm:items-start">
          <Select
            label={t('paramUnit', { n: at + 1 })}
            value={param.unit}
            onChange={(event) => set(at, { unit: Number(event.target.value), value: 0n })}
          >
            {UNITS.map(({ unit, name }) => (
              <option key={unit} value={unit}>
                {t(name)}
              </option>
            ))}
          </Select>
          <Value key={param.unit} number={at + 1} unit={param.unit} onValue={(value) => set(at, { ...param, value })} />
          <div className="sm:pt-7">
            <Button small onClick={() => onParams(params.filter((_, other) => other !== at))}>
              {p('remove')}
            </Button>
          </div>
        </div>
      ))}
      {params.length < MOST && (
        <Button small onClick={() => onParams([...params, { unit: 1, value: 0n }])}>
          {t('addParam')}
        </Button>
      )}
    </fieldset>
  );
}

function Value({ number, unit, onValue }: { number: number; unit: number; onValue: (value: bigint) => void }) {
  const t = useT(ruleTexts);
  const inWords = useInWords();
  const [typed, setTyped] = useState('0');
  const [isLeft, setLeft] = useState(false);
  const decimals = UNITS.find((each) => each.unit === unit)?.decimals ?? 0;
  const parsed = parseAmount(typed, decimals, numberLocale());
  const value = typeof parsed === 'bigint' && parsed <= most(unit) ? parsed : undefined;
  useFault(value === undefined);
  return (
    <TextField
      label={t('paramValue', { n: number })}
      inputMode="decimal"
      value={typed}
      hint={value !== undefined && isAmbiguous(typed) ? inWords(value, decimals) : undefined}
      error={isLeft && value === undefined ? t('paramBad') : undefined}
      onBlur={() => setLeft(true)}
      onChange={(event) => {
        setTyped(event.target.value);
        setLeft(false);
        const units = parseAmount(event.target.value, decimals, numberLocale());
        if (typeof units === 'bigint' && units <= most(unit)) onValue(units);
      }}
    />
  );
}
