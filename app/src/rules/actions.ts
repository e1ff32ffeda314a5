import type { Address } from '@solana/kit';
import type { TrackTerms } from './track.ts';

// Mirrors crates/domain/src/action.rs: what a proposal does.

export { decodeActions } from './actions-read.ts';
export { isSound } from './actions-sound.ts';
export { encodeActions } from './actions-write.ts';
export { KIND_NAMES, type Kind } from './kinds.ts';

/** A mint, or SOL. */
export type Asset = Address | undefined;
export interface BudgetTerms {
  perDay: bigint;
  cap: bigint;
  lasts: number;
}
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

export type Action =
  | { kind: 'transfer'; asset: Asset; to: Address; amount: bigint }
  | { kind: 'openBudget'; id: number; asset: Asset; recipient: Address; terms: BudgetTerms; reportEvery: number }
  | { kind: 'amendBudget' | 'reduceBudget'; id: number; terms: BudgetTerms }
  | { kind: 'revokeBudget'; id: number }
  | ({ kind: 'setRule' | 'widenRule' } & RuleTerms)
  | { kind: 'repealRule'; id: number; version: number; notice: number }
  | { kind: 'setTrack'; id: number; terms: TrackTerms }
  | { kind: 'setPlatform'; constitutionHash: Uint8Array; seatMinEarned: bigint; seatMinAge: number }
  | { kind: 'setGuardian'; guardian: Address; lasts: number }
  | { kind: 'setScorer'; scorer: Address }
  | { kind: 'resolveDistribution'; distribution: Address; outcome: number }
  | {
      kind: 'createGrant';
      holder: Address;
      id: number;
      total: bigint;
      start: bigint;
      cliff: bigint;
      end: bigint;
      isRevocable: boolean;
    }
  | { kind: 'revokeGrant'; grant: Address }
  | { kind: 'issueTreasury'; amount: bigint }
  | { kind: 'resolve'; textHash: Uint8Array }
  | { kind: 'upgrade'; program: Address; pin: Pin; buffer: Address; codeHash: Uint8Array; spill: Address }
  | { kind: 'invoke'; program: Address; pin: Pin; accounts: readonly CallAccount[]; data: Uint8Array };
