import { visible } from '../../chain/text.ts';
import type { Text } from '../../i18n/index.tsx';

/** A value in a sentence, kept as what it is until it is shown in somebody's language. */
export type Value =
  | { is: 'address'; address: string }
  | { is: 'amount'; units: bigint; decimals: number; unit?: string }
  /** Units of a mint whose decimals only its account tells: said in base units until those are known. */
  | { is: 'tokens'; units: bigint; mint: string }
  /** Units of something that these bytes do not name. */
  | { is: 'units'; units: bigint }
  | { is: 'time'; at: bigint }
  | { is: 'duration'; seconds: number }
  | { is: 'number'; value: number | bigint }
  | { is: 'bps'; value: number }
  /** Millionths, shown as a percentage. */
  | { is: 'ppm'; value: number }
  | { is: 'list'; items: readonly Value[] }
  | { is: 'hash'; hex: string }
  /** Text from the chain: shown between quotation marks, as text and never as anything else. */
  | { is: 'quote'; text: string }
  /** Text that is the same in every language. */
  | { is: 'code'; text: string }
  | { is: 'text'; text: Text }
  /** A sentence within a sentence. */
  | { is: 'sentence'; sentence: Sentence };

/** What an instruction does, in plain words. */
export interface Sentence {
  text: Text;
  values: Readonly<Record<string, Value>>;
  /** `danger`: it gives something away for good, or nobody here can say what it does. `detail`: it changes what is paid for
   * being computed, and nothing else. */
  tone?: 'plain' | 'danger' | 'detail';
}

/** The address of an account. */
export const who = (account: { address: string } | undefined): Value => ({
  is: 'address',
  address: account?.address ?? '',
});
export const addr = (address: string): Value => ({ is: 'address', address });
export const units = (value: bigint, decimals = 6): Value => ({ is: 'amount', units: value, decimals });
export const sol = (lamports: bigint): Value => ({ is: 'amount', units: lamports, decimals: 9, unit: 'SOL' });
export const tokens = (value: bigint, mint: string): Value => ({ is: 'tokens', units: value, mint });
export const bare = (value: bigint): Value => ({ is: 'units', units: value });
export const duration = (seconds: number): Value => ({ is: 'duration', seconds });
export const bps = (value: number): Value => ({ is: 'bps', value });
export const ppm = (value: number): Value => ({ is: 'ppm', value });
export const list = (items: readonly Value[]): Value => ({ is: 'list', items });
export const text = (words: Text): Value => ({ is: 'text', text: words });
export const time = (at: bigint): Value => ({ is: 'time', at });
export const count = (value: number | bigint): Value => ({ is: 'number', value });
export const quote = (text: string): Value => ({ is: 'quote', text: visible(text) });
export const hash = (bytes: ArrayLike<number>): Value => ({
  is: 'hash',
  hex: Array.from(bytes, (byte) => byte.toString(16).padStart(2, '0')).join(''),
});
