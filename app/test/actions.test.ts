// An action is said with every field that the rules read in its bytes, in every language: nobody votes on what a
// sentence leaves out.

import { decodeActions, encodeActions, kindsIn } from '@makerstake/client';
import { address } from '@solana/kit';
import { expect, test } from 'vitest';
import { ACTIONS, VARIANTS } from '../../packages/client/test/samples.ts';
import { amount, dateTime, duration, millionths, percent } from '../src/chain/format.ts';
import { catalogue } from '../src/i18n/catalogue.ts';
import { LOCALES, type Locale } from '../src/i18n/index.tsx';
import { describeAction } from '../src/tx/messages/actions.ts';
import { DOMAINS, kindTexts } from '../src/tx/messages/kinds.ts';
import { say } from '../src/tx/messages/say.tsx';
import { plain } from './plain.ts';

/** What is read again from the bytes of one action of every kind and of its variants. */
const READ = [...ACTIONS, ...VARIANTS].flatMap((action) => decodeActions(encodeActions([action])));

type Field = string | number | boolean | null | Field[] | { [name: string]: Field };
type Fields = { [name: string]: Field };

const SHARES = ['total'];
const TIMES = ['start', 'cliff', 'end'];
const SECONDS = ['lasts', 'reportEvery', 'notice', 'votingDelay', 'votingPeriod', 'coolOff', 'timelock', 'grace'];
const NOBODY = '11111111111111111111111111111111';
/** What is said by the choice of the sentence, not by a value in it. */
const BY_WORDING = ['isRevocable', 'isTransferable', 'ruling', 'flags', 'kind', 'is'];

/** What must stand in the words for one field. */
function expected(name: string, value: Field, action: Fields, locale: Locale): string[] {
  if (BY_WORDING.includes(name) || value === null || value === NOBODY) return [];
  if (name === 'accounts') return (value as Fields[]).map((item) => account(item, locale));
  if (Array.isArray(value)) return value.flatMap((item) => param(item as Fields, locale));
  if (typeof value === 'object') return Object.entries(value).flatMap(([n, v]) => expected(n, v, action, locale));
  if (name === 'kinds') return kindsIn(Number(value)).map((kind) => kindTexts[kind][locale]);
  if (name === 'domain') return [DOMAINS[Number(value)]?.[locale] ?? 'no such domain'];
  if (name.endsWith('Bps')) return [percent(Number(value), locale)];
  if (name.endsWith('Ppm'))
    return [value === 1_000_000 ? catalogue('part.no_limit')[locale] : millionths(Number(value), locale)];
  // A rule without an end, and a guardian that is nobody, have sentences of their own.
  if (SECONDS.includes(name)) return value === 0 ? [] : [duration(Number(value), locale)];
  if (TIMES.includes(name)) return [dateTime(BigInt(String(value)), locale)];
  if (name === 'bond') return [amount(BigInt(String(value)), 9, locale)];
  if (SHARES.includes(name) || action.kind === 'issue_treasury') return [amount(BigInt(String(value)), 6, locale)];
  if (['amount', 'perDay', 'cap'].includes(name)) {
    const isSol = action.asset === null;
    return [amount(BigInt(String(value)), isSol ? 9 : 0, locale) + (isSol ? ' SOL' : '')];
  }
  return value === '' ? [] : [String(value)];
}

/** An account of a call, with whether it signs and may be changed. */
function account({ key, isWritable, isSigner }: Fields, locale: Locale): string {
  const signs = { en: 'SIGNS', nl: 'TEKENT', es: 'FIRMA' }[locale];
  const writes = { en: 'may be changed', nl: 'mag wijzigen', es: 'puede cambiar' }[locale];
  const reads = { en: 'read', nl: 'lezen', es: 'leer' }[locale];
  const flags = [...(isSigner ? [signs] : []), ...(isWritable ? [writes] : [])];
  return `${key} (${flags.join(', ') || reads})`;
}

function param({ unit, value }: Fields, locale: Locale): string[] {
  const units = BigInt(String(value));
  if (unit === 2) return [percent(Number(units), locale)];
  if (unit === 4) return [duration(Number(units), locale)];
  if (unit === 5) return [`0b${units.toString(2)}`];
  return unit === 6 ? [{ en: 'yes', nl: 'ja', es: 'sí' }[locale]] : [amount(units, 0, locale)];
}

test('every field is in the words, in every language', () => {
  for (const action of READ) {
    const fields = plain(action) as Fields;
    for (const locale of LOCALES) {
      const words = say(describeAction(action), locale);
      expect(words).not.toMatch(/[{}]|undefined|NaN|Invalid/);
      for (const [name, value] of Object.entries(fields))
        for (const part of expected(name, value, fields, locale))
          expect(words, `${fields.kind}.${name} in ${locale}`).toContain(part);
    }
  }
});

test('what differs in one field only is said differently', () => {
  const said = READ.map((action) => say(describeAction(action), 'en'));
  expect(new Set(said).size).toBe(READ.length);
});

test('a call of a program that everybody knows is said by what it does', () => {
  const [treasury, thief] = [
    '2rHcquyMKJrTEL6Jo9v58A1hUVqcy2CpJkt7cdDySi8k',
    'BvwQ964k9Rn37nbVEtoXCUGWPXmKTauUxgCVtvvb9NPY',
  ];
  const data = new Uint8Array(12);
  new DataView(data.buffer).setUint32(0, 2, true);
  new DataView(data.buffer).setBigUint64(4, 1_500_000_000n, true);
  const call = {
    kind: 'invoke' as const,
    program: address('11111111111111111111111111111111'),
    pin: { is: 'immutable' as const },
    accounts: [
      { key: address(treasury), isWritable: true, isSigner: true },
      { key: address(thief), isWritable: true, isSigner: false },
    ],
    data,
  };
  const words = say(describeAction(call), 'en');
  expect(words).toContain(`It would: send 1.5 SOL from ${treasury} to ${thief}.`);
  expect(words).toContain(`${treasury} (SIGNS, may be changed)`);
  expect(describeAction(call).tone).toBe('danger');
  expect(say(describeAction({ ...call, data: Uint8Array.of(9) }), 'en')).toContain('NOBODY HERE CAN SAY');
});
