import { amount, duration, percent } from '../../chain/format.ts';
import type { ruleTexts } from './texts.ts';

/** What the parameters of a domain mean where it is agreed on: docs/governance.md of data, docs/scoring.md of the economy. */
const NAMES: Readonly<Record<number, readonly (keyof typeof ruleTexts)[]>> = {
  1: ['dataCollected', 'dataPurposes', 'dataKept', 'dataRecipients'],
  3: [
    'points',
    'pointsEndorsement',
    'pointsEngagement',
    'damping',
    'capEndorsements',
    'capWorks',
    'capCreator',
    'minScore',
  ],
};

/** The name of a parameter; undefined where each rule's text says what it means. */
export const paramName = (domain: number, at: number): keyof typeof ruleTexts | undefined => NAMES[domain]?.[at];

/** A parameter with its unit, as people of a language write it. */
export function paramValue(unit: number, units: bigint, locale: string): string {
  switch (unit) {
    case 0:
      return '–';
    case 2:
      return percent(Number(units), locale);
    case 3:
      return amount(units, 6, locale);
    case 4:
      return duration(Number(units), locale);
    case 5: {
      // A set, one bit each: its members by their numbers.
      const members = Array.from({ length: 64 }, (_, bit) => bit).filter((bit) => (units >> BigInt(bit)) & 1n);
      return members.length === 0 ? '–' : new Intl.ListFormat(locale, { type: 'unit' }).format(members.map(String));
    }
    case 6:
      return units === 1n ? '✓' : '✗';
    default:
      return units.toLocaleString(locale);
  }
}

/** A version as far as its days tell. */
export interface Days {
  number: number;
  effectiveAt: number;
  sunsetAt: number;
}

/** The version in force at a time: the newest that has begun, unless it has ended; one that was replaced before it began never is. */
export function inForceAt<V extends Days>(versions: readonly V[], time: number): V | undefined {
  const begun = versions.filter(({ effectiveAt }) => effectiveAt <= time);
  const newest = begun.reduce<V | undefined>(
    (best, each) => (!best || each.number > best.number ? each : best),
    undefined,
  );
  return newest && (newest.sunsetAt === 0 || time < newest.sunsetAt) ? newest : undefined;
}
