import { type Action, BLOCKABLE, isTerminal, payloadAt, type State } from '@makerstake/client';
import {
  getBlockProposalInstruction,
  getCancelProposalInstruction,
  getCloseProposalInstruction,
  getFinalizeProposalInstruction,
} from '@makerstake/client/governance';
import type { Found } from '../../chain/accounts.ts';
import { useNow } from '../../chain/clock.ts';
import { useHolder, usePool } from '../../chain/equity.ts';
import type { FullProposal, Platform } from '../../chain/governance.ts';
import { clientOf } from '../../chain/rpc.ts';
import { useT } from '../../i18n/index.tsx';
import { useSettings } from '../../settings/settings.ts';
import { useAct } from '../../tx/act.ts';
import { describeAction } from '../../tx/messages/actions.ts';
import { Button } from '../../ui/basics.tsx';
import { executing, signersOf } from './executing.ts';
import { governanceTexts } from './texts.ts';

/** The next step of a proposal, which anyone may take. */
export function Steps({
  platform,
  proposal,
  actions,
  state,
}: {
  platform: Found<Platform>;
  proposal: FullProposal;
  /** Its actions, on the chain or from a file; undefined while nobody knows them. */
  actions: readonly Action[] | undefined;
  state: State;
}) {
  const t = useT(governanceTexts);
  const { rpcUrl } = useSettings();
  const { key, reason, act } = useAct();
  const { holder, creator } = useHolder();
  const { data: found } = usePool();
  const now = useNow(10);
  const on = { platform: platform.address, proposal: proposal.address };
  const action = actions?.[proposal.cursor];
  const isByHash = proposal.isByHash === 1;
  const buttons = [];
  if (state === 'decided') {
    const finalize = () =>
      act({ en: 'Count and decide', nl: 'Tellen en beslissen', es: 'Contar y decidir' }, () => [
        getFinalizeProposalInstruction(on),
      ]);
    buttons.push(
      <Button key="f" onClick={finalize} reason={reason}>
        {t('finalize')}
      </Button>,
    );
  }
  if (state === 'executable' || state === 'executing') {
    const pool = found?.pool;
    const execute = () =>
      act(
        { en: 'Execute the next action', nl: 'De volgende actie uitvoeren', es: 'Ejecutar la siguiente acción' },
        async (signer) => {
          if (!action || !pool) return [];
          const bytes = isByHash ? payloadAt(actions, proposal.cursor) : new Uint8Array(0);
          const of = { client: clientOf(rpcUrl), platform, pool, proposal, payer: signer.address, payload: bytes };
          return executing(of, action);
        },
        undefined,
        // What is supplied is in the bytes, and said from them.
        action && !isByHash ? describeAction(action) : undefined,
      );
    const absent = action ? signersOf(action, platform.treasury).filter((signer) => signer !== key) : [];
    const why = !action
      ? t(isByHash ? 'needFile' : 'unreadable')
      : absent.length > 0
        ? t('needSigner', { who: absent.join(', ') })
        : undefined;
    buttons.push(
      <Button key="e" look="primary" onClick={execute} reason={reason ?? why}>
        {t('execute')}
      </Button>,
    );
  }
  if (state === 'pending' && key && proposal.proposer === holder) {
    const cancel = () =>
      act({ en: 'Withdraw the proposal', nl: 'Het voorstel intrekken', es: 'Retirar la propuesta' }, (authority) => [
        getCancelProposalInstruction({ authority, ...(creator ? { creator } : {}), ...on }),
      ]);
    buttons.push(
      <Button key="c" onClick={cancel}>
        {t('withdraw')}
      </Button>,
    );
  }
  if (!isTerminal(state) && key === platform.guardian && (proposal.flags & BLOCKABLE) !== 0) {
    const block = () =>
      act({ en: 'Block the proposal', nl: 'Het voorstel blokkeren', es: 'Bloquear la propuesta' }, (guardian) => [
        getBlockProposalInstruction({ guardian, ...on }),
      ]);
    const isOver = now !== undefined && now >= Number(platform.guardianUntil);
    buttons.push(
      <Button key="b" look="danger" onClick={block} reason={isOver ? t('termOver') : undefined}>
        {t('block')}
      </Button>,
    );
  }
  if (isTerminal(state) && key) {
    const close = () =>
      act({ en: 'Close the proposal', nl: 'Het voorstel sluiten', es: 'Cerrar la propuesta' }, () => [
        getCloseProposalInstruction({ ...on, payer: proposal.payer, treasury: platform.treasury }),
      ]);
    buttons.push(
      <Button key="x" small onClick={close}>
        {t('close')}
      </Button>,
    );
  }
  return buttons.length === 0 ? null : <div className="mt-5 flex flex-wrap gap-3">{buttons}</div>;
}
