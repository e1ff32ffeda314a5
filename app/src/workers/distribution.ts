import type { Recomputed } from '@makerstake/client';
import { hex } from '../chain/bytes.ts';

/** Why a manifest is none. */
export class ManifestError extends Error {}

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
    throw new ManifestError('not a manifest of version 1');
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
