import { decodeActions } from '@makerstake/client';
import { type Item, type Lists, type NodeClient, stepsOf } from '@makerstake/client/node';
import { address } from '@solana/kit';
import { useInfiniteQuery } from '@tanstack/react-query';
import { fromHex } from './bytes.ts';
import type { FullProposal } from './governance.ts';
import { learn, useAnswer, useNode } from './node.ts';
import { visible } from './text.ts';

/** A proposal in a list: whole, or what history alone tells of it. */
export interface Told {
  address: string;
  number: number;
  title: string;
  proposer: string;
  track: number;
  status: number;
  /** The account, as it stands or last stood; undefined where a node only knows its history. */
  whole: FullProposal | undefined;
}

const actionsOf = (hex: unknown) => {
  const bytes = typeof hex === 'string' ? fromHex(hex) : undefined;
  try {
    return bytes && decodeActions(bytes);
  } catch {
    return undefined;
  }
};

/** A proposal as a node tells it. */
export function toldOf({ address: at, row, account }: Item<Lists['proposals']>): Told {
  const text = (value: unknown) => (typeof value === 'string' ? visible(value) : '');
  const title = text(row.title);
  const whole = account && {
    ...account,
    address: address(at),
    title,
    uri: text(row.uri),
    body: account.isByHash === 0 ? actionsOf(row.actions) : undefined,
  };
  const number = (value: unknown) => Number(value ?? 0);
  return {
    address: at,
    number: number(row.number),
    title,
    proposer: String(row.proposer ?? ''),
    track: number(row.track),
    status: number(row.status),
    whole,
  };
}

/** The same of an account that the chain has now. */
export const toldOfAccount = (whole: FullProposal): Told => ({
  address: whole.address,
  number: whole.number,
  title: whole.title,
  proposer: whole.proposer,
  track: whole.track,
  status: whole.status,
  whole,
});

/** Proposals whose accounts are closed, which a node alone remembers: the newest first, page by page. */
export function useClosedProposals() {
  const node = useNode();
  return useInfiniteQuery({
    queryKey: [node?.url, 'node', 'closed-proposals'],
    enabled: node != null,
    initialPageParam: '',
    queryFn: async ({ pageParam, signal }) =>
      learn(
        await (node as NodeClient).list(
          'proposals',
          { closed: true, limit: 50, ...(pageParam ? { cursor: pageParam } : {}) },
          signal,
        ),
      ),
    getNextPageParam: ({ next }) => next,
    staleTime: 20_000,
    meta: { isExtra: true },
  });
}

/** What a node tells of the proposal with a number, its steps too; null where it knows none. */
export function useTold(number: number) {
  return useAnswer(
    ['proposal', number],
    async (node, signal) => {
      const { items } = await node.list('proposals', { limit: 1, where: { number } }, signal);
      const [found] = items;
      if (!found) return null;
      const one = await node.one('proposals', found.address, signal);
      if (!one) return null;
      learn(one);
      return { told: toldOf(one.item), steps: stepsOf(one.item) };
    },
    { refetchInterval: 20_000 },
  );
}

/** The ballots of a proposal: the last of each holder. */
export function useVotesOf(proposal: string | undefined) {
  return useAnswer(
    ['votes', proposal],
    async (node, signal) => {
      const page = learn(await node.votes({ proposal: proposal ?? '', limit: 200 }, signal));
      const seen = new Set<string>();
      const last = page.items.filter(({ holder, voter }) => {
        const who = holder ?? voter ?? '';
        if (seen.has(who)) return false;
        seen.add(who);
        return true;
      });
      return { votes: last, isWhole: page.next === null, proven: page.proven };
    },
    { enabled: proposal !== undefined, refetchInterval: 20_000 },
  );
}
