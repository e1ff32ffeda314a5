import { wasm } from '../wasm.ts';
import type { Action } from './actions.ts';
import { inward, outward, type Variant } from './border.ts';

/** The file of a proposal, which the command line reads too (docs/proposals.md). */
export interface ProposalFile {
  title: string;
  uri: string;
  /** The name of the document's file. */
  document: string;
  track: number | undefined;
  /** Whether only a digest of the actions goes on the chain. */
  isByHash: boolean;
  actions: readonly Action[];
}

/** Where a file is wrong, counted from 1, and what is wrong there, in English. */
export interface Fault {
  line: number | undefined;
  action: number | undefined;
  field: string | undefined;
  what: string;
}

/** What is wrong with the file of a proposal. */
export class FileFault extends Error {
  override readonly name = 'FileFault';
  constructor(readonly fault: Fault) {
    const { line, action, field, what } = fault;
    const place = [line && `line ${line}`, action && `action ${action}`, field && `\`${field}\``].filter(Boolean);
    super([...place, what].join(': '));
  }
}

type Outcome<T> =
  | { done: T; fault?: undefined }
  | { fault: { [F in keyof Fault]: F extends 'line' | 'action' ? bigint | undefined : Fault[F] } };

function done<T>(outcome: Outcome<T>): T {
  if (outcome.fault) {
    const { line, action, ...rest } = outcome.fault;
    throw new FileFault({ ...rest, line: line && Number(line), action: action && Number(action) } as Fault);
  }
  return outcome.done;
}

/**
 * Reads a file, as the command line does.
 *
 * @throws FileFault for the first thing that is wrong, with its place.
 */
export function readProposalFile(text: string, format: 'json' | 'toml'): ProposalFile {
  const file = done(wasm.readProposalFile(text, format === 'toml') as Outcome<ProposalFile & { actions: Variant[] }>);
  return { ...file, actions: file.actions.map(outward) };
}

/**
 * The file as JSON.
 *
 * @throws FileFault for what the file has no form for: a period that is not a whole number of days.
 */
export const writeProposalFile = (file: ProposalFile): string =>
  done(wasm.writeProposalFile({ ...file, actions: file.actions.map(inward) }) as Outcome<string>);
