/** Documents from a node: bytes that are only believed when their SHA-256 is the one that the chain names. */
import { sha256 } from '../rules/hash.ts';
import { NodeFault } from './fault.ts';
import { hashName } from './names.ts';

/** Reads an answer's bytes up to a limit; throws beyond it, whatever the headers say. */
export async function bytesUpTo(response: Response, most: number): Promise<Uint8Array> {
  const reader = response.body?.getReader();
  if (!reader) return new Uint8Array();
  const parts: Uint8Array[] = [];
  let length = 0;
  for (;;) {
    const { done, value } = await reader.read();
    if (done) break;
    length += value.length;
    if (length > most) {
      await reader.cancel();
      throw new NodeFault('other', `The document is longer than ${most} bytes.`);
    }
    parts.push(value);
  }
  const bytes = new Uint8Array(length);
  let at = 0;
  for (const part of parts) {
    bytes.set(part, at);
    at += part.length;
  }
  return bytes;
}

/** Bytes that are what their name says; throws otherwise. */
export function checked(bytes: Uint8Array, name: string): Uint8Array {
  if (hashName(sha256(bytes)) !== name)
    throw new NodeFault('false', 'What came has another hash: it is not the document.');
  return bytes;
}
