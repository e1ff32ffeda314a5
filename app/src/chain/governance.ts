import { type Action, decodeActions, type House } from '@makerstake/client';
import {
  BUDGET_DISCRIMINATOR,
  type Budget,
  findVoterPda,
  getBudgetDecoder,
  getProposalDecoder,
  getRuleDecoder,
  getTrackDecoder,
  getVoterDecoder,
  type Platform,
  MAKERSTAKE_GOVERNANCE_PROGRAM_ADDRESS as PROGRAM,
  PROPOSAL_DISCRIMINATOR,
  type Proposal,
  RULE_DISCRIMINATOR,
  type Rule,
  TRACK_DISCRIMINATOR,
  type Track,
  type Voter,
} from '@makerstake/client/governance';
import { type Address, getAddressEncoder, getProgramDerivedAddress, getUtf8Encoder } from '@solana/kit';
import { type UseQueryResult, useQuery } from '@tanstack/react-query';
import { useSettings } from '../settings/settings.ts';
import { type Found, findAll, findOne } from './accounts.ts';
import { useHolder } from './equity.ts';
import { useShown } from './platform.ts';
import { type Client, COMMITMENT, clientOf } from './rpc.ts';
import { visible } from './text.ts';

export type { Budget, Platform, Rule, Track, Voter };

/** A proposal with what is written behind its fields. */
export type FullProposal = Found<Proposal> & { title: string; uri: string; body: readonly Action[] | undefined };

const head = getProposalDecoder();
/** The fields, the discriminator included, and the u32 that counts the pieces behind them. */
const TAIL = head.fixedSize + 4;

/** Reads a proposal and its tail: title, document address, actions. Actions that make no sense are left out, and said. */
export function readProposal(data: Uint8Array, address: Address): FullProposal {
  const fields = head.decode(data);
  const text = (from: number, length: number) => visible(new TextDecoder().decode(data.subarray(from, from + length)));
  const uriAt = TAIL + fields.titleBytes;
  const actionsAt = uriAt + fields.uriBytes;
  let body: Action[] | undefined;
  if (fields.isByHash === 0) {
    try {
      body = decodeActions(data.slice(actionsAt, actionsAt + fields.actionBytes));
    } catch {
      body = undefined;
    }
  }
  return { ...fields, address, title: text(TAIL, fields.titleBytes), uri: text(uriAt, fields.uriBytes), body };
}

/** One house's count: 0 the shares, 1 those that were earned. */
export const house = (proposal: Proposal, which: 0 | 1): House => ({
  yes: proposal.yes[which] ?? 0n,
  no: proposal.no[which] ?? 0n,
  abstain: proposal.abstain[which] ?? 0n,
  eligible: proposal.eligible[which] ?? 0n,
  quorum: proposal.quorum[which] ?? 0n,
  veto: proposal.veto[which] ?? 0n,
  approvalBps: proposal.approvalBps[which] ?? 0,
});

/** The platform that is shown; null when there is none. */
export function usePlatform() {
  const query = useShown();
  return { ...query, data: query.data?.platform } as UseQueryResult<Found<Platform> | null>;
}

const inPlatform = (platform: Address | undefined) => (platform ? [{ offset: 8, bytes: platform }] : []);

function useAllOf<T extends object>(
  name: string,
  platform: Address | undefined,
  find: (client: Client, signal: AbortSignal) => Promise<T>,
) {
  const { rpcUrl } = useSettings();
  return useQuery({
    queryKey: [rpcUrl, name, platform],
    enabled: platform !== undefined,
    queryFn: ({ signal }) => find(clientOf(rpcUrl), signal),
    refetchInterval: 20_000,
  });
}

/** The tracks, by id. */
export const useTracks = (platform: Address | undefined) =>
  useAllOf('tracks', platform, async (client, signal) => {
    const all = await findAll(client, PROGRAM, TRACK_DISCRIMINATOR, getTrackDecoder(), inPlatform(platform), signal);
    return all.sort((a, b) => a.id - b.id);
  });

