import { commitment, FileFault, type ProposalFile, writeProposalFile } from '@makerstake/client';
import { useEffect, useRef, useState } from 'react';
import { hex } from '../../chain/bytes.ts';
import { useT } from '../../i18n/index.tsx';
import { Button, Notice } from '../../ui/basics.tsx';
import { Check } from '../../ui/form.tsx';
import { saveAs } from '../../ui/save.ts';
import { FileFaultWords } from './file-fault.tsx';
import { proposeTexts } from './propose-texts.ts';

/** The file as text, or what of it no file can say. */
function written(file: ProposalFile): string | FileFault {
  try {
    return writeProposalFile(file);
  } catch (error) {
    if (error instanceof FileFault) return error;
    throw error;
  }
}

/** The choice to propose actions by their hash, and the file that must then be kept: it says whether that was saved. */
export function ByHash({
  wants,
  onWants,
  isLong,
  file,
  onSaved,
}: {
  wants: boolean;
  onWants: (wants: boolean) => void;
  /** Whether the actions may be too large for the chain. */
  isLong: boolean;
  /** What the file would say; undefined while something is missing. */
  file: ProposalFile | undefined;
  onSaved: (isSaved: boolean) => void;
}) {
  const t = useT(proposeTexts);
  const [saved, setSaved] = useState<string>();
  const text = file && written(file);
  const report = useRef(onSaved);
  report.current = onSaved;
  const isSaved = text !== undefined && text === saved;
  useEffect(() => report.current(isSaved), [isSaved]);
  const save = () => {
    if (!file || typeof text !== 'string') return;
    saveAs(`proposal-${hex(commitment(file.actions).link).slice(0, 8)}.json`, text);
    setSaved(text);
  };
  return (
    <div className="space-y-3">
      <Check label={t('byHash')} checked={wants} onChange={onWants} />
      {isLong && !wants && <Notice tone="warn">{t('isLong')}</Notice>}
      {wants && (
        <Notice tone="warn">
          <p>{t('byHashNote')}</p>
          {text instanceof FileFault ? (
            <p className="mt-2 font-semibold">
              <FileFaultWords of={text} />
            </p>
          ) : (
            <>
              <p className="my-2">{t('saveFirst')}</p>
              <Button small onClick={save} disabled={text === undefined}>
                {t('saveFile')}
              </Button>
            </>
          )}
        </Notice>
      )}
    </div>
  );
}
