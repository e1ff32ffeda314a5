import type { Found } from '../../chain/accounts.ts';
import { useHolder, usePool } from '../../chain/equity.ts';
import type { FullProposal, Platform } from '../../chain/governance.ts';
import { clientOf } from '../../chain/rpc.ts';
import { getCancelProposalInstruction } from '../../generated/governance/instructions/cancelProposal.ts';
import { getCloseProposalInstruction } from '../../generated/governance/instructions/closeProposal.ts';
import { getFinalizeProposalInstruction } from '../../generated/governance/instructions/finalizeProposal.ts';
import { useT } from '../../i18n/index.tsx';
import { isTerminal, type State } from '../../rules/proposal.ts';
import { useSettings } from '../../settings/settings.ts';
import { useAct } from '../../tx/act.ts';
import { describeAction } from '../../tx/words/actions.ts';
import { Button } from '../../ui/basics.tsx';
import { execution } from './execution.ts';
import { governanceTexts } from './texts.ts';

/** The next step of a proposal, which anyone may take. */
export function Steps({
  platform,
  proposal,
  state,
}: {
  platform: Found<Platform>;
  proposal: FullProposal;
  state: State;
}) {
  const t = useT(governanceTexts);
  const { rpcUrl } = useSettings();
  const { key, reason, act } = useAct();
  const { holder, creator } = useHolder();
  const { data: found } = usePool();
  const on = { platform: platform.address, proposal: proposal.address };
  const action = proposal.body?.[proposal.cursor];
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
        async (signer) =>
          action && pool
            ? execution({ client: clientOf(rpcUrl), platform, pool, proposal, payer: signer.address }, action)
            : [],
        undefined,
        action && describeAction(action),
      );
    buttons.push(
      <Button key="e" look="primary" onClick={execute} reason={action ? reason : t('executeElsewhere')}>
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
