/** A client of a node: lists, histories and documents over HTTP. */
import type { Address } from '@solana/kit';
import type { About, Activity, Health, Hit, Item, Movement, Notes, Page, RuleVersion, Step, Vote } from './answers.ts';
import { bytesUpTo, checked } from './documents.ts';
import { NodeFault } from './fault.ts';
import { DECODERS, type List, type Lists, type Question } from './lists.ts';
import { hashName, LARGEST_TEXT } from './names.ts';
import { accountOf } from './shape.ts';

type Json = Readonly<Record<string, unknown>>;
type Hash = Uint8Array | ArrayLike<number> | string;

/** How a node is asked. */
export interface NodeOptions {
  fetch?: typeof fetch;
  /** Milliseconds after which an answer is given up. */
  timeout?: number;
}

/** Who pays at a node, on the word of a registrar: a creator's account, or a key. */
export interface SponsorTerms {
  payer: Address;
  registrar: Address;
  /** The most micro-lamports a unit of computation. */
  unit_price: string;
}

/** A page of history, and what it may be narrowed down to. */
export interface HistoryQuestion {
  limit?: number;
  cursor?: string;
  order?: 'asc' | 'desc';
}

const isObject = (value: unknown): value is Json =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

function notes(answer: Json): Notes {
  return {
    slot: Number(answer.slot ?? 0),
    proven: answer.proven === true,
    names: (isObject(answer.names) ? answer.names : {}) as Notes['names'],
    documents: (isObject(answer.documents) ? answer.documents : {}) as Notes['documents'],
  };
}

function page<T>(answer: Json, read: (item: Json) => T): Page<T> {
  if (!Array.isArray(answer.items) || !answer.items.every(isObject))
    throw new NodeFault('other', 'What answers there is no node of Makerstake.');
  const next = typeof answer.next === 'string' ? answer.next : null;
  return { ...notes(answer), items: answer.items.map(read), next };
}

function item<L extends List>(list: L, given: Json): Item<Lists[L]> {
  const { address, slot, closed_slot, row, account, kind, lamports, ...more } = given;
  return {
    address: String(address),
    slot: Number(slot),
    closedSlot: typeof closed_slot === 'number' ? closed_slot : null,
    row: (isObject(row) ? row : {}) as Item<never>['row'],
    // What history alone tells of lacks fields, and says so.
    account: more.rebuilt === true ? undefined : accountOf(DECODERS[list](), account),
    more,
  };
}

/** The steps of a proposal, where the node tells them. */
export const stepsOf = ({ more }: Item<unknown>): readonly Step[] =>
  Array.isArray(more.steps) ? more.steps.filter(isObject).map((step) => step as unknown as Step) : [];

