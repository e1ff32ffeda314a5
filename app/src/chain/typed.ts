// Numbers as people type them. A text that another convention reads as another number is refused, or said in words by
// whoever asks for it; it is never taken silently.
import { decimal } from './format.ts';

/** The browser's own format of numbers, whatever the language of the texts. */
export const numberLocale = (): string =>
  (typeof navigator === 'undefined' ? undefined : (navigator.languages?.[0] ?? navigator.language)) || 'en';

/** The signs that a convention writes numbers with. */
export interface Signs {
  decimal: string;
  group: string;
}

/** The signs of a language: its decimal sign, and what groups its thousands. */
export function signsOf(locale: string): Signs {
  const parts = new Intl.NumberFormat(locale, { numberingSystem: 'latn', useGrouping: true }).formatToParts(1234567.5);
  const sign = (type: string, otherwise: string) => parts.find((part) => part.type === type)?.value ?? otherwise;
  return { decimal: sign('decimal', '.'), group: sign('group', ',') };
}

const escaped = (text: string) => text.replace(/[.*+?^${}()|[\]\\]/g, '\\$&');
/** Spaces that group are all alike to people, and so are apostrophes. */
const grouping = (sign: string) => (/\s/.test(sign) ? '\\s' : /['’]/.test(sign) ? "['’]" : escaped(sign));

/** The digits before and after the decimal sign, where the text is a number of this convention. */
function read(text: string, locale: string): { whole: string; fraction: string } | undefined {
  const { decimal, group } = signsOf(locale);
  const g = grouping(group);
  // Groups of three; where thousands alone make a three, as in India, groups of two before them.
  const match = new RegExp(
    `^(\\d+|\\d{1,3}(?:${g}\\d{3})+|\\d{1,2}(?:${g}\\d{2})+${g}\\d{3})(?:${escaped(decimal)}(\\d*))?$`,
  ).exec(text);
  if (!match) return undefined;
  const grouped = match[1]!;
  const whole = grouped.replace(/\D/g, '');
  const isIndian = /\D\d{2}\D/.test(grouped);
  if (isIndian && !/\D\d{2}\D/.test(new Intl.NumberFormat(locale).format(12_345_678))) return undefined;
  return { whole, fraction: match[2] ?? '' };
}

/** Base units of what a person typed, or why not. */
export function parseAmount(
  typed: string,
  decimals: number,
  locale: string,
): bigint | 'empty' | 'invalid' | 'precision' {
  const text = typed.trim();
  if (text === '') return 'empty';
  const number = read(text, locale);
  if (!number) return 'invalid';
  if (number.fraction.length > decimals) return 'precision';
  const units = BigInt(number.whole + number.fraction.padEnd(decimals, '0'));
  return units < 1n << 64n ? units : 'invalid';
}

/** What a person would have to type for this number of base units. */
export const typedAmount = (units: bigint, decimals: number, locale: string): string =>
  decimal(units, decimals).replace('.', signsOf(locale).decimal);

/** Whether a text holds a sign that conventions read differently. */
export const isAmbiguous = (typed: string): boolean => /[.,’'\s]/.test(typed.trim());
