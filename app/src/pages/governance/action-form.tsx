import { type Action, isSound, KIND_NAMES, type Kind } from '@makerstake/client';
import { type ReactNode, useState } from 'react';
import { useNames } from '../../chain/creators.ts';
import { useLocale, useT } from '../../i18n/index.tsx';
import { describeAction } from '../../tx/messages/actions.ts';
import { kindTexts } from '../../tx/messages/kinds.ts';
import { Say } from '../../tx/messages/say.tsx';
import { Button } from '../../ui/basics.tsx';
import { WithFaults } from '../../ui/faults.tsx';
import { Select } from '../../ui/form.tsx';
import { InvokeForm } from './forms/invoke.tsx';
import { AmendBudgetForm, OpenBudgetForm, RevokeBudgetForm, TransferForm } from './forms/money.tsx';
import { ConstitutionForm, GuardianForm, ScorerForm } from './forms/platform.tsx';
import type { FormProps } from './forms/report.ts';
import { RepealForm, ResolutionForm, RuleForm } from './forms/rules.tsx';
import { GrantForm, IssueForm, RevokeGrantForm, RulingForm } from './forms/shares.tsx';
import { TrackForm } from './forms/track.tsx';
import { UpgradeForm } from './forms/upgrade.tsx';
import { proposeTexts } from './propose-texts.ts';

/** The form of each kind. A rule that may widen data collection is written with the form of rules. */
const FORMS: Readonly<Record<Exclude<Kind, 'widenRule'>, (props: FormProps) => ReactNode>> = {
  transfer: TransferForm,
  openBudget: OpenBudgetForm,
  amendBudget: (props) => <AmendBudgetForm {...props} kind="amendBudget" />,
  reduceBudget: (props) => <AmendBudgetForm {...props} kind="reduceBudget" />,
  revokeBudget: RevokeBudgetForm,
  setRule: RuleForm,
  repealRule: RepealForm,
  setTrack: TrackForm,
  setConstitution: ConstitutionForm,
  setGuardian: GuardianForm,
  setScorer: ScorerForm,
  resolveDistribution: RulingForm,
  createGrant: GrantForm,
  revokeGrant: RevokeGrantForm,
  issueTreasury: IssueForm,
  resolve: ResolutionForm,
  upgrade: UpgradeForm,
  invoke: InvokeForm,
};
type Formed = keyof typeof FORMS;
const isFormed = (kind: Kind): kind is Formed => kind in FORMS;

/** A typed form for one action, with what it would do in plain words. Calls `onAdd` with one that can be executed. */
export function ActionForm({
  platform,
  draft,
  onAdd,
}: Pick<FormProps, 'platform' | 'draft'> & { onAdd: (action: Action) => void }) {
  const t = useT(proposeTexts);
  const k = useT(kindTexts);
  const names = useNames();
  const locale = useLocale();
  const [kind, setKind] = useState<Formed>('transfer');
  const [action, setAction] = useState<Action>();
  const [count, setCount] = useState(0);
  const Form = FORMS[kind];
  const unsound = action && !isSound(action) ? t('unsound') : undefined;
  const add = () => {
    if (!action) return;
    onAdd(action);
    setAction(undefined);
    setCount(count + 1);
  };
  return (
    <div className="space-y-4 rounded-2xl bg-sunken p-4">
      <Select
        label={t('kind')}
        value={kind}
        onChange={(event) => {
          setAction(undefined);
          setKind(event.target.value as Formed);
        }}
      >
        {KIND_NAMES.filter(isFormed).map((each) => (
          <option key={each} value={each}>
            {k(each)}
          </option>
        ))}
      </Select>
      <WithFaults key={`${kind}${count}`}>
        {(hasFaults) => (
          <>
            <div className="grid gap-4 sm:grid-cols-2">
              <Form platform={platform} draft={draft} onAction={setAction} />
            </div>
            {action && !hasFaults && (
              <p className="text-sm" data-draft={kind}>
                <span className="block text-muted">{t('adds')}</span>
                <Say sentence={describeAction(action)} locale={locale} names={names} />
              </p>
            )}
            <Button small onClick={add} disabled={!action || hasFaults} reason={unsound}>
              {t('add')}
            </Button>
          </>
        )}
      </WithFaults>
    </div>
  );
}
