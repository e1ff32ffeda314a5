import { type Action, encodeActions, isSound } from '@makerstake/client';
import { MAKERSTAKE_GOVERNANCE_PROGRAM_ADDRESS as GOVERNANCE } from '@makerstake/client/governance';
import type { Address } from '@solana/kit';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { hex } from '../../../chain/bytes.ts';
import { LOADER, useCode } from '../../../chain/programs.ts';
import { clientOf } from '../../../chain/rpc.ts';
import { useT } from '../../../i18n/index.tsx';
import { useSettings } from '../../../settings/settings.ts';
import { useAct } from '../../../tx/act.ts';
import { Explain } from '../../../tx/explain.tsx';
import { simulateAction } from '../../../tx/simulate-call.ts';
import { AddressField } from '../../../ui/address-field.tsx';
import { Notice } from '../../../ui/basics.tsx';
import { AccountsField, type Row } from './accounts.tsx';
import { callTexts } from './call-texts.ts';
import { CodeFacts, hashedBytes, isTooCostly, type PinBy, PinField, pinOf, pinsOf } from './code.tsx';
import { codeTexts } from './code-texts.ts';
import { DataField } from './data.tsx';
import { type FormProps, useReport } from './report.ts';

type Invoke = Extract<Action, { kind: 'invoke' }>;

/** A call of any program, with exactly these accounts and bytes. */
export function InvokeForm({ platform: { treasury }, onAction }: FormProps) {
  const t = useT(callTexts);
  const c = useT(codeTexts);
  const [program, setProgram] = useState<Address>();
  const [chosen, setChosen] = useState<PinBy>('code');
  const [rows, setRows] = useState<readonly Row[]>([]);
  const [isAllowed, setAllowed] = useState(true);
  const [data, setData] = useState<Uint8Array | undefined>(new Uint8Array(0));
  const { data: code } = useCode(program);

  const ways = pinsOf(code);
  const by = ways.includes(chosen) ? chosen : (ways[0] ?? chosen);
  const fault = program === GOVERNANCE ? t('itself') : code && ways.length === 0 ? c('noProgram') : undefined;
  const hashed = hashedBytes(code, by);
  const pin = fault || isTooCostly(hashed) ? undefined : pinOf(code, by);
  const accounts = rows.flatMap(({ key, isWritable, isSigner }) => (key ? [{ key, isWritable, isSigner }] : []));
  const isComplete = isAllowed && accounts.length === rows.length;
  const call: Invoke | undefined =
    program && pin && isComplete && data ? { kind: 'invoke', program, pin, accounts, data } : undefined;
  useReport(onAction, call);
  const replaces = call?.program === LOADER && !isSound(call);
  return (
    <>
      <div className="space-y-3 sm:col-span-2">
        <AddressField label={c('program')} error={fault} onAddress={setProgram} />
        {code && <CodeFacts code={code} />}
        {ways.length > 0 && <PinField ways={ways} by={by} hashed={hashed} onBy={setChosen} />}
      </div>
      <AccountsField treasury={treasury} rows={rows} onRows={setRows} onAllowed={setAllowed} />
      <DataField onData={setData} />
      <div className="sm:col-span-2">
        {replaces ? <Notice tone="bad">{t('replaces')}</Notice> : call && <SimulatedCall call={call} />}
      </div>
    </>
  );
}

/** What would come of the call if it were made now, as the treasury may. */
function SimulatedCall({ call }: { call: Invoke }) {
  const t = useT(callTexts);
  const { rpcUrl } = useSettings();
  const { key } = useAct();
  const { data: failure } = useQuery({
    queryKey: [rpcUrl, 'simulated-call', key, hex(encodeActions([call]))],
    enabled: key !== undefined,
    queryFn: ({ signal }) => simulateAction(clientOf(rpcUrl), key ?? call.program, call, signal),
    staleTime: 10_000,
  });
  if (failure === undefined) return null;
  if (failure === null) return <Notice tone="good">{t('works')}</Notice>;
  return (
    <Notice tone="warn" title={t('fails')}>
      <Explain failure={failure} />
      <p className="mt-1">{t('failsNote')}</p>
    </Notice>
  );
}
