// Values as the fixtures hold them: numbers of more than 32 bits as text, bytes in hexadecimal, no asset as null.
import { fromHex, hex } from '../src/chain/bytes.ts';

const snake = (name: string) => name.replace(/[A-Z]/g, (letter) => `_${letter.toLowerCase()}`);
const camel = (name: string) => name.replace(/_(\w)/g, (_, letter: string) => letter.toUpperCase());

/** A value of ours as the fixtures hold it. */
export function plain(value: unknown): unknown {
  if (value === undefined) return null;
  if (typeof value === 'bigint') return value.toString();
  if (value instanceof Uint8Array) return hex(value);
  if (Array.isArray(value)) return value.map(plain);
  if (typeof value !== 'object' || value === null) return value;
  const entries = Object.entries(value);
  return Object.fromEntries(
    entries.map(([name, field]) => [name, name === 'kind' ? snake(String(field)) : plain(field)]),
  );
}

const BIG = ['amount', 'bond', 'cap', 'cliff', 'end', 'perDay', 'seatMinEarned', 'slot', 'start', 'total', 'value'];
const BYTES = ['textHash', 'constitutionHash', 'codeHash', 'hash', 'data'];

/** A value of the fixtures as ours. */
export function ofRust(value: unknown, name = ''): unknown {
  if (value === null) return undefined;
  if (Array.isArray(value)) return value.map((item) => ofRust(item));
  if (typeof value === 'object')
    return Object.fromEntries(Object.entries(value).map(([key, field]) => [key, ofRust(field, key)]));
  if (typeof value !== 'string') return value;
  if (name === 'kind') return camel(value);
  if (BIG.includes(name)) return BigInt(value);
  return BYTES.includes(name) ? fromHex(value) : value;
}
