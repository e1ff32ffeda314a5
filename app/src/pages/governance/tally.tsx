import { type House, hasQuorum, isApproved, isRejected, passes } from '@makerstake/client';
import { amount, percent, share } from '../../chain/format.ts';
import { useLocale, useT } from '../../i18n/index.tsx';
import { Badge } from '../../ui/basics.tsx';
import { HouseBar, isOptimistic } from './house-bar.tsx';
import { governanceTexts } from './texts.ts';

/** One house's count in one bar, and each thing that it must reach in words. */
export function HouseTally({
  name,
  house,
  isCounted,
  isDormant = false,
}: {
  name: string;
  house: House;
  /** Whether it has been decided: then it says what became of it. */
  isCounted: boolean;
  /** Whether it is not asked, because hardly anybody had earned anything. */
  isDormant?: boolean;
}) {
  const t = useT(governanceTexts);
  const locale = useLocale();
  const { yes, no, abstain, eligible, quorum, veto, approvalBps } = house;
  const isAsked = approvalBps > 0 || veto > 0n;
  const shown = (units: bigint) => amount(units, 6, locale, 0);
  const cast = yes + no + abstain;
  const verdict = isCounted
    ? passes(house)
      ? 'hasPassed'
      : 'hasFailed'
    : // An empty bar does not pass by itself: it passes unless somebody objects.
      isOptimistic(house)
      ? undefined
      : passes(house)
        ? 'wouldPass'
        : 'wouldFail';
  return (
    <article className="min-w-0" aria-label={name}>
      <header className="mb-2 flex flex-wrap items-center justify-between gap-2">
        <h3 className="font-semibold">{name}</h3>
        {isAsked && verdict && <Badge tone={passes(house) ? 'good' : 'warn'}>{t(verdict)}</Badge>}
      </header>
      {isAsked ? <HouseBar name={name} house={house} /> : null}
      <p className="tabular my-2 text-sm">
        <span className="text-good">{t('yes')}</span> <b>{shown(yes)}</b> · <span className="text-bad">{t('no')}</span>{' '}
        <b>{shown(no)}</b> · {t('abstain')} <b>{shown(abstain)}</b>
      </p>
      {!isAsked && <p className="text-muted text-sm">{t(isDormant ? 'dormant' : 'notAsked')}</p>}
      <ul className="space-y-1 text-sm">
        {isOptimistic(house) ? (
          <Goal isMet={!isRejected(house)} value={t('objectors', { n: share(no, eligible, locale) })}>
            {t('passesUnless', { n: share(veto, eligible, locale) })}
          </Goal>
        ) : (
          <>
            {quorum > 0n && (
              <Goal isMet={hasQuorum(house)} value={`${t('cast')} ${share(cast, eligible, locale)}`}>
                {t('quorum', { n: share(quorum, eligible, locale) })}
              </Goal>
            )}
            {approvalBps > 0 && (
              <Goal isMet={isApproved(house)} value={`${t('approval')} ${share(yes, yes + no, locale)}`}>
                {t('above', { n: percent(approvalBps, locale) })}
              </Goal>
            )}
            {veto > 0n && (
              <Goal isMet={!isRejected(house)} value={`${t('veto')} ${share(no, eligible, locale)}`}>
                {t('below', { n: share(veto, eligible, locale) })}
              </Goal>
            )}
          </>
        )}
      </ul>
    </article>
  );
}

function Goal({ isMet, value, children }: { isMet: boolean; value: string; children: React.ReactNode }) {
  return (
    <li className="tabular flex flex-wrap justify-between gap-x-3">
      <span>{value}</span>
      <span className={isMet ? 'text-good' : 'text-warn'}>
        {isMet ? '✓' : '·'} {children}
      </span>
    </li>
  );
}
