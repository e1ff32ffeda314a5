import type { Address, Instruction } from '@solana/kit';
import type { Text } from '../i18n/index.tsx';
import type { Sentence } from './messages/sentence.ts';

/** What the chain says about what is signed, and under which heading; without one, as what was voted. */
export type About = Sentence & { heading?: Text };

/** What somebody asked for, before it is a transaction. */
export interface Draft {
  /** What the person asked for, in their words; the instructions are said separately, from the bytes. */
  title: Text;
  /** What the chain says that this carries out, where the bytes only point to it. */
  about?: About;
  /** Who pays, and signs. */
  feePayer: Address;
  /** Built anew for each attempt, so that nothing stale is sent. */
  build: () => Promise<readonly Instruction[]> | readonly Instruction[];
  /** Called once it is confirmed. */
  onConfirmed?: () => void;
}
