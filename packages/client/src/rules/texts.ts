import { wasm } from '../wasm.ts';

/** Which rule a handle breaks. */
export type HandleFault = 'TooShort' | 'TooLong' | 'Character' | 'Separator';

/** Checks a handle by the rules of the program; undefined when it keeps them. */
export const handleFault = (name: string): HandleFault | undefined => wasm.handleFault(name) as HandleFault | undefined;

/** A handle as accounts hold it: its bytes, then zeros to 32. */
export function padHandle(name: string): Uint8Array {
  const padded = new Uint8Array(32);
  padded.set(new TextEncoder().encode(name).subarray(0, 32));
  return padded;
}

/** The handle in an account; undefined for none, and for bytes that are no handle: they are never shown. */
export const handleOf = (padded: ArrayLike<number>): string | undefined => wasm.handleText(Uint8Array.from(padded));

/** Whether the program takes this as the address of a document. */
export const isProfileUri = (uri: string): boolean => wasm.isProfileUri(uri);

/**
 * A JSON text in its one form (RFC 8785), which is what document hashes are of.
 *
 * @throws RangeError for what is no JSON, or has no one form.
 */
export const canonicalJson = (text: string): string => wasm.canonicalJson(text);