/** The budgets, by id. */
export const useBudgets = (platform: Address | undefined) =>
  useAllOf('budgets', platform, async (client, signal) => {
    const all = await findAll(client, PROGRAM, BUDGET_DISCRIMINATOR, getBudgetDecoder(), inPlatform(platform), signal);
    return all.sort((a, b) => a.id - b.id);
  });

/** The rules, by id. */
export const useRules = (platform: Address | undefined) =>
  useAllOf('rules', platform, async (client, signal) => {
    const all = await findAll(client, PROGRAM, RULE_DISCRIMINATOR, getRuleDecoder(), inPlatform(platform), signal);
    return all.sort((a, b) => a.id - b.id);
  });

/** The proposals, newest first. */
export const useProposals = (platform: Address | undefined) =>
  useAllOf('proposals', platform, async (client, signal) => {
    // Two steps, because the tail has no fixed length: the decoder reads the fields, and readProposal the rest.
    const raw = await findAll(client, PROGRAM, PROPOSAL_DISCRIMINATOR, wholeAccount, inPlatform(platform), signal);
    return raw.map(({ data, address }) => readProposal(data, address)).sort((a, b) => b.number - a.number);
  });

const wholeAccount = {
  decode: (bytes: ArrayLike<number>) => ({ data: Uint8Array.from(bytes) }),
  read: (bytes: ArrayLike<number>) =>
    [{ data: Uint8Array.from(bytes) }, bytes.length] as [{ data: Uint8Array }, number],
} as unknown as import('@solana/kit').Decoder<{ data: Uint8Array }>;

/** The voter account of a holder; null when it has none. */
export function useVoter(platform: Address | undefined, holder: Address | undefined) {
  const { rpcUrl } = useSettings();
  return useQuery({
    queryKey: [rpcUrl, 'voter', platform, holder],
    enabled: platform !== undefined && holder !== undefined,
    queryFn: async ({ signal }) => (platform && holder ? voterOf(clientOf(rpcUrl), platform, holder, signal) : null),
    refetchInterval: 20_000,
  });
}

/** My voter account; null when I have none. */
export const useMyVoter = (platform: Address | undefined) => useVoter(platform, useHolder().holder);

/** A holder's voter account; null when it has none. */
export async function voterOf(
  client: Client,
  platform: Address,
  holder: Address,
  signal?: AbortSignal,
): Promise<Found<Voter> | null> {
  const [at] = await findVoterPda({ platform, holder });
  return (await findOne(client, at, PROGRAM, getVoterDecoder(), signal)) ?? null;
}

/** What a voter said about a proposal: 1 yes, 2 no, 3 abstain, 0 nothing. */
export function ballotOf(voter: Voter | null | undefined, proposal: Pick<Proposal, 'slot' | 'number'>): number {
  if (!voter || voter.numbers[proposal.slot] !== proposal.number) return 0;
  return voter.choices[proposal.slot] ?? 0;
}

/** The address of a proposal. */
export async function proposalAddress(platform: Address, proposer: Address, nonce: number): Promise<Address> {
  const number = new Uint8Array(4);
  new DataView(number.buffer).setUint32(0, nonce, true);
  const encoder = getAddressEncoder();
  const [at] = await getProgramDerivedAddress({
    programAddress: PROGRAM,
    seeds: [getUtf8Encoder().encode('proposal'), encoder.encode(platform), encoder.encode(proposer), number],
  });
  return at;
}

/** Lamports of an address. */
export function useLamports(of: Address | undefined) {
  const { rpcUrl } = useSettings();
  return useQuery({
    queryKey: [rpcUrl, 'lamports', of],
    enabled: of !== undefined,
    queryFn: async ({ signal }) => {
      if (!of) return 0n;
      const { value } = await clientOf(rpcUrl).getBalance(of, { commitment: COMMITMENT }).send({ abortSignal: signal });
      return BigInt(value);
    },
    refetchInterval: 20_000,
  });
}
