import type { Address, TransactionSigner } from '@solana/kit';
import type { Attestation } from '../generated/attestations/accounts/index.ts';
import {
  getAttestBatchInstruction,
  getAttestInstruction,
  getPromoteInstruction,
  getReviseInstruction,
  getRevokeInstruction,
} from '../generated/attestations/instructions/index.ts';
import { Sha256 } from '../rules/hash.ts';
import { MerkleTree, workLeaf } from '../rules/merkle.ts';
import { type Hash, hashBytes, hex, isZero } from './bytes.ts';
import type { Found } from './chain.ts';
import { NOBODY } from './creators.ts';
import type { Directory } from './directory.ts';
import { nameOf, numberOf, WORK_KINDS, type WorkKind } from './enums.ts';
import { badInput } from './fault.ts';
import { ATTESTATION, placeOf } from './kinds.ts';
import type { Landed, Payer, Sender } from './sender.ts';

/** A statement that somebody made these bytes. */
export interface WorkView {
  address: Address;
  creator: Address;
  /** Who stated it for the creator; nobody: the creator itself. */
  attestor: Address | undefined;
  content: string;
  metadata: string | undefined;
  kind: WorkKind | 'unknown';
  /** Unix seconds, and the slot, which wins an argument. */
  time: number;
  slot: bigint;
  /** The statement that this one replaces. */
  parent: Address | undefined;
  isRevoked: boolean;
  /** Whether a newer version replaced it. */
  isRevised: boolean;
}

/** Who states it: the creator's authority; or its attestor's, which names the creator that attests and its permission. */
export interface Attesting {
  authority: TransactionSigner;
  creator: Address;
  attestor?: { creator: Address; number?: number };
  payer: Payer;
}

/** A work, by hashes. */
export interface WorkInput {
  content: Hash;
  /** SHA-256 of the metadata document in canonical form. */
  metadata?: Hash;
  kind?: Exclude<WorkKind, 'registration'>;
}

/** A work of a batch: everything that its proof needs, to be kept until it is promoted. */
export interface BatchedWork extends Required<WorkInput> {
  creator: Address;
  nonce: string;
  proof: string[];
}

const NONE = new Uint8Array(32);
const view = (work: Found<Attestation>): WorkView => ({
  address: work.address,
  creator: work.creator,
  attestor: work.attestor === NOBODY ? undefined : work.attestor,
  content: hex(work.content),
  metadata: isZero(work.metadata) ? undefined : hex(work.metadata),
  kind: nameOf(WORK_KINDS, work.kind),
  time: Number(work.time),
  slot: work.slot,
  parent: work.parent === NOBODY ? undefined : work.parent,
  isRevoked: work.revokedSlot !== 0n,
  isRevised: work.isRevised !== 0,
});

/** The SHA-256 of bytes, a file, or a stream, in hexadecimal, without holding it all. */
export async function contentHash(content: Uint8Array | Blob | ReadableStream<Uint8Array>): Promise<string> {
  const hash = new Sha256();
  if (content instanceof Uint8Array) hash.update(content);
  else {
    const reader = (content instanceof Blob ? content.stream() : content).getReader();
    for (let piece = await reader.read(); !piece.done; piece = await reader.read()) hash.update(piece.value);
  }
  return hex(hash.digest());
}

