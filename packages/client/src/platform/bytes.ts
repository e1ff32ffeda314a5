import { badInput } from './fault.ts';

/** Lower-case hexadecimal. */
export const hex = (bytes: ArrayLike<number>): string =>
  Array.from(bytes, (byte) => byte.toString(16).padStart(2, '0')).join('');

/** Whether every byte is zero, which is how the programs write "none". */
export const isZero = (bytes: ArrayLike<number>): boolean => Array.from(bytes).every((byte) => byte === 0);

/** Whether two byte strings are equal. */
export const same = (a: ArrayLike<number>, b: ArrayLike<number>): boolean =>
  a.length === b.length && Array.from(a).every((byte, at) => byte === b[at]);

/** A SHA-256 as callers give it: 32 bytes or 64 hexadecimal digits. */
export type Hash = Uint8Array | string;

/** The bytes of a hash. */
export function hashBytes(hash: Hash, name = 'hash'): Uint8Array {
  if (typeof hash !== 'string') {
    if (hash.length === 32) return hash;
    throw badInput(`${name}: ${hash.length} bytes, not 32`);
  }
  if (!/^[0-9a-f]{64}$/i.test(hash)) throw badInput(`${name}: not 64 hexadecimal digits: "${hash}"`);
  return Uint8Array.from(hash.match(/../g)!, (pair) => Number.parseInt(pair, 16));
}

/** Base64 of bytes, however many. */
export function base64(bytes: Uint8Array): string {
  let text = '';
  for (let at = 0; at < bytes.length; at += 0x8000) text += String.fromCharCode(...bytes.subarray(at, at + 0x8000));
  return btoa(text);
}

/** The bytes of base64. */
export const fromBase64 = (text: string): Uint8Array<ArrayBuffer> =>
  Uint8Array.from(atob(text), (char) => char.charCodeAt(0));
