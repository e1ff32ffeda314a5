import type { Step } from '@makerstake/client/node';
import { useT } from '../../i18n/index.tsx';
import { Card } from '../../ui/basics.tsx';
import { Chip, Moment } from '../../ui/chain.tsx';
import { governanceTexts } from './texts.ts';

const NAMES = {
  created: 'stepCreated',
  decided: 'stepDecided',
  cancelled: 'stepCancelled',
  blocked: 'stepBlocked',
  executed: 'stepExecuted',
  skipped: 'stepSkipped',
  closed: 'stepClosed',
} as const;

/** What became of a proposal, with the transactions that did it, as a node tells. */
export function Outcome({ steps }: { steps: readonly Step[] }) {
  const t = useT(governanceTexts);
  const known = steps.filter(({ step }) => step in NAMES);
  if (known.length === 0) return null;
  return (
    <Card title={t('outcome')}>
      <ol className="space-y-2 text-sm">
        {known.map(({ id, step, time, signature }) => (
          <li key={`${id}${step}`} className="flex flex-wrap items-baseline justify-between gap-x-3">
            <span>{t(NAMES[step])}</span>
            <span className="text-muted">
              {time > 0 && <Moment at={time} />} <Chip id={signature} kind="tx" />
            </span>
          </li>
        ))}
      </ol>
    </Card>
  );
}
