// An empty project, as somebody else starts one: packed packages are installed into it, and the page's code runs there.
import { execFile } from 'node:child_process';
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { ROOT } from './harness.mjs';

const run = promisify(execFile);

/** Packs packages of the workspace into a folder; gives the files. */
export async function pack(names, where) {
  const files = [];
  for (const name of names) {
    const { stdout } = await run('npm', ['pack', '--json', '--pack-destination', where], {
      cwd: join(ROOT, 'packages', name),
    });
    const [packed] = Object.values(JSON.parse(stdout));
    files.push(join(where, packed.filename.replace('@', '').replace('/', '-')));
  }
  return files;
}

/** Installs packages into an empty project. */
export async function install(files, where) {
  writeFileSync(join(where, 'package.json'), JSON.stringify({ name: 'empty', private: true, type: 'module' }));
  const flags = ['--prefer-offline', '--no-audit', '--no-fund', '--ignore-scripts'];
  await run('npm', ['install', ...flags, ...files, '@solana/kit@8.4.0'], { cwd: where });
}

/** The blocks of a page in this language. */
export const blocks = (page, language) =>
  [...readFileSync(join(ROOT, page), 'utf8').matchAll(/^```(\w+)\n(.*?)^```$/gms)]
    .filter(([, of]) => of === language)
    .map(([, , text]) => text);

/** Runs a module in a project; gives what it printed. */
export async function runModule(where, name, text, env) {
  writeFileSync(join(where, name), text);
  const { stdout } = await run(process.execPath, [name], {
    cwd: where,
    env: { ...process.env, ...env },
    timeout: 120_000,
  });
  return stdout;
}
