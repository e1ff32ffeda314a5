import { type Action, accountsWanted, encodeActions, type Outlook, preflight } from '@makerstake/client';
import type { Address } from '@solana/kit';
import { useQuery } from '@tanstack/react-query';
import { hex } from '../../chain/bytes.ts';
import { useNames } from '../../chain/creators.ts';
import { givenAccounts } from '../../chain/given.ts';
import { type Client, clientOf } from '../../chain/rpc.ts';
import { useLocale, useT } from '../../i18n/index.tsx';
import { useSettings } from '../../settings/settings.ts';
import type { Failure } from '../../tx/failure.ts';
import { wholeSentenceOf } from '../../tx/messages/actions.ts';
import { Say } from '../../tx/messages/say.tsx';
import { simulateAction } from '../../tx/simulate-call.ts';
import { Notice } from '../../ui/basics.tsx';
import { proposeTexts } from './propose-texts.ts';

/** Where the actions would be proposed. */
interface Place {
  mint: Address | undefined;
  track: number | undefined;
  /** Who would pay for a call that is made for a try; without anybody, none is. */
  payer: Address | undefined;
}

/** Why a call would fail, in the words that the command line has for it too. */
const reasonOf = (failure: Failure): string =>
  failure.kind === 'program'
    ? `${failure.program}: ${failure.code}`
    : 'reason' in failure
      ? failure.reason
      : failure.kind;

/** Of each action, why the call that it makes would fail now. */
async function failingCalls(client: Client, payer: Address, actions: readonly Action[], signal: AbortSignal) {
  const failures = actions.map((action) =>
    action.kind === 'invoke' ? simulateAction(client, payer, action, signal) : null,
  );
  return (await Promise.all(failures)).map((failure) => (failure ? reasonOf(failure) : undefined));
}

/** What would stop a proposal of these actions if they were executed now. */
export function useOutlook({ mint, track, payer }: Place, actions: readonly Action[]): Outlook | undefined {
  const { rpcUrl } = useSettings();
  const { data } = useQuery({
    queryKey: [rpcUrl, 'outlook', mint, track, payer, hex(encodeActions(actions))],
    enabled: mint !== undefined && track !== undefined && actions.length > 0,
    queryFn: async ({ signal }): Promise<Outlook> => {
      if (!mint || track === undefined) return { problems: [], remarks: [] };
      const client = clientOf(rpcUrl);
      const where = { mint, track };
      const [accounts, failing] = await Promise.all([
        givenAccounts(client, accountsWanted(where, actions), signal),
        payer ? failingCalls(client, payer, actions, signal) : [],
      ]);
      return preflight(where, actions, accounts, failing);
    },
    staleTime: 10_000,
    refetchInterval: 30_000,
  });
  return data;
}

/** The problems of a draft, and what is worth knowing though it stops nothing. */
export function OutlookNotes({ outlook }: { outlook: Outlook }) {
  const t = useT(proposeTexts);
  const locale = useLocale();
  const names = useNames();
  const { problems, remarks } = outlook;
  const noted = remarks.flatMap((each, action) => each.map((message) => ({ action, message })));
  const lines = (all: Outlook['problems']) => (
    <ul className="space-y-1">
      {all.map(({ action, message }, at) => (
        <li key={at}>
          {action !== undefined && `${t('ofAction', { n: action + 1 })} `}
          <Say sentence={wholeSentenceOf(message)} locale={locale} names={names} />
        </li>
      ))}
    </ul>
  );
  return (
    <>
      {problems.length > 0 && (
        <Notice tone="bad" title={t('wouldFail')}>
          {lines(problems)}
        </Notice>
      )}
      {noted.length > 0 && <Notice tone="warn">{lines(noted)}</Notice>}
    </>
  );
}
