/** Which rule a handle breaks. */
export type HandleFault = 'short' | 'long' | 'character' | 'separator';

/** Checks a handle by the rules of the program: 3 to 32 of a-z 0-9 _ -, separators alone and inside. */
export function handleFault(name: string): HandleFault | undefined {
  const bytes = new TextEncoder().encode(name);
  if (bytes.length < 3) return 'short';
  if (bytes.length > 32) return 'long';
  if (!/^[a-z0-9_-]*$/.test(name)) return 'character';
  return /^[_-]|[_-]$|[_-]{2}/.test(name) ? 'separator' : undefined;
}

/** A handle as accounts hold it: its bytes, then zeros to 32. */
export function padHandle(name: string): Uint8Array {
  const padded = new Uint8Array(32);
  padded.set(new TextEncoder().encode(name).subarray(0, 32));
  return padded;
}

/** The handle in an account; undefined for none, and for bytes that are no handle: they are never shown. */
export function handleOf(padded: ArrayLike<number>): string | undefined {
  const bytes = Uint8Array.from(padded);
  const end = bytes.findLastIndex((byte) => byte !== 0) + 1;
  const text = new TextDecoder().decode(bytes.subarray(0, end));
  return handleFault(text) === undefined ? text : undefined;
}
