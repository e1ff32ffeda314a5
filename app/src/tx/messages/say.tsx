import type { ReactNode } from 'react';
import { createIntl, type IntlShape } from 'react-intl';
import { amount, dateTime, duration, millionths, percent, short } from '../../chain/format.ts';
import { useMint } from '../../chain/mint.ts';
import { type Locale, texts } from '../../i18n/index.tsx';
import { Chip } from '../../ui/chain.tsx';
import type { Sentence, Value } from './sentence.ts';

const unitTexts = texts({
  base: {
    en: '{n} base units',
    nl: '{n} basiseenheden',
    es: '{n} unidades básicas',
  },
});

/** So many of a thing's smallest units, whose decimals are not known here. */
const baseUnits = (units: bigint, locale: Locale): string =>
  unitTexts.base[locale].replace('{n}', amount(units, 0, locale));

/** A value as plain text; a number stays one, because plurals depend on it. */
function plain(value: Value, locale: Locale): string | number {
  switch (value.is) {
    case 'address':
      return value.address;
    case 'amount':
      return amount(value.units, value.decimals, locale) + (value.unit ? ` ${value.unit}` : '');
    case 'tokens':
    case 'units':
      return baseUnits(value.units, locale);
    case 'time':
      return dateTime(value.at, locale);
    case 'duration':
      return duration(value.seconds, locale);
    case 'number':
      return Number(value.value);
    case 'bps':
      return percent(value.value, locale);
    case 'ppm':
      return millionths(value.value, locale);
    case 'list':
      return new Intl.ListFormat(locale, { type: 'unit' }).format(
        value.items.map((item) => String(plain(item, locale))),
      );
    case 'hash':
      return value.hex;
    case 'quote':
      return `“${value.text}”`;
    case 'code':
      return value.text;
    case 'text':
      return value.text[locale];
    case 'sentence':
      return say(value.sentence, locale);
  }
}

const intls = new Map<Locale, IntlShape>();

function intlOf(locale: Locale): IntlShape {
  let intl = intls.get(locale);
  if (!intl) {
    intl = createIntl({ locale, defaultLocale: locale });
    intls.set(locale, intl);
  }
  return intl;
}

/** A sentence as plain text, with every address and hash in full: for tests and for copying. */
export function say(sentence: Sentence, locale: Locale): string {
  const values = Object.fromEntries(
    Object.entries(sentence.values).map(([name, value]) => [name, plain(value, locale)]),
  );
  return intlOf(locale).formatMessage({ id: 'sentence', defaultMessage: sentence.text[locale] }, values);
}

/** A sentence to look at, with addresses that can be copied and followed. */
export function Say({
  sentence,
  locale,
  names,
}: {
  sentence: Sentence;
  locale: Locale;
  names: Readonly<Record<string, string>>;
}): ReactNode {
  const values = Object.fromEntries(
    Object.entries(sentence.values).map(([name, value]): [string, ReactNode] => {
      if (value.is === 'address') return [name, <Chip key={name} id={value.address} name={names[value.address]} />];
      if (value.is === 'hash')
        return [
          name,
          <code key={name} title={value.hex}>
            {short(value.hex)}
          </code>,
        ];
      if (value.is === 'tokens')
        return [name, <Tokens key={name} units={value.units} mint={value.mint} locale={locale} />];
      if (value.is === 'number') return [name, Number(value.value)];
      if (value.is === 'sentence')
        return [name, <Say key={name} sentence={value.sentence} locale={locale} names={names} />];
      return [
        name,
        <b key={name} className="font-semibold">
          {plain(value, locale)}
        </b>,
      ];
    }),
  );
  return intlOf(locale).formatMessage({ id: 'sentence', defaultMessage: sentence.text[locale] }, values);
}

/** Units of a mint, as an amount as soon as its account has told its decimals. */
function Tokens({ units, mint, locale }: { units: bigint; mint: string; locale: Locale }) {
  const { data: found } = useMint(mint);
  const decimals = found?.decimals;
  return (
    <b className="font-semibold">
      {decimals === undefined ? baseUnits(units, locale) : amount(units, decimals, locale)}
    </b>
  );
}
