import { type Action, isSound } from '@makerstake/client';
import { faults } from './fault.ts';
import { bool, list, object, optional, otherwise, string, u8 } from './fields.ts';
import { action } from './kinds.ts';
import { parseText, writeJson } from './text.ts';

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

const FILE = object<ProposalFile>(
  {
    title: string,
    uri: string,
    document: string,
    track: optional(u8),
    isByHash: otherwise(bool, false),
    actions: list(action),
  },
  { isByHash: 'by_hash', actions: 'action' },
);

/**
 * Reads a file; its name's ending says whether it is JSON or TOML.
 *
 * @throws FileFault for anything that the command line would not read, with the place in it.
 */
export async function readFile(name: string, text: string): Promise<ProposalFile> {
  const read = FILE.read(await parseText(name, text), '');
  for (const [at, each] of read.actions.entries()) if (!isSound(each)) throw faults.unsound(`action ${at + 1}`);
  return read;
}

/**
 * The file as JSON.
 *
 * @throws FileFault for what the file has no form for: a period that is not a whole number of days.
 */
export const writeFile = (file: ProposalFile): string => `${writeJson(FILE.write(file, ''))}\n`;
