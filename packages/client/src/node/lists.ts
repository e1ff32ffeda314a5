/** The lists of a node, each with the type of its accounts. */
import type { Decoder } from '@solana/kit';
import * as attestations from '../generated/attestations/index.ts';
import * as creators from '../generated/creators/index.ts';
import * as equity from '../generated/equity/index.ts';
import * as governance from '../generated/governance/index.ts';

/** What each list is a list of. */
export interface Lists {
  creators: creators.Creator;
  handles: creators.Handle;
  permissions: attestations.AttestorPermission;
  works: attestations.Attestation;
  batches: attestations.Batch;
  endorsements: attestations.Endorsement;
  positions: equity.Position;
  grants: equity.Grant;
  epochs: equity.Distribution;
  proposals: governance.Proposal;
  voters: governance.Voter;
  tracks: governance.Track;
  rules: governance.Rule;
  budgets: governance.Budget;
}

/** The name of a list. */
export type List = keyof Lists;

/** What a question about a list may say. Amounts and numbers are given as they are. */
export interface Question {
  limit?: number;
  cursor?: string;
  order?: 'asc' | 'desc';
  sort?: string;
  /** Closed ones only, or open ones only. */
  closed?: boolean;
  /** The list's own filters. */
  where?: Readonly<Record<string, string | number>>;
}

type Fixed<T> = Decoder<T> & { fixedSize: number };

/** The decoder of each list's accounts; made when it is asked for, so that a bundler can leave out the rest. */
export const DECODERS: { readonly [L in List]: () => Fixed<Lists[L]> } = {
  creators: () => creators.getCreatorDecoder(),
  handles: () => creators.getHandleDecoder(),
  permissions: () => attestations.getAttestorPermissionDecoder(),
  works: () => attestations.getAttestationDecoder(),
  batches: () => attestations.getBatchDecoder(),
  endorsements: () => attestations.getEndorsementDecoder(),
  positions: () => equity.getPositionDecoder(),
  grants: () => equity.getGrantDecoder(),
  epochs: () => equity.getDistributionDecoder(),
  proposals: () => governance.getProposalDecoder(),
  voters: () => governance.getVoterDecoder(),
  tracks: () => governance.getTrackDecoder(),
  rules: () => governance.getRuleDecoder(),
  budgets: () => governance.getBudgetDecoder(),
};
