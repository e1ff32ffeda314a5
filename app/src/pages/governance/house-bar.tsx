import type { House } from '@makerstake/client';
import { amount, percent, share } from '../../chain/format.ts';
import { useLocale, useT } from '../../i18n/index.tsx';
import { cx } from '../../ui/basics.tsx';
import { governanceTexts } from './texts.ts';

/** A part of a whole, from 0 to 100. */
const part = (of: bigint, whole: bigint): number =>
  whole === 0n ? 0 : Math.min(100, Number((of * 1_000_000n) / whole) / 10_000);

/** Whether a house only has to keep from objecting. */
export const isOptimistic = ({ approvalBps, veto, quorum }: House): boolean =>
  approvalBps === 0 && quorum === 0n && veto > 0n;

/** Where the marks of a bar stand, in hundredths of all who may vote. */
export function marksOf({ yes, no, eligible, quorum, veto, approvalBps }: House) {
  return {
    // So many have to take part, whichever way.
    quorum: quorum > 0n ? part(quorum, eligible) : undefined,
    // Yes has to reach beyond this, of what is yes or no now.
    approval: approvalBps > 0 && yes + no > 0n ? (part(yes + no, eligible) * approvalBps) / 10_000 : undefined,
    veto: veto > 0n ? part(veto, eligible) : undefined,
  };
}

/** One house in one bar: yes from the left, abstentions behind it, no from the right, and marks of what must be reached. */
export function HouseBar({ name, house, small = false }: { name: string; house: House; small?: boolean }) {
  const t = useT(governanceTexts);
  const locale = useLocale();
  const { yes, no, abstain, eligible } = house;
  const marks = marksOf(house);
  const [y, a, n] = [part(yes, eligible), part(abstain, eligible), part(no, eligible)];
  const shown = (units: bigint) => `${amount(units, 6, locale, 0)} (${share(units, eligible, locale, 1)})`;
  const said = [
    `${name}: ${t('yes')} ${shown(yes)}`,
    `${t('no')} ${shown(no)}`,
    `${t('abstain')} ${shown(abstain)}`,
    ...(marks.quorum === undefined ? [] : [t('quorum', { n: share(house.quorum, eligible, locale) })]),
    ...(house.approvalBps > 0 ? [t('above', { n: percent(house.approvalBps, locale) })] : []),
    ...(marks.veto === undefined ? [] : [t('passesUnless', { n: share(house.veto, eligible, locale) })]),
  ].join(', ');
  const mark = (at: number | undefined, className: string) =>
    at !== undefined && <rect x={Math.min(99.3, at)} y="-2" width="0.7" height="14" className={className} />;
  return (
    <svg
      viewBox="0 0 100 10"
      preserveAspectRatio="none"
      className={cx('block w-full overflow-visible', small ? 'h-2' : 'h-4')}
      role="img"
      aria-label={said}
    >
      <title>{said}</title>
      <rect width="100" height="10" className="fill-sunken" />
      <rect width={y} height="10" className="fill-good" />
      <rect x={y} width={a} height="10" className="fill-edge" />
      <rect x={100 - n} width={n} height="10" className="fill-bad" />
      {mark(marks.quorum, 'fill-ink')}
      {mark(marks.approval, 'fill-accent')}
      {marks.veto !== undefined && mark(100 - marks.veto, 'fill-bad')}
    </svg>
  );
}
