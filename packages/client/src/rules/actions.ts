import type { Address } from '@solana/kit';
import { wasm } from '../wasm.ts';
import { inward, outward, type Variant } from './border.ts';
import { type Kind, kindsOf } from './kinds.ts';
import type { TrackTerms } from './tracks.ts';

/** A mint, or SOL. */
export type Asset = Address | undefined;

/** What a budget is worth: base units or lamports, and seconds. */
export interface BudgetTerms {
  perDay: bigint;
  cap: bigint;
  lasts: number;
}

/** A version of a rule. Periods in seconds. */
export interface RuleTerms {
  id: number;
  domain: number;
  version: number;
  textHash: Uint8Array;
  notice: number;
  lasts: number;
  params: readonly { unit: number; value: bigint }[];
}

/** Which code a program must have when the action is executed. */
export type Pin = { is: 'immutable' } | { is: 'slot'; slot: bigint } | { is: 'code'; bytes: number; hash: Uint8Array };

/** An account that a call gives to the program. */
export interface CallAccount {
  key: Address;
  isWritable: boolean;
  isSigner: boolean;
}

/** What a proposal does. */
export type Action =
  | { kind: 'transfer'; asset: Asset; to: Address; amount: bigint }
  | { kind: 'openBudget'; id: number; asset: Asset; recipient: Address; terms: BudgetTerms; reportEvery: number }
  | { kind: 'amendBudget' | 'reduceBudget'; id: number; terms: BudgetTerms }
  | { kind: 'revokeBudget'; id: number }
  | ({ kind: 'setRule' | 'widenRule' } & RuleTerms)
  | { kind: 'repealRule'; id: number; version: number; notice: number }
  | { kind: 'setTrack'; id: number; terms: TrackTerms }
  | { kind: 'setConstitution'; constitutionHash: Uint8Array }
  | { kind: 'setGuardian'; guardian: Address; lasts: number }
  | { kind: 'setScorer'; scorer: Address }
  | { kind: 'resolveDistribution'; distribution: Address; root: Uint8Array; ruling: number }
  | {
      kind: 'createGrant';
      holder: Address;
      id: number;
      total: bigint;
      start: bigint;
      cliff: bigint;
      end: bigint;
      isRevocable: boolean;
      isTransferable: boolean;
    }
  | { kind: 'revokeGrant'; grant: Address }
  | { kind: 'issueTreasury'; amount: bigint }
  | { kind: 'resolve'; textHash: Uint8Array }
  | { kind: 'upgrade'; program: Address; pin: Pin; buffer: Address; codeHash: Uint8Array; spill: Address }
  | { kind: 'invoke'; program: Address; pin: Pin; accounts: readonly CallAccount[]; data: Uint8Array };

/**
 * Reads a list of actions as they lie in a proposal.
 *
 * @throws RangeError for bytes that are none.
 */
export const decodeActions = (bytes: Uint8Array): Action[] => (wasm.readActions(bytes) as Variant[]).map(outward);

/**
 * Writes actions as the program reads them.
 *
 * @throws RangeError for a field that its bytes cannot hold.
 */
export const encodeActions = (actions: readonly Action[]): Uint8Array => wasm.writeActions(actions.map(inward));

/** Whether an action can ever be executed, whatever happens until then: a proposal with one that cannot is refused. */
export const isSound = (action: Action): boolean => wasm.isSound(inward(action));

/** The digests of actions that are not on the chain: one for each with all that follow it, and zeros behind the last. */
export const links = (actions: readonly Action[]): Uint8Array[] => wasm.actionLinks(actions.map(inward));

/** What the execution of an action takes along: the digest of what follows, and the action. */
export const payloadAt = (actions: readonly Action[], at: number): Uint8Array =>
  wasm.actionPayload(actions.map(inward), at);

/** What a proposal commits to of actions that it does not carry: their digest, their kinds and how many there are. */
export const commitment = (actions: readonly Action[]) => ({
  link: links(actions)[0]!,
  kinds: kindsOf(actions.map(({ kind }): Kind => kind)),
  count: actions.length,
});

/** What a proposal by hash says of its actions. */
export interface Committed {
  payload: ArrayLike<number>;
  actions: number;
  cursor: number;
}

/**
 * Whether these are the actions that were voted on: as many, and those that are left hash to what the proposal holds. It
 * holds nothing of what is executed already, and nothing at all at the end.
 */
export function isVoted({ payload, actions: count, cursor }: Committed, actions: readonly Action[]): boolean {
  if (cursor >= count || actions.length !== count) return false;
  const link = links(actions)[cursor];
  return link !== undefined && link.length === payload.length && link.every((byte, at) => byte === payload[at]);
}