/** Works: stating who made them, singly or by the night, and finding out who did. */
export function worksOn(directory: Directory, sender: Sender) {
  const { chain, addresses } = directory;
  const acting = async ({ attestor, creator }: Attesting) =>
    attestor && {
      attestor: attestor.creator,
      permission: await addresses.permission(creator, attestor.creator, attestor.number ?? 0),
    };
  const metadataOf = (input: WorkInput) => (input.metadata ? hashBytes(input.metadata, 'metadata') : NONE);

  return {
    get: async (address: Address) => {
      const found = await chain.account(ATTESTATION, address);
      return found && view(found);
    },
    /** What a creator stated, the newest first. */
    of: async (creator: Address) => {
      const found = (await directory.list(ATTESTATION, { creator })).filter((work) => work.creator === creator);
      return found.map(view).sort((a, b) => Number(b.slot - a.slot));
    },
    /** What this creator says about these bytes: one account, so no list is needed. */
    by: async (creator: Address, content: Hash) => {
      const found = await chain.account(ATTESTATION, await addresses.attestation(creator, content));
      return found && view(found);
    },
    /** Everybody's statements about these bytes, the earliest first: that one wins an argument. Asks the endpoint, all platforms. */
    verify: async (content: Hash | Blob | ReadableStream<Uint8Array>) => {
      const isHash = typeof content === 'string' || content instanceof Uint8Array;
      const bytes = hashBytes(isHash ? content : await contentHash(content));
      const filters = [{ offset: placeOf(ATTESTATION, 'content'), bytes }];
      const found = await chain.accounts(
        ATTESTATION,
        (await chain.list(ATTESTATION, filters)).map(({ address }) => address),
      );
      return found
        .filter((work) => work !== undefined)
        .map(view)
        .sort((a, b) => Number(a.slot - b.slot));
    },
    /** States a work. */
    attest: async (input: Attesting & WorkInput): Promise<Landed & { work: Address }> => {
      const { authority, creator, kind = 'work' } = input;
      const content = hashBytes(input.content, 'content');
      const attestation = await addresses.attestation(creator, content);
      const build = async (payer: TransactionSigner) => [
        getAttestInstruction({
          payer,
          authority,
          creator,
          ...(await acting(input)),
          attestation,
          content,
          metadata: metadataOf(input),
          kind: numberOf(WORK_KINDS, kind),
        }),
      ];
      return { ...(await sender.send(build, input.payer)), work: attestation };
    },
    /** States a new version in place of the newest one. */
    revise: async (
      input: Attesting & Omit<WorkInput, 'kind'> & { parent: Address },
    ): Promise<Landed & { work: Address }> => {
      const { authority, creator, parent } = input;
      const content = hashBytes(input.content, 'content');
      const attestation = await addresses.attestation(creator, content);
      const build = async (payer: TransactionSigner) => [
        getReviseInstruction({
          payer,
          authority,
          creator,
          ...(await acting(input)),
          parent,
          attestation,
          content,
          metadata: metadataOf(input),
        }),
      ];
      return { ...(await sender.send(build, input.payer)), work: attestation };
    },
    /** Takes a statement back. */
    revoke: (input: { authority: TransactionSigner; creator: Address; work: Address; payer: Payer }) =>
      sender.send(async () => {
        const { authority, creator, work } = input;
        return [getRevokeInstruction({ authority, creator, attestation: work })];
      }, input.payer),
    /**
     * States any number of works in one account, such as all of a night: the author is the creator that signs. Keep what it
     * returns: the chain has only its root.
     */
    attestBatch: async (input: {
      authority: TransactionSigner;
      author: Address;
      works: readonly (WorkInput & { creator: Address })[];
      /** SHA-256 of the published list, so that others can check it. */
      dataHash: Hash;
      payer: Payer;
    }): Promise<Landed & { batch: Address; works: BatchedWork[] }> => {
      const { authority, author, works, payer } = input;
      if (works.length === 0) throw badInput('works: none');
      const leaves = works.map((work) => ({
        author,
        creator: work.creator,
        content: hashBytes(work.content, 'content'),
        metadata: metadataOf(work),
        parent: NONE,
        kind: numberOf(WORK_KINDS, work.kind ?? 'work'),
        nonce: crypto.getRandomValues(new Uint8Array(16)),
      }));
      const tree = new MerkleTree(leaves.map(workLeaf));
      const batch = await addresses.batch(author, tree.root);
      const landed = await sender.send(
        async (signer) => [
          getAttestBatchInstruction({
            payer: signer,
            authority,
            author,
            batch,
            root: tree.root,
            dataHash: hashBytes(input.dataHash, 'dataHash'),
            leaves: leaves.length,
          }),
        ],
        payer,
      );
      const kept = leaves.map(
        (leaf, at): BatchedWork => ({
          creator: leaf.creator,
          content: hex(leaf.content),
          metadata: hex(leaf.metadata),
          kind: works[at]!.kind ?? 'work',
          nonce: hex(leaf.nonce),
          proof: tree.proof(at).map(hex),
        }),
      );
      return { ...landed, batch, works: kept };
    },
    /** Gives a work of a batch an account of its own, dated back to the batch. Anybody may, where the attestor was permitted. */
    promote: async (input: {
      batch: Address;
      author: Address;
      work: BatchedWork;
      /** Which permission the author had; left out for a work of its own. */
      permission?: number;
      payer: Payer;
    }): Promise<Landed & { work: Address }> => {
      const { batch, author, work, payer } = input;
      const attestation = await addresses.attestation(work.creator, work.content);
      const permission =
        work.creator === author ? undefined : await addresses.permission(work.creator, author, input.permission ?? 0);
      const build = async (signer: TransactionSigner) => [
        getPromoteInstruction({
          payer: signer,
          creator: work.creator,
          batch,
          ...(permission ? { permission } : {}),
          attestation,
          content: hashBytes(work.content),
          metadata: hashBytes(work.metadata),
          kind: numberOf(WORK_KINDS, work.kind),
          nonce: hashBytes(work.nonce.padEnd(64, '0')).subarray(0, 16),
          proof: work.proof.map((sibling) => hashBytes(sibling)),
        }),
      ];
      return { ...(await sender.send(build, payer)), work: attestation };
    },
  };
}