/** A client of the node at an address. Nothing is asked before a method is called. */
export function createNode(url: string, { fetch: ask = fetch, timeout = 15_000 }: NodeOptions = {}) {
  const base = url.replace(/\/+$/, '');

  async function answer(path: string, signal?: AbortSignal, init?: RequestInit): Promise<Response> {
    const limit = AbortSignal.timeout(timeout);
    const request = { ...init, signal: signal ? AbortSignal.any([signal, limit]) : limit };
    const response = await ask(`${base}${path}`, request).catch((error) => {
      if (signal?.aborted) throw error;
      throw new NodeFault('silent', 'The node does not answer.');
    });
    if (response.ok) return response;
    const said = await response.json().catch(() => undefined);
    const reason = isObject(said) && typeof said.error === 'string' ? said.error : `HTTP ${response.status}`;
    throw new NodeFault('refused', reason, response.status);
  }

  async function get(path: string, query: object = {}, signal?: AbortSignal): Promise<Json> {
    const given = Object.entries(query).filter(([, value]) => value !== undefined);
    const text = new URLSearchParams(given.map(([name, value]) => [name, String(value)])).toString();
    const response = await answer(text ? `${path}?${text}` : path, signal);
    const json = await response.json().catch(() => undefined);
    if (!isObject(json)) throw new NodeFault('other', 'What answers there is no node of Makerstake.');
    return json;
  }

  const history =
    <T>(path: string) =>
    async (query: HistoryQuestion & Readonly<Record<string, string | number | undefined>> = {}, signal?: AbortSignal) =>
      page(await get(path, query, signal), (row) => row as unknown as T);

  return {
    url: base,
    /** Which node this is. */
    about: async (signal?: AbortSignal) => (await get('/', {}, signal)) as unknown as About,
    /** How following goes; throws while it has not followed to the tip once. */
    health: async (signal?: AbortSignal) => (await get('/healthz', {}, signal)) as unknown as Health,
    /** How many open accounts there are of each list. */
    counts: async (signal?: AbortSignal) => (await get('/v1/counts', {}, signal)).counts as Record<string, number>,
    /** A page of a list. */
    list: async <L extends List>(list: L, { where, ...rest }: Question = {}, signal?: AbortSignal) =>
      page(await get(`/v1/${list}`, { ...where, ...rest }, signal), (each) => item(list, each)),
    /** One account, with what stands behind its addresses and hashes; undefined when there is none. */
    one: async <L extends List>(list: L, address: string, signal?: AbortSignal) => {
      try {
        const found = await get(`/v1/${list}/${encodeURIComponent(address)}`, {}, signal);
        if (!isObject(found.item)) throw new NodeFault('other', 'What answers there is no node of Makerstake.');
        return { ...notes(found), item: item(list, found.item) };
      } catch (error) {
        if (error instanceof NodeFault && error.status === 404) return undefined;
        throw error;
      }
    },
    /** Every version of a rule that was seen, the newest first. */
    versions: async (rule: string, signal?: AbortSignal) =>
      page(
        await get(`/v1/rules/${encodeURIComponent(rule)}/versions`, {}, signal),
        (row) => row as unknown as RuleVersion,
      ),
    /** Ballots, the newest first; `proposal` and `holder` narrow them down. */
    votes: history<Vote>('/v1/votes'),
    /** Calls of the programs, the newest first; `account` and `instruction` narrow them down. */
    activity: history<Activity>('/v1/activity'),
    /** What came into and went out of the treasury; `mint` narrows it down, `SOL` to lamports. */
    treasury: history<Movement>('/v1/treasury'),
    /** What is found by words. */
    search: async (words: string, signal?: AbortSignal) =>
      page(await get('/v1/search', { q: words }, signal), (row) => row as unknown as Hit).items,
    /** The bytes of a document, checked against its hash. */
    document: async (hash: Hash, most = LARGEST_TEXT, signal?: AbortSignal): Promise<Uint8Array> => {
      const name = hashName(hash);
      return checked(await bytesUpTo(await answer(`/v1/documents/${name}`, signal), most), name);
    },
    /** Brings a document. Without `authorization` only what the chain names already is taken. */
    putDocument: async (hash: Hash, bytes: Uint8Array, authorization?: string, signal?: AbortSignal) => {
      const headers: Record<string, string> = authorization === undefined ? {} : { Authorization: authorization };
      const init = { method: 'PUT', body: bytes as Uint8Array<ArrayBuffer>, headers };
      return (await (await answer(`/v1/documents/${hashName(hash)}`, signal, init)).json()) as {
        hash: string;
        state: string;
        size: number;
      };
    },
    /** Who pays for first steps here, and on whose word. */
    sponsor: async (signal?: AbortSignal) => (await get('/v1/sponsor', {}, signal)) as unknown as SponsorTerms,
    /** Hands in a transaction, base64, that everybody but who pays has signed; gives its signature. */
    pay: async (transaction: string, voucher: object): Promise<string> => {
      const body = JSON.stringify({ transaction, voucher });
      const init = { method: 'POST', body, headers: { 'content-type': 'application/json' } };
      const { signature } = (await (await answer('/v1/sponsor', undefined, init)).json()) as { signature: string };
      return signature;
    },
    /** Where news can be subscribed to. */
    feed: `${base}/v1/feed.rss`,
    /** Where dates can be subscribed to. */
    calendar: `${base}/v1/calendar.ics`,
  };
}

/** A client of a node. */
export type NodeClient = ReturnType<typeof createNode>;
