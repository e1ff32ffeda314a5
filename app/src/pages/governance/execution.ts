import type { Action } from '@makerstake/client';
import { findGrantPda } from '@makerstake/client/equity';
import {
  findBudgetPda,
  findTrackPda,
  getExecuteBudgetInstruction,
  getExecuteCreateGrantInstruction,
  getExecuteInvokeInstruction,
  getExecuteIssueTreasuryInstruction,
  getExecuteOpenBudgetInstructionAsync,
  getExecutePlatformInstruction,
  getExecuteRevokeGrantInstruction,
  getExecuteRuleInstructionAsync,
  getExecuteRulingInstruction,
  getExecuteScorerInstruction,
  getExecuteTokenTransferInstruction,
  getExecuteTrackInstructionAsync,
  getExecuteTransferInstruction,
  getExecuteUpgradeInstruction,
} from '@makerstake/client/governance';
import { type Address, address, type Instruction } from '@solana/kit';
import type { Found } from '../../chain/accounts.ts';
import type { Pool } from '../../chain/equity.ts';
import type { FullProposal, Platform } from '../../chain/governance.ts';
import { LOADER, programDataOf } from '../../chain/programs.ts';
import type { Client } from '../../chain/rpc.ts';
import { openTokenAccount, tokenAccountOf, tokenProgramOf } from '../../chain/tokens.ts';

const CLOCK = address('SysvarC1ock11111111111111111111111111111111');

/** What is executed, where, and who pays the rent that an execution may need beforehand. */
export interface Execution {
  client: Client;
  platform: Found<Platform>;
  pool: Found<Pool>;
  proposal: FullProposal;
  payer: Address;
  /** The digest of what follows and the action, for a proposal that holds only a digest. */
  payload: Uint8Array;
}

/** Who must sign an execution besides whoever sends it: a call may have been voted with their signatures. */
export function signersOf(action: Action, treasury: Address): readonly Address[] {
  if (action.kind !== 'invoke') return [];
  const signers = action.accounts.filter(({ key, isSigner }) => isSigner && key !== treasury);
  return [...new Set(signers.map(({ key }) => key))];
}

/** The instructions that execute an action of a proposal; anyone may send them. crates/client's `execute` says the same. */
export async function execution(of: Execution, action: Action): Promise<Instruction[]> {
  const { client, platform, pool, proposal, payer, payload } = of;
  const on = { platform: platform.address, proposal: proposal.address, payload };
  const byTreasury = { ...on, treasury: platform.treasury, pool: platform.pool };
  const [track] = await findTrackPda({ platform: platform.address, id: proposal.track });
  const shares = async () => ({ mint: pool.mint, tokenProgram: await tokenProgramOf(client, pool.mint) });
  switch (action.kind) {
    case 'transfer': {
      const pays = { ...byTreasury, track, recipient: action.to };
      if (!action.asset) return [getExecuteTransferInstruction(pays)];
      const tokenProgram = await tokenProgramOf(client, action.asset);
      return [
        getExecuteTokenTransferInstruction({
          ...pays,
          mint: action.asset,
          source: await tokenAccountOf(platform.treasury, action.asset, tokenProgram),
          destination: await destinationOf(client, action.to, action.asset, tokenProgram),
          tokenProgram,
        }),
      ];
    }
    case 'openBudget': {
      const source = action.asset
        ? await tokenAccountOf(platform.treasury, action.asset, await tokenProgramOf(client, action.asset))
        : undefined;
      return [
        await getExecuteOpenBudgetInstructionAsync({
          ...on,
          pool: platform.pool,
          track,
          id: action.id,
          ...(source ? { source } : {}),
        }),
      ];
    }
    case 'amendBudget':
    case 'reduceBudget':
    case 'revokeBudget': {
      const [budget] = await findBudgetPda({ platform: platform.address, id: action.id });
      return [getExecuteBudgetInstruction({ ...on, budget })];
    }
    case 'setRule':
    case 'widenRule':
    case 'repealRule':
      return [await getExecuteRuleInstructionAsync({ ...on, id: action.id })];
    case 'setTrack':
      return [await getExecuteTrackInstructionAsync({ ...on, treasury: platform.treasury, id: action.id })];
    // Words alone change nothing; the platform's own instruction takes note of them.
    case 'setConstitution':
    case 'setGuardian':
    case 'resolve':
      return [getExecutePlatformInstruction(on)];
    case 'setScorer':
      return [getExecuteScorerInstruction(byTreasury)];
    case 'resolveDistribution':
      return [getExecuteRulingInstruction({ ...byTreasury, distribution: action.distribution })];
    case 'createGrant': {
      const [grant] = await findGrantPda({ pool: platform.pool, holder: action.holder, id: action.id });
      return [
        getExecuteCreateGrantInstruction({ ...byTreasury, ...(await shares()), track, vault: pool.vault, grant }),
      ];
    }
    case 'revokeGrant':
      return [
        getExecuteRevokeGrantInstruction({
          ...byTreasury,
          ...(await shares()),
          vault: pool.vault,
          grant: action.grant,
        }),
      ];
    case 'upgrade':
      return [
        getExecuteUpgradeInstruction({
          ...on,
          treasury: platform.treasury,
          program: action.program,
          programData: await programDataOf(action.program),
          buffer: action.buffer,
          spill: action.spill,
          clock: CLOCK,
        }),
      ];
    case 'invoke': {
      const { value } = await client
        .getAccountInfo(action.program, { commitment: 'confirmed', encoding: 'base64' })
        .send();
      const call = getExecuteInvokeInstruction({
        ...on,
        treasury: platform.treasury,
        program: action.program,
        ...(value?.owner === LOADER ? { programData: await programDataOf(action.program) } : {}),
      });
      // The treasury signs inside, by the program; nobody could sign for it outside.
      const given = action.accounts.map(({ key, isWritable, isSigner }) => ({
        address: key,
        role: (isWritable ? 1 : 0) | (isSigner && key !== platform.treasury ? 2 : 0),
      }));
      return [{ ...call, accounts: [...(call.accounts ?? []), ...given] }];
    }
    case 'issueTreasury': {
      const { mint, tokenProgram } = await shares();
      const destination = await tokenAccountOf(platform.treasury, mint, tokenProgram);
      return [
        openTokenAccount(payer, platform.treasury, mint, tokenProgram, destination),
        getExecuteIssueTreasuryInstruction({ ...byTreasury, mint, tokenProgram, destination }),
      ];
    }
  }
}

/** A token account is paid as it is; a wallet at its usual token account. */
async function destinationOf(client: Client, to: Address, mint: Address, tokenProgram: Address): Promise<Address> {
  const { value } = await client.getAccountInfo(to, { commitment: 'confirmed', encoding: 'base64' }).send();
  return value?.owner === tokenProgram ? to : tokenAccountOf(to, mint, tokenProgram);
}
