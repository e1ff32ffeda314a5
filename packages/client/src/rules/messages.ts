import type { Address } from '@solana/kit';
import { wasm } from '../wasm.ts';
import type { Action } from './actions.ts';
import { inward } from './border.ts';

/** A value in a message, kept as what it is until it is shown in somebody's language. Large numbers are decimal digits. */
export type MessageValue =
  | { is: 'address'; address: Address }
  | { is: 'amount'; units: string; decimals: number; unit?: string }
  /** Base units of a mint whose decimals only its account tells. */
  | { is: 'tokens'; units: string; mint: Address }
  | { is: 'units'; units: string }
  | { is: 'time'; at: string }
  | { is: 'duration'; seconds: number }
  | { is: 'number'; value: string }
  | { is: 'bps'; value: number }
  | { is: 'ppm'; value: number }
  | { is: 'list'; items: readonly MessageValue[] }
  | { is: 'hash'; hex: string }
  /** Bytes of which every one counts: shown in full. */
  | { is: 'bytes'; hex: string }
  /** Text from the chain, a file or a node: shown as text, never as anything else. */
  | { is: 'quote'; text: string }
  /** Text that is the same in every language, such as a command to type. */
  | { is: 'code'; text: string }
  | ({ is: 'message' } & Message);

/** A sentence of the catalogue (`locales/`), and what stands in its placeholders. */
export interface Message {
  key: string;
  /** `danger`: it gives something away for good, or nobody here can say what it does. */
  tone: 'plain' | 'danger';
  values: Readonly<Record<string, MessageValue>>;
}

/** What an action does: every field of it, and nothing that is not in its bytes. */
export const describeAction = (action: Action): Message => wasm.describeAction(inward(action)) as Message;
