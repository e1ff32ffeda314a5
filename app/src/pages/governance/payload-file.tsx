import { type Action, FileFault, readProposalFile } from '@makerstake/client';
import { useState } from 'react';
import type { FullProposal } from '../../chain/governance.ts';
import { useT } from '../../i18n/index.tsx';
import { Notice } from '../../ui/basics.tsx';
import { FileDrop } from '../../ui/file-drop.tsx';
import { FileFaultWords } from './file-fault.tsx';
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
  const [chosen, setChosen] = useState<File>();
  const [fault, setFault] = useState<FileFault | string>();
  const take = async (next: File | undefined) => {
    setChosen(next);
    setFault(undefined);
    onFile(undefined);
    if (!next) return;
    if (next.size > MOST_BYTES) return setFault(t('fileLarge'));
    const [, ending] = /\.(json|toml)$/i.exec(next.name) ?? [];
    if (!ending) return setFault(t('fileEnding'));
    try {
      onFile(readProposalFile(await next.text(), ending.toLowerCase() as 'json' | 'toml').actions);
    } catch (error) {
      setFault(error instanceof FileFault ? error : String(error));
    }
  };
  return (
    <div className="mb-5 space-y-3">
      <FileDrop label={t('file')} note={t('fileNote')} accept=".json,.toml" file={chosen} onFile={take} />
      {fault && <Notice tone="bad">{typeof fault === 'string' ? fault : <FileFaultWords of={fault} />}</Notice>}
      {file && !isVoted && <Notice tone="bad">{t('fileOther')}</Notice>}
      {file && isVoted && (
        <Notice tone="good" title={t('fileSame')}>
          {proposal.cursor > 0 && t('fileLeft')}
        </Notice>
      )}
    </div>
  );
}
