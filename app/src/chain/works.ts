import {
  ATTESTATION_DISCRIMINATOR,
  type Attestation,
  BATCH_DISCRIMINATOR,
  type Batch,
  ENDORSEMENT_DISCRIMINATOR,
  type Endorsement,
  getAttestationDecoder,
  getBatchDecoder,
  getEndorsementDecoder,
  MAKERSTAKE_ATTESTATIONS_PROGRAM_ADDRESS as PROGRAM,
} from '@makerstake/client/attestations';
import type { Address } from '@solana/kit';
import { useQuery } from '@tanstack/react-query';
import { useSettings } from '../settings/settings.ts';
import { type Found, findAll, findOne } from './accounts.ts';
import { type Client, clientOf } from './rpc.ts';

export type { Attestation, Batch, Endorsement };

/** Where things stand in an attestation's account, after the discriminator. */
const CREATOR = 8;
const CONTENT = 40;

const decoder = getAttestationDecoder();
const bySlot = <T extends { slot: bigint }>(a: T, b: T) => Number(a.slot - b.slot);

/** Everybody's attestations of the same bytes, the earliest first: that one wins an argument. */
export async function attestationsOf(
  client: Client,
  content: Uint8Array,
  signal?: AbortSignal,
): Promise<Found<Attestation>[]> {
  const found = await findAll(
    client,
    PROGRAM,
    ATTESTATION_DISCRIMINATOR,
    decoder,
    [{ offset: CONTENT, bytes: content }],
    signal,
  );
  return found.sort(bySlot);
}

/** One attestation by its address. */
export const attestationAt = (client: Client, at: Address, signal?: AbortSignal) =>
  findOne(client, at, PROGRAM, decoder, signal);

/** What a creator attested, newest first; without one, what anybody did. */
export function useAttestations(creator?: Address) {
  const { rpcUrl } = useSettings();
  return useQuery({
    queryKey: [rpcUrl, 'attestations', creator],
    queryFn: async ({ signal }) => {
      const filters = creator ? [{ offset: CREATOR, bytes: creator }] : [];
      const found = await findAll(clientOf(rpcUrl), PROGRAM, ATTESTATION_DISCRIMINATOR, decoder, filters, signal);
      return found.sort(bySlot).reverse();
    },
    staleTime: 15_000,
  });
}

/** Every batch, newest first. */
export function useBatches() {
  const { rpcUrl } = useSettings();
  return useQuery({
    queryKey: [rpcUrl, 'batches'],
    queryFn: async ({ signal }) => {
      const found = await findAll(clientOf(rpcUrl), PROGRAM, BATCH_DISCRIMINATOR, getBatchDecoder(), [], signal);
      return found.sort(bySlot).reverse();
    },
    staleTime: 15_000,
  });
}

/** Who vouches for an attestation. */
export function useEndorsements(attestation: Address) {
  const { rpcUrl } = useSettings();
  return useQuery({
    queryKey: [rpcUrl, 'endorsements', attestation],
    queryFn: async ({ signal }) => {
      const found = await findAll(
        clientOf(rpcUrl),
        PROGRAM,
        ENDORSEMENT_DISCRIMINATOR,
        getEndorsementDecoder(),
        [{ offset: 8, bytes: attestation }],
        signal,
      );
      return found.sort(bySlot);
    },
    staleTime: 15_000,
  });
}
