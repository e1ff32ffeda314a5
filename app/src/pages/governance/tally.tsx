import { type House, hasQuorum, isApproved, isRejected, passes } from '@makerstake/client';
import { amount, percent, share } from '../../chain/format.ts';
import { useLocale, useT } from '../../i18n/index.tsx';
import { Badge, Meter } from '../../ui/basics.tsx';
import { governanceTexts } from './texts.ts';

const part = (of: bigint, whole: bigint): number => (whole === 0n ? 0 : Number((of * 1_000_000n) / whole) / 1_000_000);

/** One house's count against each thing that it must reach. */
export function HouseTally({
  name,
  house,
  decimals,
  tone,
  isCounted,
}: {
  name: string;
  house: House;
  decimals: number;
  tone: 'accent' | 'teal';
  /** Whether it has been decided: then it says what became of it. */
  isCounted: boolean;
}) {
  const t = useT(governanceTexts);
  const locale = useLocale();
  const { yes, no, abstain, eligible, quorum, veto, approvalBps } = house;
  const isAsked = approvalBps > 0 || veto > 0n;
  const shown = (units: bigint) => amount(units, decimals, locale, 0);
  const cast = yes + no + abstain;
  return (
    <article className="min-w-0 rounded-2xl border border-line p-4" aria-label={name}>
      <header className="mb-3 flex flex-wrap items-center justify-between gap-2">
        <h3 className="font-semibold">{name}</h3>
        {isAsked && (
          <Badge tone={passes(house) ? 'good' : 'warn'}>
            {passes(house) ? t(isCounted ? 'hasPassed' : 'wouldPass') : t(isCounted ? 'hasFailed' : 'wouldFail')}
          </Badge>
        )}
      </header>
      <p className="tabular mb-3 text-sm">
        {t('yes')} <b>{shown(yes)}</b> · {t('no')} <b>{shown(no)}</b> · {t('abstain')} <b>{shown(abstain)}</b>
      </p>
      {!isAsked && <p className="text-muted text-sm">{t('notAsked')}</p>}
      <div className="space-y-3 text-sm">
        {quorum > 0n && (
          <Bar
            label={t('cast')}
            value={share(cast, eligible, locale)}
            must={t('quorum', { n: share(quorum, eligible, locale) })}
            isMet={hasQuorum(house)}
          >
            <Meter value={part(cast, eligible)} goal={part(quorum, eligible)} tone={tone} label={t('cast')} />
          </Bar>
        )}
        {approvalBps > 0 && (
          <Bar
            label={t('approval')}
            value={share(yes, yes + no, locale)}
            must={t('above', { n: percent(approvalBps, locale) })}
            isMet={isApproved(house)}
          >
            <Meter value={part(yes, yes + no)} goal={approvalBps / 10_000} tone={tone} label={t('approval')} />
          </Bar>
        )}
        {veto > 0n && (
          <Bar
            label={t('veto')}
            value={share(no, eligible, locale)}
            must={t('below', { n: share(veto, eligible, locale) })}
            isMet={!isRejected(house)}
          >
            <Meter value={part(no, eligible)} goal={part(veto, eligible)} tone="bad" label={t('veto')} />
          </Bar>
        )}
      </div>
    </article>
  );
}

function Bar({
  label,
  value,
  must,
  isMet,
  children,
}: {
  label: string;
  value: string;
  must: string;
  isMet: boolean;
  children: React.ReactNode;
}) {
  return (
    <div>
      <p className="mb-1 flex flex-wrap justify-between gap-x-3">
        <span>{label}</span>
        <span className="tabular">
          <b>{value}</b>{' '}
          <span className={isMet ? 'text-good' : 'text-warn'}>
            {isMet ? '✓' : '·'} {must}
          </span>
        </span>
      </p>
      {children}
    </div>
  );
}
