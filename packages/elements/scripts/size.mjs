// Measures what a page loads for the elements, and fails above the limit. The WebAssembly and `rules.js`, which wasm-bindgen writes beside it,
// are told apart.
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';

const LIMIT = 60_000;
const folder = join(import.meta.dirname, '../standalone');
const files = readdirSync(folder).filter((name) => name.endsWith('.js'));
const sizes = files.map((name) => [name, gzipSync(readFileSync(join(folder, name))).length]);
const counted = sizes.filter(([name]) => name !== 'rules.js');
const total = counted.reduce((sum, [, size]) => sum + size, 0);
for (const [name, size] of sizes) console.log(`${String(size).padStart(8)}  ${name}`);
console.log(`${String(total).padStart(8)}  bytes gzip without rules.js, of at most ${LIMIT}`);
if (counted.length === sizes.length || counted.length === 0 || total > LIMIT) process.exit(1);
