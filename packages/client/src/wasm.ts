// The rules as WebAssembly. Whoever imports this module waits until they are there.

import { source } from '#source';
import init from '../wasm/makerstake.js';

await init({ module_or_path: await source() });

export * from '../wasm/makerstake.js';
