import type { Address, Instruction, TransactionSigner } from '@solana/kit';
import {
  getRevokeAttestorInstruction,
  getSetAttestorInstruction,
} from '../generated/attestations/instructions/index.ts';
import type { Creator } from '../generated/creators/accounts/index.ts';
import {
  getClaimHandleInstruction,
  getRegisterInstruction,
  getUpdateProfileInstruction,
} from '../generated/creators/instructions/index.ts';
import { getOpenPositionInstruction } from '../generated/equity/instructions/index.ts';
import { getOpenVoterInstruction } from '../generated/governance/instructions/index.ts';
import { handleOf, isProfileUri, padHandle } from '../rules/texts.ts';
import { type Hash, hashBytes, hex, isZero } from './bytes.ts';
import type { Found } from './chain.ts';
import type { Directory } from './directory.ts';
import { SCOPES, type Scope } from './enums.ts';
import { badInput } from './fault.ts';
import { CREATOR, HANDLE, PERMISSION } from './kinds.ts';
import type { Landed, Payer, Sender } from './sender.ts';

/** Stands for "no key" in every account. */
export const NOBODY = '11111111111111111111111111111111' as Address;

/** Who makes works: an identity that belongs to its keys. */
export interface CreatorView {
  address: Address;
  /** Whoever signs for it now. */
  authority: Address;
  recovery: Address | undefined;
  handle: string | undefined;
  /** SHA-256 of its profile document. */
  profileHash: string | undefined;
  /** Unix seconds. */
  createdAt: number;
}

/** Which attestor, for what, until when (unix seconds). `number` is one that was not used for it before. */
export interface AttestorTerms {
  attestor: Address;
  scope?: readonly Scope[];
  until: number;
  number?: number;
}

/** What a new creator starts with. */
export interface RegisterInput {
  /** Becomes the first authority; its address is never used for another creator. */
  genesisKey: TransactionSigner;
  handle?: string;
  recovery?: Address;
  /** Who attests what it uploads: the platform's creator account, usually. */
  attestor?: AttestorTerms;
  /** Whether its position and its voter's account are opened too, so that it can be paid and can vote. */
  opens?: boolean;
}

const view = (creator: Found<Creator>): CreatorView => ({
  address: creator.address,
  authority: creator.authority,
  recovery: creator.recovery === NOBODY ? undefined : creator.recovery,
  handle: handleOf(creator.handle),
  profileHash: isZero(creator.profileHash) ? undefined : hex(creator.profileHash),
  createdAt: Number(creator.createdAt),
});

/** Creators: reading, registering, and who attests for them. */
export function creatorsOn(directory: Directory, sender: Sender) {
  const { chain, addresses } = directory;
  const at = async (address: Address) => {
    const found = await chain.account(CREATOR, address);
    return found && view(found);
  };

  const permit = async (
    payer: TransactionSigner,
    authority: TransactionSigner,
    creator: Address,
    terms: AttestorTerms,
  ): Promise<Instruction> => {
    const { attestor, until, number = 0, scope = ['attest', 'revise', 'batches'] } = terms;
    return getSetAttestorInstruction({
      payer,
      authority,
      creator,
      attestor,
      permission: await addresses.permission(creator, attestor, number),
      number,
      scope: scope.reduce((bits, each) => bits | SCOPES[each], 0),
      from: 0n,
      until: BigInt(Math.floor(until)),
    });
  };

  const registering = async (payer: TransactionSigner, input: RegisterInput): Promise<Instruction[]> => {
    const { genesisKey, handle, recovery = NOBODY, attestor, opens = true } = input;
    const creator = await addresses.creator(genesisKey.address);
    const open = opens
      ? [
          getOpenPositionInstruction({
            payer,
            pool: directory.pool,
            holder: creator,
            position: await addresses.position(creator),
          }),
          getOpenVoterInstruction({
            payer,
            platform: directory.platform,
            holder: creator,
            voter: await addresses.voter(creator),
          }),
        ]
      : [];
    return [
      getRegisterInstruction({
        payer,
        genesisKey,
        creator,
        ...(handle === undefined ? {} : { handle: await addresses.handle(handle) }),
        name: handle === undefined ? new Uint8Array(32) : padHandle(handle),
        recovery,
      }),
      ...(attestor ? [await permit(payer, genesisKey, creator, attestor)] : []),
      ...open,
    ];
  };

  return {
    /** A creator by its address; undefined when there is none. */
    get: at,
    /** A creator by its handle. */
    byHandle: async (handle: string) => {
      const held = await chain.account(HANDLE, await addresses.handle(handle));
      return held && held.releasedAt === 0n ? at(held.creator) : undefined;
    },
    /** The creators that a key is the authority of, the oldest first. */
    of: async (authority: Address) => {
      // A node lists what is final: who registered with this key a moment ago is looked for by its address.
      const own = await chain.account(CREATOR, await addresses.creator(authority));
      const listed = await directory.list(CREATOR, { authority });
      const others = listed.filter(({ address }) => address !== own?.address);
      const found = [...(own ? [own] : []), ...others].filter((one) => one.authority === authority);
      return found.map(view).sort((a, b) => a.createdAt - b.createdAt);
    },
    /** Registers a creator, in one transaction with all that it starts with. */
    register: async (input: RegisterInput & { payer: Payer }): Promise<Landed & { creator: Address }> => {
      const landed = await sender.send((payer) => registering(payer, input), input.payer);
      return { ...landed, creator: await addresses.creator(input.genesisKey.address) };
    },
    /** Takes a handle that is free. */
    claimHandle: (input: { authority: TransactionSigner; creator: Address; handle: string; payer: Payer }) =>
      sender.send(async (payer) => {
        const { authority, creator, handle } = input;
        const account = await addresses.handle(handle);
        return [getClaimHandleInstruction({ payer, authority, creator, handle: account, name: padHandle(handle) })];
      }, input.payer),
    /** Writes where the profile is, and its hash. */
    setProfile: (input: { authority: TransactionSigner; creator: Address; uri: string; hash: Hash; payer: Payer }) =>
      sender.send(async () => {
        const { authority, creator, uri, hash } = input;
        if (!isProfileUri(uri)) throw badInput(`uri: not an address that the program takes: "${uri}"`);
        return [getUpdateProfileInstruction({ authority, creator, uri, hash: hashBytes(hash) })];
      }, input.payer),
    /** Lets another creator, such as the platform's, attest for this one. */
    setAttestor: (input: AttestorTerms & { authority: TransactionSigner; creator: Address; payer: Payer }) =>
      sender.send(async (payer) => [await permit(payer, input.authority, input.creator, input)], input.payer),
    /** Permits it no longer; either side may say so. */
    revokeAttestor: (input: { signer: TransactionSigner; creator: Address; permission: Address; payer: Payer }) =>
      sender.send(async () => {
        const { signer, creator, permission } = input;
        return [getRevokeAttestorInstruction({ signer, creator, permission })];
      }, input.payer),
    /** What lets others attest for a creator: who, for what, until when. */
    attestors: async (creator: Address) => {
      const found = await directory.list(PERMISSION, { creator });
      return found.map(({ address, attestor, number, scope, until, revokedSlot }) => ({
        address,
        attestor,
        number,
        scope: (Object.keys(SCOPES) as Scope[]).filter((each) => scope & SCOPES[each]),
        until: Number(until),
        isRevoked: revokedSlot !== 0n,
      }));
    },
  };
}
