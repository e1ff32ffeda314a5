import type { Address, Instruction, TransactionSigner } from '@solana/kit';
import type { Position } from '../generated/equity/accounts/index.ts';
import {
  getCastVoteInstruction,
  getCreateProposalInstruction,
  getFinalizeProposalInstruction,
  getOpenVoterInstruction,
} from '../generated/governance/instructions/index.ts';
import { type Action, encodeActions, isSound } from '../rules/actions.ts';
import { sha256 } from '../rules/hash.ts';
import { closesAt, delegateAt, type State, stateAt } from '../rules/proposals.ts';
import { at } from '../rules/shares.ts';
import { type Hash, hashBytes } from './bytes.ts';
import { type Found, type Raw, read } from './chain.ts';
import { NOBODY } from './creators.ts';
import type { Directory } from './directory.ts';
import { CHOICES, type Choice, numberOf } from './enums.ts';
import { badInput, MakerstakeError } from './fault.ts';
import { asCreator, type HolderInput } from './holders.ts';
import { POSITION, PROPOSAL, VOTER } from './kinds.ts';
import { type ProposalView, readProposal, type WholeProposal } from './proposal.ts';
import type { Landed, Payer, Sender } from './sender.ts';

/** A holder's part in a proposal. */
export interface Standing {
  /** Votes it casts: its own and those delegated to it, as they were when the proposal began. */
  votes: bigint;
  /** Who votes with its own unless it votes itself. */
  delegate: Address | undefined;
  /** What it said so far. */
  choice: Choice | undefined;
}

/** Proposals, and votes on them. */
export function proposalsOn(directory: Directory, sender: Sender) {
  const { chain, addresses, platform, pool } = directory;
  const whole = (raw: Raw) => (read(PROPOSAL, raw) ? readProposal(raw) : undefined);
  const at_ = async (address: Address): Promise<WholeProposal> => {
    const [raw] = await chain.raw([address]);
    const found = raw && whole(raw);
    if (!found) throw new MakerstakeError('noAccount', { what: 'proposal', address });
    return found;
  };

  const opened = async (payer: TransactionSigner, holder: Address): Promise<Instruction[]> => {
    const voter = await addresses.voter(holder);
    if (await chain.account(VOTER, voter)) return [];
    return [getOpenVoterInstruction({ payer, platform, holder, voter })];
  };

  const standing = async (proposal: Found<{ epoch: number; slot: number; number: number }>, holder: Address) => {
    const [position, voter] = await Promise.all([
      addresses.position(holder).then((address) => chain.account(POSITION, address)),
      addresses.voter(holder).then((address) => chain.account(VOTER, address)),
    ]);
    const isMine = voter !== undefined && voter.numbers[proposal.slot] === proposal.number;
    const choice = isMine ? CHOICES[voter.choices[proposal.slot] ?? 0] : undefined;
    return { position, ...weightOf(position, proposal.epoch), choice: choice === 'none' ? undefined : choice };
  };

  return {
    /** Proposals that are not closed, the newest first; with `states`, those only. */
    list: async (states?: readonly State[]): Promise<ProposalView[]> => {
      const [now, found] = await Promise.all([chain.now(), directory.raw(PROPOSAL, {}, { platform })]);
      return found
        .map(whole)
        .filter((proposal) => proposal !== undefined && proposal.fields.platform === platform)
        .map((proposal) => proposal!.at(now))
        .filter(({ state }) => states === undefined || states.includes(state))
        .sort((a, b) => b.number - a.number);
    },
    get: async (address: Address): Promise<ProposalView> => (await at_(address)).at(await chain.now()),
    /** The document that was voted on, if a node has it; its hash is checked. */
    document: async (address: Address) => directory.text(new Uint8Array((await at_(address)).fields.documentHash)),
    /** With how many votes a holder votes on a proposal, and what it said. */
    standing: async (proposal: Address, holder: Address): Promise<Standing> => {
      const { position: _, ...found } = await standing({ ...(await at_(proposal)).fields, address: proposal }, holder);
      return found;
    },
    /** Casts a ballot, or changes it. What it needs is opened with it. */
    vote: async (input: HolderInput & { proposal: Address; choice: Choice }): Promise<Landed & Standing> => {
      const { authority, holder, choice } = input;
      const proposal = await at_(input.proposal);
      const now = await chain.now();
      if (!['voting', 'coolOff'].includes(stateAt(proposal.fields, now)))
        throw badInput(
          `proposal: it is ${stateAt(proposal.fields, now)}, and closes or closed at ${closesAt(proposal.fields)}`,
        );
      const mine = await standing({ ...proposal.fields, address: input.proposal }, holder);
      if (!mine.position) throw badInput(`holder: ${holder} has no position, so no votes`);
      const position = mine.position.address;
      const build = async (payer: TransactionSigner) => {
        const delegateVoter = mine.delegate && (await addresses.voter(mine.delegate));
        return [
          ...(await opened(payer, holder)),
          ...(mine.delegate ? await opened(payer, mine.delegate) : []),
          getCastVoteInstruction({
            authority,
            ...asCreator(input),
            position,
            voter: await addresses.voter(holder),
            proposal: input.proposal,
            ...(delegateVoter ? { delegateVoter } : {}),
            number: proposal.fields.number,
            choice: numberOf(CHOICES, choice),
          }),
        ];
      };
      const landed = await sender.send(build, input.payer);
      return { ...landed, votes: mine.votes, delegate: mine.delegate, choice };
    },
    /** Proposes. The payer pays the bond of the track and the rent. */
    create: async (
      input: HolderInput & {
        track: number;
        title: string;
        uri: string;
        documentHash: Hash;
        actions: readonly Action[];
      },
    ): Promise<Landed & { proposal: Address }> => {
      const { authority, holder, track, title, uri } = input;
      const actions = encodeActions(input.actions);
      const bad = input.actions.findIndex((action) => !isSound(action));
      if (bad >= 0) throw badInput(`actions[${bad}]: it could never be executed`);
      const documentHash = hashBytes(input.documentHash, 'documentHash');
      const text = (each: string) => new TextEncoder().encode(each);
      // The same proposal has the same address, so that it is never made twice.
      const digest = sha256(Uint8Array.of(track), text(title), text('\0'), text(uri), documentHash, actions);
      const nonce = new DataView(digest.buffer, digest.byteOffset).getUint32(0, true);
      const proposal = await addresses.proposal(holder, nonce);
      const build = async (payer: TransactionSigner) => [
        getCreateProposalInstruction({
          payer,
          authority,
          ...asCreator(input),
          pool,
          position: await addresses.position(holder),
          platform,
          track: await addresses.track(track),
          proposal,
          nonce,
          title,
          uri,
          actions,
          documentHash,
          byHash: null,
        }),
      ];
      return { ...(await sender.send(build, input.payer)), proposal };
    },
    /** Decides a proposal whose vote is over; anybody may. */
    finalize: (input: { proposal: Address; payer: Payer }) =>
      sender.send(async () => [getFinalizeProposalInstruction({ platform, proposal: input.proposal })], input.payer),
  };
}

/** A position's votes in a snapshot epoch, and who votes with its own shares. */
function weightOf(position: Found<Position> | undefined, epoch: number): Omit<Standing, 'choice'> {
  if (!position) return { votes: 0n, delegate: undefined };
  const own = at(position.epoch, position.own, epoch) ?? 0n;
  const received = at(position.epoch, position.received, epoch) ?? 0n;
  const delegate = delegateAt(position, epoch) as Address;
  return { votes: own + received, delegate: delegate === NOBODY || own === 0n ? undefined : delegate };
}
