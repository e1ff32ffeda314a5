import { readFile } from 'node:fs/promises';
import { join } from 'node:path';

/** The WebAssembly's bytes: Node.js fetches no files. */
export const source = (): Promise<Uint8Array<ArrayBuffer>> =>
  readFile(join(import.meta.dirname, '../wasm/makerstake_bg.wasm')) as Promise<Uint8Array<ArrayBuffer>>;
