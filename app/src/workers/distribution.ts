import { type Address, getAddressEncoder, isAddress } from '@solana/kit';
import { hex } from '../chain/bytes.ts';
import { shareLeaf } from '../rules/leaves.ts';
import { levels, precedes, proofOf } from '../rules/merkle.ts';
import { Sha256 } from './sha256.ts';

/** What a published distribution turns out to be, recomputed from its list. */
export interface Recomputed {
  root: Uint8Array;
  leaves: number;
  /** Sum of all amounts, base units. */
  total: bigint;
  /** The largest amount. */
  largest: bigint;
  /** SHA-256 of the list's bytes. */
  listHash: Uint8Array;
  /** The holder's own row, if there is one. */
  mine: { amount: bigint; score: string; reason: string; proof: Uint8Array[] } | undefined;
}

const addressBytes = getAddressEncoder();
const NOBODY = '11111111111111111111111111111111';
const HEADER = 'holder,amount,score,reason';

/** Which rule of the list is broken, and on which line. */
export class ListError extends Error {}

/** One row, in its one spelling: docs/distribution-format.md. */
export function parseRow(
  line: string,
  number: number,
): { holder: Address; amount: bigint; score: string; reason: string } {
  const [holder = '', amount = '', score = '', reason = '', ...more] = line.split(',');
  if (!isAddress(holder) || holder === NOBODY) throw new ListError(`line ${number}: no address`);
  if (!/^[1-9]\d{0,19}$/.test(amount)) throw new ListError(`line ${number}: no amount`);
  const units = BigInt(amount);
  if (units >= 1n << 64n) throw new ListError(`line ${number}: amount beyond 64 bits`);
  if (!/^(?:0|[1-9]\d{0,19})$/.test(score) || BigInt(score) >= 1n << 64n)
    throw new ListError(`line ${number}: no score`);
  // Printable ASCII without quote and comma: whatever else stands here is not what was hashed by others.
  if (more.length > 0 || !/^[ !#-+\--~]{0,64}$/.test(reason)) throw new ListError(`line ${number}: no reason`);
  return { holder, amount: units, score, reason };
}

/**
 * Recomputes root, sum and hash of a list as it streams in, and keeps the row and the proof of one holder. A list that
 * repeats a holder, or whose last line is cut off, is refused.
 */
export async function recompute(
  list: ReadableStream<Uint8Array>,
  pool: Address,
  epoch: number,
  holder: string | undefined,
  onRow: (rows: number) => void,
): Promise<Recomputed> {
  const hash = new Sha256();
  const decoder = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true });
  const reader = list.getReader();
  const leaves: Uint8Array[] = [];
  let before: Uint8Array | undefined;
  let largest = 0n;
  let [rest, total, line] = ['', 0n, 0];
  let mine: (Omit<NonNullable<Recomputed['mine']>, 'proof'> & { at: number }) | undefined;
  const take = (text: string) => {
    line += 1;
    if (line === 1) {
      if (text !== HEADER) throw new ListError(`line 1: not "${HEADER}"`);
      return;
    }
    const row = parseRow(text, line);
    const key = new Uint8Array(addressBytes.encode(row.holder));
    if (before && !precedes(before, key))
      throw new ListError(`line ${line}: the holder stands there twice or too late`);
    before = key;
    if (row.amount > largest) largest = row.amount;
    if (row.holder === holder) mine = { amount: row.amount, score: row.score, reason: row.reason, at: leaves.length };
    leaves.push(shareLeaf(pool, epoch, row.holder, row.amount));
    total += row.amount;
    if (leaves.length % 5_000 === 0) onRow(leaves.length);
  };
  for (;;) {
    const { done, value } = await reader.read();
    if (done) break;
    hash.update(value);
    const lines = (rest + decoder.decode(value, { stream: true })).split('\n');
    rest = lines.pop() ?? '';
    for (const text of lines) take(text);
  }
  if (rest !== '') throw new ListError('the last line is cut off');
  if (leaves.length === 0) throw new ListError('the list is empty');
  const tree = levels(leaves);
  const root = tree.at(-1)?.[0] ?? new Uint8Array(32);
  const own = mine && { amount: mine.amount, score: mine.score, reason: mine.reason, proof: proofOf(tree, mine.at) };
  return { root, leaves: leaves.length, total, largest, listHash: hash.digest(), mine: own };
}

/** What a manifest says that can be checked against the list and the chain. */
export interface Manifest {
  pool: string;
  epoch: number;
  listHash: string;
  root: string;
  kind: string;
  ruleHash: string;
  inputsHash: string;
}

/** Reads a manifest; throws with the reason when it is none. */
export function readManifest(text: string): Manifest {
  const json = JSON.parse(text);
  if (json?.format !== 'makerstake-distribution' || json.version !== 1)
    throw new ListError('not a manifest of version 1');
  return {
    pool: String(json.pool),
    epoch: Number(json.epoch),
    listHash: String(json.leaves?.sha256),
    root: String(json.tree?.root),
    kind: String(json.source?.kind),
    ruleHash: String(json.source?.rule_sha256),
    inputsHash: String(json.source?.inputs_sha256),
  };
}

/** One comparison, by name. */
export interface Check {
  check: 'root' | 'data' | 'list' | 'sum' | 'largest' | 'count' | 'place' | 'sources';
  ok: boolean;
}

/** Compares what was published with what is on the chain; each check by name. */
export function compare(
  found: Recomputed,
  manifest: Manifest,
  manifestHash: Uint8Array,
  chain: {
    pool: string;
    epoch: number;
    root: ArrayLike<number>;
    dataHash: ArrayLike<number>;
    ruleHash: ArrayLike<number>;
    inputsHash: ArrayLike<number>;
    leaves: number;
    allocation: bigint;
    leafMax: bigint;
  },
): Check[] {
  const of = (bytes: ArrayLike<number>) => hex(Uint8Array.from(bytes));
  return [
    { check: 'root', ok: hex(found.root) === of(chain.root) },
    { check: 'data', ok: hex(manifestHash) === of(chain.dataHash) },
    { check: 'list', ok: hex(found.listHash) === manifest.listHash },
    { check: 'sum', ok: found.total === chain.allocation },
    { check: 'largest', ok: found.largest <= chain.leafMax },
    { check: 'count', ok: found.leaves === chain.leaves },
    { check: 'place', ok: manifest.pool === chain.pool && manifest.epoch === chain.epoch },
    { check: 'sources', ok: manifest.ruleHash === of(chain.ruleHash) && manifest.inputsHash === of(chain.inputsHash) },
  ];
}
