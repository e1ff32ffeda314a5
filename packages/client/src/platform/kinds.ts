// What the accounts of the suite are, by the generated decoders: plain objects, so that a bundle keeps only those it reads.
import type { Address, FixedSizeDecoder, ReadonlyUint8Array } from '@solana/kit';
import * as attestations from '../generated/attestations/accounts/index.ts';
import { MAKERSTAKE_ATTESTATIONS_PROGRAM_ADDRESS as ATTESTATIONS } from '../generated/attestations/programs/index.ts';
import * as creators from '../generated/creators/accounts/index.ts';
import { MAKERSTAKE_CREATORS_PROGRAM_ADDRESS as CREATORS } from '../generated/creators/programs/index.ts';
import * as equity from '../generated/equity/accounts/index.ts';
import { MAKERSTAKE_EQUITY_PROGRAM_ADDRESS as EQUITY } from '../generated/equity/programs/index.ts';
import * as governance from '../generated/governance/accounts/index.ts';
import { MAKERSTAKE_GOVERNANCE_PROGRAM_ADDRESS as GOVERNANCE } from '../generated/governance/programs/index.ts';
import type { List } from '../node/lists.ts';

/** A type of account. */
export interface Kind<T extends { version: number }> {
  /** What it is, in a sentence. */
  name: string;
  program: Address;
  discriminator: ReadonlyUint8Array;
  decoder: () => FixedSizeDecoder<T>;
  /** Under which name a node lists them; none: it follows one. */
  list?: List;
}

/** The layout that this package reads: the version byte of every account. */
export const LAYOUT = 1;

export const CREATOR: Kind<creators.Creator> = {
  name: 'creator',
  program: CREATORS,
  discriminator: creators.CREATOR_DISCRIMINATOR,
  decoder: creators.getCreatorDecoder,
  list: 'creators',
};
export const HANDLE: Kind<creators.Handle> = {
  name: 'handle',
  program: CREATORS,
  discriminator: creators.HANDLE_DISCRIMINATOR,
  decoder: creators.getHandleDecoder,
  list: 'handles',
};
export const ATTESTATION: Kind<attestations.Attestation> = {
  name: 'attestation',
  program: ATTESTATIONS,
  discriminator: attestations.ATTESTATION_DISCRIMINATOR,
  decoder: attestations.getAttestationDecoder,
  list: 'works',
};
export const BATCH: Kind<attestations.Batch> = {
  name: 'batch',
  program: ATTESTATIONS,
  discriminator: attestations.BATCH_DISCRIMINATOR,
  decoder: attestations.getBatchDecoder,
  list: 'batches',
};
export const PERMISSION: Kind<attestations.AttestorPermission> = {
  name: 'permission of an attestor',
  program: ATTESTATIONS,
  discriminator: attestations.ATTESTOR_PERMISSION_DISCRIMINATOR,
  decoder: attestations.getAttestorPermissionDecoder,
  list: 'permissions',
};
export const POOL: Kind<equity.Pool> = {
  name: 'pool',
  program: EQUITY,
  discriminator: equity.POOL_DISCRIMINATOR,
  decoder: equity.getPoolDecoder,
};
export const POSITION: Kind<equity.Position> = {
  name: 'position',
  program: EQUITY,
  discriminator: equity.POSITION_DISCRIMINATOR,
  decoder: equity.getPositionDecoder,
  list: 'positions',
};
export const DISTRIBUTION: Kind<equity.Distribution> = {
  name: 'epoch',
  program: EQUITY,
  discriminator: equity.DISTRIBUTION_DISCRIMINATOR,
  decoder: equity.getDistributionDecoder,
  list: 'epochs',
};
export const PLATFORM: Kind<governance.Platform> = {
  name: 'platform',
  program: GOVERNANCE,
  discriminator: governance.PLATFORM_DISCRIMINATOR,
  decoder: governance.getPlatformDecoder,
};
export const PROPOSAL: Kind<governance.Proposal> = {
  name: 'proposal',
  program: GOVERNANCE,
  discriminator: governance.PROPOSAL_DISCRIMINATOR,
  decoder: governance.getProposalDecoder,
  list: 'proposals',
};
export const RULE: Kind<governance.Rule> = {
  name: 'rule',
  program: GOVERNANCE,
  discriminator: governance.RULE_DISCRIMINATOR,
  decoder: governance.getRuleDecoder,
  list: 'rules',
};
export const TRACK: Kind<governance.Track> = {
  name: 'track',
  program: GOVERNANCE,
  discriminator: governance.TRACK_DISCRIMINATOR,
  decoder: governance.getTrackDecoder,
  list: 'tracks',
};
export const VOTER: Kind<governance.Voter> = {
  name: 'voter',
  program: GOVERNANCE,
  discriminator: governance.VOTER_DISCRIMINATOR,
  decoder: governance.getVoterDecoder,
  list: 'voters',
};

const places = new Map<string, number>();

/**
 * Where an address stands in the accounts of a kind: the first byte that the generated decoder reads it from. Nothing of a
 * layout is written down here a second time.
 */
export function placeOf<T extends { version: number }>(kind: Kind<T>, field: keyof T & string): number {
  const known = places.get(`${kind.name}.${field}`);
  if (known !== undefined) return known;
  const decoder = kind.decoder();
  const none = JSON.stringify(decoder.decode(new Uint8Array(decoder.fixedSize))[field], plain);
  for (let at = 8; at < decoder.fixedSize; at += 1) {
    const bytes = new Uint8Array(decoder.fixedSize);
    bytes[at] = 1;
    if (JSON.stringify(decoder.decode(bytes)[field], plain) === none) continue;
    places.set(`${kind.name}.${field}`, at);
    return at;
  }
  throw new Error(`no field ${field} in a ${kind.name}`);
}

const plain = (_: string, value: unknown) => (typeof value === 'bigint' ? String(value) : value);
