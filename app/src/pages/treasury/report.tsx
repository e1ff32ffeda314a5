import { getReportInstruction } from '@makerstake/client/governance';
import { useState } from 'react';
import type { Found } from '../../chain/accounts.ts';
import type { Budget } from '../../chain/governance.ts';
import { useT } from '../../i18n/index.tsx';
import { useAct } from '../../tx/act.ts';
import { Button } from '../../ui/basics.tsx';
import { FileHash, type Hashed } from '../../ui/file-hash.tsx';
import { TextField } from '../../ui/form.tsx';
import { treasuryTexts } from './texts.ts';

/** The report that keeps a budget paid. */
export function ReportForm({ budget }: { budget: Found<Budget> }) {
  const t = useT(treasuryTexts);
  const { act } = useAct();
  const [uri, setUri] = useState('');
  const [file, setFile] = useState<Hashed>();
  const submit = () => {
    if (!file) return;
    act(
      { en: 'Report on a budget', nl: 'Verslag doen over een budget', es: 'Informar sobre un presupuesto' },
      (recipient) => [getReportInstruction({ recipient, budget: budget.address, hash: file.hash, uri })],
    );
  };
  return (
    <form
      className="mt-5 space-y-3 border-line border-t pt-4"
      onSubmit={(event) => {
        event.preventDefault();
        submit();
      }}
    >
      <TextField label={t('reportUri')} value={uri} onChange={(event) => setUri(event.target.value.trim())} />
      <FileHash label={t('reportFile')} onHash={setFile} />
      <Button small type="submit" disabled={!file || !/^[!-~]{1,128}$/.test(uri)}>
        {t('report')}
      </Button>
    </form>
  );
}
