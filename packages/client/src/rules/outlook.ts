import type { AccountRole, Address } from '@solana/kit';
import { wasm } from '../wasm.ts';
import type { Action } from './actions.ts';
import { inward } from './border.ts';
import type { Message } from './messages.ts';

/** An account as a node tells it. One that is not there is left out. */
export interface GivenAccount {
  address: Address;
  owner: Address;
  lamports: bigint;
  data: Uint8Array;
  executable: boolean;
}

/** Something that would stop a proposal. */
export interface Problem {
  /** The place of the action; undefined if it is the proposal as a whole. */
  action: number | undefined;
  message: Message;
}

/** What would stop a proposal, and of each action what is worth knowing though it stops nothing. */
export interface Outlook {
  problems: readonly Problem[];
  remarks: readonly (readonly Message[])[];
}

/** A platform's share mint, from which all its addresses follow, and the track of a proposal. */
export interface Where {
  mint: Address;
  track: number;
}

/** The accounts that decide whether these actions can be executed: fetch them for `preflight`. */
export const accountsWanted = ({ mint, track }: Where, actions: readonly Action[]): Address[] =>
  wasm.accountsWanted(mint, track, actions.map(inward)) as Address[];

/**
 * What would stop a proposal of these actions if they were executed now. `failing` has the reason of each call that a
 * simulation refused, at the place of its action.
 *
 * @throws RangeError when the accounts are not those of a platform.
 */
export function preflight(
  { mint, track }: Where,
  actions: readonly Action[],
  accounts: readonly GivenAccount[],
  failing: readonly (string | undefined)[] = [],
): Outlook {
  const { problems, remarks } = wasm.preflight(mint, track, actions.map(inward), accounts, failing);
  const placed = ({ action, message }: { action: bigint | undefined; message: Message }): Problem => ({
    action: action === undefined ? undefined : Number(action),
    message,
  });
  return { problems: problems.map(placed), remarks };
}

/** The accounts whose owners the execution of an action depends on: fetch them for `execution`. */
export const ownersWanted = (mint: Address, action: Action): Address[] =>
  wasm.ownersWanted(mint, inward(action)) as Address[];

/** An instruction with all it needs. */
export interface MadeInstruction {
  programAddress: Address;
  accounts: readonly { address: Address; role: AccountRole }[];
  data: Uint8Array;
}

/**
 * The instruction that executes an action of a proposal; anyone may send it. `payload` is empty for an action that is on the
 * chain, and else what `payloadAt` gives.
 *
 * @throws RangeError when the token program of a mint is not known from the accounts.
 */
export const execution = (
  { mint, track, proposal }: Where & { proposal: Address },
  action: Action,
  payload: Uint8Array,
  accounts: readonly GivenAccount[],
): MadeInstruction => wasm.executeAction(mint, proposal, track, inward(action), payload, accounts) as MadeInstruction;
