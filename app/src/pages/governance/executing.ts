import { type Action, execution, ownersWanted } from '@makerstake/client';
import type { Address, Instruction } from '@solana/kit';
import type { Found } from '../../chain/accounts.ts';
import type { Pool } from '../../chain/equity.ts';
import { givenAccounts } from '../../chain/given.ts';
import type { FullProposal, Platform } from '../../chain/governance.ts';
import type { Client } from '../../chain/rpc.ts';
import { openTokenAccount, tokenAccountOf } from '../../chain/tokens.ts';

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

/** The instructions that execute an action of a proposal; anyone may send them. */
export async function executing(of: Execution, action: Action): Promise<Instruction[]> {
  const { client, platform, pool, proposal, payer, payload } = of;
  const accounts = await givenAccounts(client, ownersWanted(pool.mint, action));
  const where = { mint: pool.mint, track: proposal.track, proposal: proposal.address };
  const instruction = execution(where, action, payload, accounts);
  const tokenProgram = accounts.find(({ address }) => address === pool.mint)?.owner;
  if (action.kind !== 'issueTreasury' || !tokenProgram) return [instruction];
  // The first shares that the treasury gets need an account to lie in.
  const account = await tokenAccountOf(platform.treasury, pool.mint, tokenProgram);
  return [openTokenAccount(payer, platform.treasury, pool.mint, tokenProgram, account), instruction];
}
