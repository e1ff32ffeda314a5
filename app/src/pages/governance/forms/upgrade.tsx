import type { Address } from '@solana/kit';
import { useState } from 'react';
import { same } from '../../../chain/bytes.ts';
import { amount } from '../../../chain/format.ts';
import { type Code, useCode } from '../../../chain/programs.ts';
import { useLocale, useT } from '../../../i18n/index.tsx';
import { useAct } from '../../../tx/act.ts';
import { AddressField } from '../../../ui/address-field.tsx';
import { Notice } from '../../../ui/basics.tsx';
import { FileHash, type Hashed } from '../../../ui/file-hash.tsx';
import { PersonField } from '../../../ui/person-field.tsx';
import { CodeFacts, hashedBytes, isTooCostly, type PinBy, PinField, pinOf, pinsOf } from './code.tsx';
import { codeTexts } from './code-texts.ts';
import { type FormProps, useReport } from './report.ts';

/** Other code for a program that the treasury may replace, out of a buffer that nobody else can change any more. */
export function UpgradeForm({ platform: { treasury }, onAction }: FormProps) {
  const t = useT(codeTexts);
  const locale = useLocale();
  const { key } = useAct();
  const [program, setProgram] = useState<Address>();
  const [buffer, setBuffer] = useState<Address>();
  const [spill, setSpill] = useState<Address>();
  const [chosen, setChosen] = useState<PinBy>('code');
  const [built, setBuilt] = useState<Hashed>();
  const { data: present } = useCode(program);
  const { data: next } = useCode(buffer);

  const ways: readonly PinBy[] = pinsOf(present).filter((way) => way !== 'immutable');
  const by = ways.includes(chosen) ? chosen : 'code';
  const programFault = present && faultOf(present, treasury);
  const bufferFault =
    next?.is === 'buffer'
      ? next.authority === treasury
        ? undefined
        : t('bufferNotOurs', { treasury })
      : next && t('noBuffer');
  const missing = present?.is === 'deployed' && next?.is === 'buffer' ? Math.max(0, next.bytes - present.bytes) : 0;
  const addresses = [program, buffer, spill].filter((each) => each !== undefined);
  const isTwice = new Set(addresses).size < addresses.length;
  const isCompared = next?.is === 'buffer' && built !== undefined;
  const isOther = isCompared && !same(built.hash, next.hash);

  const pin = pinOf(present, by);
  const hashed = hashedBytes(present, by) + (next?.is === 'buffer' ? next.bytes : 0);
  const isReady = !isTooCostly(hashed) && !programFault && !bufferFault && missing === 0 && !isTwice && !isOther;
  useReport(
    onAction,
    isReady && program && buffer && spill && pin && next?.is === 'buffer'
      ? { kind: 'upgrade', program, pin, buffer, codeHash: next.hash, spill }
      : undefined,
  );
  return (
    <>
      <div className="space-y-3 sm:col-span-2">
        <AddressField
          label={t('program')}
          error={programFault && t(programFault, { treasury })}
          onAddress={setProgram}
        />
        {present && <CodeFacts code={present} />}
        {ways.length > 0 && <PinField ways={ways} by={by} hashed={hashed} onBy={setChosen} />}
      </div>
      <div className="space-y-3 sm:col-span-2">
        <AddressField
          label={t('buffer')}
          error={bufferFault ?? (missing > 0 ? t('tooLong', { n: amount(BigInt(missing), 0, locale) }) : undefined)}
          onAddress={setBuffer}
        />
        {next?.is === 'buffer' && <CodeFacts code={next} />}
        <FileHash label={t('compare')} onHash={setBuilt} />
        {isCompared && <Notice tone={isOther ? 'bad' : 'good'}>{t(isOther ? 'isOther' : 'isSame')}</Notice>}
      </div>
      <div className="sm:col-span-2">
        <PersonField
          key={key}
          as="wallet"
          label={t('spill')}
          hint={t('spillHint')}
          initial={key ?? ''}
          onPerson={setSpill}
        />
        {isTwice && <Notice tone="bad">{t('distinct')}</Notice>}
      </div>
    </>
  );
}

/** Why a vote could not replace this program's code. */
function faultOf(code: Code, treasury: Address): 'noProgram' | 'notReplaceable' | 'notOurs' | undefined {
  switch (code.is) {
    case 'fixed':
      return 'notReplaceable';
    case 'deployed':
      if (!code.authority) return 'notReplaceable';
      return code.authority === treasury ? undefined : 'notOurs';
    default:
      return 'noProgram';
  }
}
