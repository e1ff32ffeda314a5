// The rules as WebAssembly. Whoever imports this module waits until they are there; what it exports is a value of its own, so
// that no bundler can take the functions from the file beside it and leave the waiting out.

import { source } from '#source';
import init, * as functions from '../wasm/makerstake.js';
import { MakerstakeError, wordsOf } from './platform/fault.ts';

try {
  await init({ module_or_path: await source() });
} catch (cause) {
  throw new MakerstakeError('noWasm', { what: wordsOf(cause) }, cause);
}

export const wasm = functions;
