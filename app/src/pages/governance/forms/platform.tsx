import { DAY } from '@makerstake/client';
import type { Address } from '@solana/kit';
import { useState } from 'react';
import { NOBODY } from '../../../chain/creators.ts';
import { usePool } from '../../../chain/equity.ts';
import { useT } from '../../../i18n/index.tsx';
import { FileHash, type Hashed } from '../../../ui/file-hash.tsx';
import { Check } from '../../../ui/form.tsx';
import { NumberField } from '../../../ui/number-field.tsx';
import { PersonField } from '../../../ui/person-field.tsx';
import { proposeTexts } from '../propose-texts.ts';
import { type FormProps, useReport } from './report.ts';

/** The constitution. */
export function ConstitutionForm({ onAction }: FormProps) {
  const t = useT(proposeTexts);
  const [file, setFile] = useState<Hashed>();
  useReport(onAction, file && { kind: 'setConstitution', constitutionHash: file.hash });
  return (
    <div className="sm:col-span-2">
      <FileHash label={t('constitution')} onHash={setFile} />
    </div>
  );
}

/** Who may block proposals on the tracks that allow it, and for how long. */
export function GuardianForm({ onAction }: FormProps) {
  const t = useT(proposeTexts);
  const [guardian, setGuardian] = useState<Address>();
  const [isNobody, setNobody] = useState(false);
  const [days, setDays] = useState(180);
  useReport(
    onAction,
    isNobody
      ? { kind: 'setGuardian', guardian: NOBODY, lasts: 0 }
      : guardian && { kind: 'setGuardian', guardian, lasts: days * DAY },
  );
  return (
    <>
      <div className="sm:col-span-2">
        <Check label={t('noGuardian')} checked={isNobody} onChange={setNobody} />
      </div>
      {!isNobody && (
        <>
          <PersonField as="wallet" label={t('guardian')} hint={t('walletHint')} onPerson={setGuardian} />
          <NumberField label={t('days')} value={days} min={1} max={366} onNumber={setDays} />
        </>
      )}
    </>
  );
}

/** Who proposes the distributions. */
export function ScorerForm({ onAction }: FormProps) {
  const t = useT(proposeTexts);
  const { data } = usePool();
  const [scorer, setScorer] = useState<Address>();
  useReport(onAction, scorer && { kind: 'setScorer', scorer });
  return (
    <PersonField
      as="wallet"
      label={t('scorer')}
      hint={data?.pool ? t('present', { value: data.pool.scorer }) : t('walletHint')}
      onPerson={setScorer}
    />
  );
}
