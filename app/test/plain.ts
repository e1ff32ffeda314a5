// Values as plain JSON: numbers of more than 32 bits as text, bytes in hexadecimal, no asset as null.
import { hex } from '../src/chain/bytes.ts';

const snake = (name: string) => name.replace(/[A-Z]/g, (letter) => `_${letter.toLowerCase()}`);

/** A value of ours in this form. */
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
