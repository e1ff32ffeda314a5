// Fails the build when what a first visit loads is above 200 kB gzip: the page, and every script, style and font that
// it names or that those name statically. Pages that are loaded later do not count.
import { readdirSync, readFileSync } from 'node:fs';
import { gzipSync } from 'node:zlib';

const LIMIT = 200_000;
const dist = new URL('../dist/', import.meta.url);
const html = readFileSync(new URL('index.html', dist), 'utf8');
const assets = new Set(readdirSync(new URL('assets/', dist)));
const initial = new Set();

/** Adds a file and what it imports statically. */
function visit(name) {
  if (!assets.has(name) || initial.has(name)) return;
  initial.add(name);
  const text = name.endsWith('.js') ? readFileSync(new URL(`assets/${name}`, dist), 'utf8') : '';
  for (const [, imported] of text.matchAll(/(?:^|[;}\n])\s*import\s*(?:[^"'();]*?from\s*)?["']\.\/([^"']+)["']/g)) {
    visit(imported);
  }
}

for (const [, name] of html.matchAll(/assets\/([\w.-]+)/g)) visit(name);
let total = gzipSync(html).length;
for (const name of initial) {
  const size = gzipSync(readFileSync(new URL(`assets/${name}`, dist)), { level: 9 }).length;
  total += size;
  console.log(`${String(size).padStart(8)}  ${name}`);
}
// Latin fonts are fetched on the first paint; they are compressed already.
for (const name of [...assets].filter((asset) => /-latin-(wght|400)-normal.*\.woff2$/.test(asset))) {
  const size = readFileSync(new URL(`assets/${name}`, dist)).length;
  total += size;
  console.log(`${String(size).padStart(8)}  ${name}`);
}
console.log(`${String(total).padStart(8)}  first visit, gzip (limit ${LIMIT})`);
if (total > LIMIT) {
  console.error('The first visit is too heavy: load something later.');
  process.exit(1);
}
