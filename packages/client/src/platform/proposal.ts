import type { Address } from '@solana/kit';
import { getProposalDecoder, type Proposal } from '../generated/governance/accounts/index.ts';
import { type Action, decodeActions } from '../rules/actions.ts';
import {
  closesAt,
  executableFrom,
  executableUntil,
  type House,
  passes,
  type State,
  stateAt,
} from '../rules/proposals.ts';
import { hex } from './bytes.ts';
import type { Raw } from './chain.ts';

/** A house's count, and whether it lets the proposal pass as it stands. */
export interface HouseView extends House {
  passes: boolean;
}

/** What owners decide about. */
export interface ProposalView {
  address: Address;
  number: number;
  track: number;
  title: string;
  uri: string;
  /** SHA-256 of the document. */
  documentHash: string;
  proposer: Address;
  state: State;
  /** What it does; undefined where it only carries their digest, and for actions that this package does not know. */
  actions: readonly Action[] | undefined;
  /** Owners by their shares, and makers by those that they earned. */
  houses: { owners: HouseView; makers: HouseView };
  /** Unix seconds. */
  votingFrom: number;
  closesAt: number;
  executableFrom: number;
  executableUntil: number;
}

/** A proposal with its tail, which becomes a view at a time. */
export interface WholeProposal {
  fields: Proposal;
  at: (now: number) => ProposalView;
}

// Two joiners that some scripts and emoji need; every other character without a shape of its own is shown as such.
const HIDDEN = /(?![\u200c\u200d])[\p{Cc}\p{Cf}\p{Zl}\p{Zp}\p{Co}\p{Cn}\p{Cs}]/gu;

/** Somebody else's text as a person must see it: nothing that hides, or that turns the direction of what stands around it. */
export const visible = (text: string): string => text.replace(HIDDEN, '\ufffd');

/** Reads a proposal, and behind its fields its title, the address of its document, and its actions. */
export function readProposal({ address, data }: Raw): WholeProposal {
  const decoder = getProposalDecoder();
  const fields = decoder.decode(data);
  // A u32 counts the pieces behind the fields.
  const tail = data.subarray(decoder.fixedSize + 4);
  const { titleBytes, uriBytes, actionBytes } = fields;
  const text = (from: number, length: number) => visible(new TextDecoder().decode(tail.subarray(from, from + length)));
  const actions = actionsOf(fields, tail.slice(titleBytes + uriBytes, titleBytes + uriBytes + actionBytes));
  return {
    fields,
    at: (now) => ({
      address,
      number: fields.number,
      track: fields.track,
      title: text(0, titleBytes),
      uri: text(titleBytes, uriBytes),
      documentHash: hex(fields.documentHash),
      proposer: fields.proposer,
      state: stateAt(fields, now),
      actions,
      houses: { owners: house(fields, 0), makers: house(fields, 1) },
      votingFrom: Number(fields.votingFrom),
      closesAt: closesAt(fields),
      executableFrom: executableFrom(fields),
      executableUntil: executableUntil(fields),
    }),
  };
}

function actionsOf(fields: Proposal, bytes: Uint8Array): Action[] | undefined {
  if (fields.isByHash !== 0) return undefined;
  try {
    return decodeActions(bytes);
  } catch (error) {
    if (error instanceof RangeError) return undefined;
    throw error;
  }
}

function house(fields: Proposal, which: 0 | 1): HouseView {
  const count = {
    yes: fields.yes[which] ?? 0n,
    no: fields.no[which] ?? 0n,
    abstain: fields.abstain[which] ?? 0n,
    eligible: fields.eligible[which] ?? 0n,
    quorum: fields.quorum[which] ?? 0n,
    veto: fields.veto[which] ?? 0n,
    approvalBps: fields.approvalBps[which] ?? 0,
  };
  return { ...count, passes: passes(count) };
}
