/** What can be said of documents without reading them. */

/** The most that is read of a document that people read: nodes take no more. */
export const LARGEST_TEXT = 1 << 20;

const hex = (bytes: Uint8Array): string => Array.from(bytes, (byte) => byte.toString(16).padStart(2, '0')).join('');

/** A hash as nodes write it. */
export const hashName = (hash: Uint8Array | ArrayLike<number> | string): string =>
  typeof hash === 'string' ? hash.toLowerCase() : hex(Uint8Array.from(hash));

/** The media type of a picture that browsers show and that runs nothing, by its first bytes; undefined for anything else. */
export function pictureType(bytes: Uint8Array): 'image/png' | 'image/jpeg' | 'image/webp' | undefined {
  const begins = (at: number, ...head: number[]) => head.every((byte, n) => bytes[at + n] === byte);
  if (begins(0, 0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a)) return 'image/png';
  if (begins(0, 0xff, 0xd8, 0xff)) return 'image/jpeg';
  return begins(0, 0x52, 0x49, 0x46, 0x46) && begins(8, 0x57, 0x45, 0x42, 0x50) ? 'image/webp' : undefined;
}
