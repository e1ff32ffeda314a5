import type { Action } from '@makerstake/client';
import { useState } from 'react';
import { useNames } from '../../chain/creators.ts';
import type { FullProposal } from '../../chain/governance.ts';
import { useLocale, useT } from '../../i18n/index.tsx';
import { FileFault } from '../../proposal-file/fault.ts';
import { readFile } from '../../proposal-file/index.ts';
import { Say } from '../../tx/messages/say.tsx';
import type { Sentence } from '../../tx/messages/sentence.ts';
import { Notice } from '../../ui/basics.tsx';
import { FileDrop } from '../../ui/file-drop.tsx';
import { governanceTexts } from './texts.ts';

/** Ten actions of the longest kind take a third of this. */
const MOST_BYTES = 4_000_000;

/** The file with the actions of a proposal that holds only their hash: read here, to be read by people and executed. */
export function PayloadFile({
  proposal,
  file,
  isVoted,
  onFile,
}: {
  proposal: FullProposal;
  /** The actions in it. */
  file: readonly Action[] | undefined;
  /** Whether they are those that were voted on. */
  isVoted: boolean;
  onFile: (file: readonly Action[] | undefined) => void;
}) {
  const t = useT(governanceTexts);
  const locale = useLocale();
  const names = useNames();
  const [chosen, setChosen] = useState<File>();
  const [fault, setFault] = useState<Sentence | string>();
  const take = async (next: File | undefined) => {
    setChosen(next);
    setFault(undefined);
    onFile(undefined);
    if (!next) return;
    if (next.size > MOST_BYTES) return setFault(t('fileLarge'));
    try {
      onFile((await readFile(next.name, await next.text())).actions);
    } catch (error) {
      setFault(error instanceof FileFault ? error.sentence : String(error));
    }
  };
  return (
    <div className="mb-5 space-y-3">
      <FileDrop label={t('file')} note={t('fileNote')} accept=".json,.toml" file={chosen} onFile={take} />
      {fault && (
        <Notice tone="bad">
          {typeof fault === 'string' ? fault : <Say sentence={fault} locale={locale} names={names} />}
        </Notice>
      )}
      {file && !isVoted && <Notice tone="bad">{t('fileOther')}</Notice>}
      {file && isVoted && (
        <Notice tone="good" title={t('fileSame')}>
          {proposal.cursor > 0 && t('fileLeft')}
        </Notice>
      )}
    </div>
  );
}
