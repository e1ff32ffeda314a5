import { wasm } from '../wasm.ts';

/** A SHA-256 that takes its input in pieces: WebCrypto wants the whole file in memory, and works may be films. */
export const Sha256 = wasm.Sha256;
export type Sha256 = InstanceType<typeof wasm.Sha256>;

/** SHA-256 of the concatenation of byte strings. */
export function sha256(...parts: readonly Uint8Array[]): Uint8Array {
  if (parts.length === 1) return wasm.sha256(parts[0]!);
  const hash = new wasm.Sha256();
  for (const part of parts) hash.update(part);
  return hash.digest();
}

/** Byte strings of one length, one behind the other. */
export function joined(parts: readonly Uint8Array[]): Uint8Array {
  const bytes = new Uint8Array(parts.reduce((length, part) => length + part.length, 0));
  let at = 0;
  for (const part of parts) {
    bytes.set(part, at);
    at += part.length;
  }
  return bytes;
}

/** What {@link joined} joined, of pieces of 32 bytes. */
export const pieces = (bytes: Uint8Array): Uint8Array[] =>
  Array.from({ length: bytes.length / 32 }, (_, at) => bytes.slice(32 * at, 32 * at + 32));
