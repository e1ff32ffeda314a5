import { DAY, noticeFloor, sha256 } from '@makerstake/client';
import { useState } from 'react';
import { useRules } from '../../../chain/governance.ts';
import { useLocale, useT } from '../../../i18n/index.tsx';
import { DOMAINS } from '../../../tx/messages/kinds.ts';
import { Check, Select, TextArea } from '../../../ui/form.tsx';
import { NumberField } from '../../../ui/number-field.tsx';
import { ParamsField, unset } from './params.tsx';
import { type FormProps, freeNumber, useReport } from './report.ts';
import { ruleTexts } from './rule-texts.ts';
import { usePending } from './taken.ts';

const DATA = 1;

/** The next version of a rule, or the first of a new one. */
export function RuleForm({ platform, draft, onAction }: FormProps) {
  const t = useT(ruleTexts);
  const locale = useLocale();
  const { data: rules } = useRules(platform.address);
  const proposed = usePending({ platform, draft }, ['setRule', 'widenRule']);
  const [id, setId] = useState<number>();
  const [domain, setDomain] = useState(0);
  const [widens, setWidens] = useState(false);
  const [notice, setNotice] = useState(14);
  const [lasts, setLasts] = useState(0);
  const [text, setText] = useState('');
  const [params, setParams] = useState(unset);
  const present = rules?.find((rule) => rule.id === id);
  const about = present?.domain ?? domain;
  const mayWiden = widens && about === DATA;
  const shortest = noticeFloor(about, mayWiden) / DAY;
  useReport(
    onAction,
    rules && text !== ''
      ? {
          kind: mayWiden ? 'widenRule' : 'setRule',
          id: present?.id ?? freeNumber([...rules.map((rule) => rule.id), ...proposed], 1),
          domain: about,
          version: (present?.numbers[0] ?? 0) + 1,
          textHash: sha256(new TextEncoder().encode(text)),
          notice: Math.max(notice, shortest) * DAY,
          lasts: lasts * DAY,
          params,
        }
      : undefined,
  );
  return (
    <>
      <Select
        label={t('rule')}
        value={present?.id ?? ''}
        onChange={(event) => setId(event.target.value === '' ? undefined : Number(event.target.value))}
      >
        <option value="">{t('newRule')}</option>
        {rules?.map((rule) => (
          <option key={rule.id} value={rule.id}>
            {rule.id} · {DOMAINS[rule.domain]?.[locale]}
          </option>
        ))}
      </Select>
      <Select
        label={t('domain')}
        value={about}
        disabled={present !== undefined}
        onChange={(event) => setDomain(Number(event.target.value))}
      >
        {DOMAINS.map((each, at) => (
          <option key={each.en} value={at}>
            {each[locale]}
          </option>
        ))}
      </Select>
      <NumberField
        label={t('notice')}
        hint={t('least', { n: shortest })}
        value={Math.max(notice, shortest)}
        min={shortest}
        max={366}
        onNumber={setNotice}
      />
      <NumberField label={t('ruleLasts')} hint={t('ruleLastsHint')} value={lasts} max={3_660} onNumber={setLasts} />
      {about === DATA && <Check label={t('widens')} checked={widens} onChange={setWidens} />}
      <div className="sm:col-span-2">
        <TextArea
          label={t('text')}
          hint={t('textHint')}
          value={text}
          onChange={(event) => setText(event.target.value)}
        />
      </div>
      <div className="sm:col-span-2">
        <ParamsField params={params} onParams={setParams} />
      </div>
    </>
  );
}

/** The end of a rule. */
export function RepealForm({ platform, onAction }: FormProps) {
  const t = useT(ruleTexts);
  const locale = useLocale();
  const { data } = useRules(platform.address);
  const rules = data ?? [];
  const [id, setId] = useState<number>();
  const [notice, setNotice] = useState(7);
  const chosen = rules.find((rule) => rule.id === id) ?? rules[0];
  const shortest = chosen ? noticeFloor(chosen.domain, false) / DAY : 0;
  const days = Math.max(notice, shortest);
  useReport(
    onAction,
    chosen && { kind: 'repealRule', id: chosen.id, version: (chosen.numbers[0] ?? 0) + 1, notice: days * DAY },
  );
  return (
    <>
      <Select
        label={t('rule')}
        hint={data && rules.length === 0 ? t('noRules') : undefined}
        disabled={rules.length === 0}
        value={chosen?.id ?? ''}
        onChange={(event) => setId(Number(event.target.value))}
      >
        {rules.map((rule) => (
          <option key={rule.id} value={rule.id}>
            {rule.id} · {DOMAINS[rule.domain]?.[locale]}
          </option>
        ))}
      </Select>
      <NumberField
        label={t('notice')}
        hint={t('least', { n: shortest })}
        value={days}
        min={shortest}
        max={366}
        onNumber={setNotice}
      />
    </>
  );
}

/** Something said, and nothing done. */
export function ResolutionForm({ onAction }: FormProps) {
  const t = useT(ruleTexts);
  const [text, setText] = useState('');
  useReport(onAction, text === '' ? undefined : { kind: 'resolve', textHash: sha256(new TextEncoder().encode(text)) });
  return (
    <div className="sm:col-span-2">
      <TextArea label={t('text')} hint={t('textHint')} value={text} onChange={(event) => setText(event.target.value)} />
    </div>
  );
}
