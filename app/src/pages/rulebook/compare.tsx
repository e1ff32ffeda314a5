import { sha256 } from '@makerstake/client';
import { useId, useState } from 'react';
import { same } from '../../chain/bytes.ts';
import { visible } from '../../chain/text.ts';
import { useT } from '../../i18n/index.tsx';
import { Badge, cx } from '../../ui/basics.tsx';
import { changedLines } from './changed-lines.ts';
import { ruleTexts } from './texts.ts';

interface Version {
  number: number;
  textHash: Uint8Array;
}

/** Two texts of a rule, checked against their hashes, and what changed between them. */
export function Compare({ newest, former }: { newest: Version; former: Version }) {
  const t = useT(ruleTexts);
  const [after, setAfter] = useState<string>();
  const [before, setBefore] = useState<string>();
  return (
    <details className="mt-5">
      <summary className="inline-block rounded font-medium text-accent">{t('compare')}</summary>
      <p className="mt-3 mb-4 text-muted text-sm">{t('compareLead')}</p>
      <div className="grid gap-4 sm:grid-cols-2">
        <TextFile version={former} onText={setBefore} />
        <TextFile version={newest} onText={setAfter} />
      </div>
      {before !== undefined && after !== undefined && <Changes before={before} after={after} />}
    </details>
  );
}

/** What changed from one text to another, line by line. */
export function Changes({ before, after }: { before: string; after: string }) {
  const t = useT(ruleTexts);
  return (
    <ol className="mt-4 overflow-x-auto rounded-2xl bg-sunken p-3 font-mono text-sm">
      {changedLines(before, after).map(({ is, text }, at) => (
        <li
          key={at}
          className={cx(
            'whitespace-pre-wrap px-2',
            is === 'added' && 'bg-good-soft text-good',
            is === 'removed' && 'bg-bad-soft text-bad',
          )}
        >
          <span aria-hidden="true">{is === 'added' ? '+ ' : is === 'removed' ? '− ' : '  '}</span>
          {is !== 'same' && <span className="sr-only">{t(is)}: </span>}
          {visible(text)}
        </li>
      ))}
    </ol>
  );
}

function TextFile({ version, onText }: { version: Version; onText: (text: string | undefined) => void }) {
  const t = useT(ruleTexts);
  const id = useId();
  const [isIt, setIsIt] = useState<boolean>();
  const take = async (file: File | undefined) => {
    setIsIt(undefined);
    onText(undefined);
    if (!file) return;
    const bytes = new Uint8Array(await file.arrayBuffer());
    setIsIt(same(sha256(bytes), version.textHash));
    onText(new TextDecoder().decode(bytes));
  };
  return (
    <div>
      <label htmlFor={id} className="mb-1 block font-medium text-sm">
        {t('fileOf', { n: version.number })}
      </label>
      <input
        id={id}
        type="file"
        onChange={(event) => take(event.target.files?.[0])}
        className="block w-full text-sm file:mr-3 file:min-h-9 file:rounded-full file:border file:border-edge file:bg-surface file:px-4 file:text-ink"
      />
      <p className="mt-1 min-h-6" aria-live="polite">
        {isIt !== undefined && <Badge tone={isIt ? 'good' : 'bad'}>{isIt ? t('matches') : t('differs')}</Badge>}
      </p>
    </div>
  );
}
