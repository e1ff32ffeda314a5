import type { Address, Instruction } from '@solana/kit';
import type { Found } from '../../chain/accounts.ts';
import { useHolder } from '../../chain/equity.ts';
import type { FullProposal, Platform } from '../../chain/governance.ts';
import { type Client, clientOf } from '../../chain/rpc.ts';
import { tokenAccountOf, tokenProgramOf } from '../../chain/tokens.ts';
import { getCancelProposalInstruction } from '../../generated/governance/instructions/cancelProposal.ts';
import { getCloseProposalInstruction } from '../../generated/governance/instructions/closeProposal.ts';
import { getExecuteBudgetInstruction } from '../../generated/governance/instructions/executeBudget.ts';
import { getExecuteOpenBudgetInstructionAsync } from '../../generated/governance/instructions/executeOpenBudget.ts';
import { getExecuteRuleInstructionAsync } from '../../generated/governance/instructions/executeRule.ts';
import { getExecuteTokenTransferInstruction } from '../../generated/governance/instructions/executeTokenTransfer.ts';
import { getExecuteTransferInstruction } from '../../generated/governance/instructions/executeTransfer.ts';
import { getFinalizeProposalInstruction } from '../../generated/governance/instructions/finalizeProposal.ts';
import { findBudgetPda, findTrackPda } from '../../generated/governance/pdas/index.ts';
import { useT } from '../../i18n/index.tsx';
import type { Action } from '../../rules/actions.ts';
import { isTerminal, type State } from '../../rules/proposal.ts';
import { useSettings } from '../../settings/settings.ts';
import { useAct } from '../../tx/act.ts';
import { Button } from '../../ui/basics.tsx';
import { governanceTexts } from './texts.ts';

const NO_BYTES = new Uint8Array(0);

/** The instruction that executes an action; undefined for kinds that are executed from the command line. */
async function execution(
  client: Client,
  platform: Found<Platform>,
  proposal: FullProposal,
  action: Action,
): Promise<Instruction | undefined> {
  const on = { platform: platform.address, proposal: proposal.address, brought: NO_BYTES };
  const [track] = await findTrackPda({ platform: platform.address, id: proposal.track });
  switch (action.kind) {
    case 'transfer': {
      const pays = { ...on, pool: platform.pool, track, treasury: platform.treasury, recipient: action.to };
      if (!action.asset) return getExecuteTransferInstruction(pays);
      const tokenProgram = await tokenProgramOf(client, action.asset);
      return getExecuteTokenTransferInstruction({
        ...pays,
        mint: action.asset,
        source: await tokenAccountOf(platform.treasury, action.asset, tokenProgram),
        destination: await destinationOf(client, action.to, action.asset, tokenProgram),
        tokenProgram,
      });
    }
    case 'setRule':
    case 'widenRule':
    case 'repealRule':
      return getExecuteRuleInstructionAsync({ ...on, id: action.id });
    case 'openBudget': {
      const source = action.asset
        ? await tokenAccountOf(platform.treasury, action.asset, await tokenProgramOf(client, action.asset))
        : undefined;
      return getExecuteOpenBudgetInstructionAsync({
        ...on,
        pool: platform.pool,
        track,
        id: action.id,
        ...(source ? { source } : {}),
      });
    }
    case 'amendBudget':
    case 'reduceBudget':
    case 'revokeBudget': {
      const [budget] = await findBudgetPda({ platform: platform.address, id: action.id });
      return getExecuteBudgetInstruction({ ...on, budget });
    }
    default:
      return undefined;
  }
}

/** A token account is paid as it is; a wallet at its usual token account. */
async function destinationOf(client: Client, to: Address, mint: Address, tokenProgram: Address): Promise<Address> {
  const { value } = await client.getAccountInfo(to, { commitment: 'confirmed', encoding: 'base64' }).send();
  return value?.owner === tokenProgram ? to : tokenAccountOf(to, mint, tokenProgram);
}

const HERE: readonly Action['kind'][] = [
  'transfer',
  'setRule',
  'widenRule',
  'repealRule',
  'openBudget',
  'amendBudget',
  'reduceBudget',
  'revokeBudget',
];

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
    const canHere = action !== undefined && HERE.includes(action.kind);
    const execute = () =>
      act(
        { en: 'Execute the next action', nl: 'De volgende actie uitvoeren', es: 'Ejecutar la siguiente acción' },
        async () => {
          const instruction = action && (await execution(clientOf(rpcUrl), platform, proposal, action));
          return instruction ? [instruction] : [];
        },
      );
    buttons.push(
      <Button key="e" look="primary" onClick={execute} reason={canHere ? reason : t('executeElsewhere')}>
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
