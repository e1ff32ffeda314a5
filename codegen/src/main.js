// usage: node src/main.js IDL_FOLDER RUST_FOLDER TYPESCRIPT_FOLDER PROGRAM..
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { renderRust } from './rust.js';
import { treeOf } from './tree.js';
import { renderTypescript } from './typescript.js';

const [idls, rust, typescript, ...programs] = process.argv.slice(2);
if (programs.length === 0) {
  console.error('usage: node src/main.js IDL_FOLDER RUST_FOLDER TYPESCRIPT_FOLDER PROGRAM..');
  process.exit(2);
}
for (const name of programs) {
  const idl = JSON.parse(readFileSync(join(idls, `${name}.json`), 'utf8'));
  await renderRust(idl, treeOf(idl), name, rust);
  await renderTypescript(idl, treeOf(idl), name, typescript);
}
