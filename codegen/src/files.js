// Files of a rendered client.
import { mkdirSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, join, relative } from 'node:path';

/** Paths of the files under a folder, relative to it, sorted. */
export function filesUnder(folder) {
  return readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => relative(folder, join(entry.parentPath ?? entry.path, entry.name)))
    .sort();
}

/** Writes `path → text` under a folder, in place of what was there under the same first names. */
export function writeFiles(folder, files) {
  for (const top of new Set([...files.keys()].map((path) => path.split('/')[0]))) {
    rmSync(join(folder, top), { recursive: true, force: true });
  }
  for (const [path, text] of files) {
    mkdirSync(dirname(join(folder, path)), { recursive: true });
    writeFileSync(join(folder, path), text.endsWith('\n') ? text : `${text}\n`);
  }
}
