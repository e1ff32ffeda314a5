// Builds the WebAssembly where it is missing or older than the rules: whoever only works on the dApp need not know of it.
import { spawnSync } from 'node:child_process';
import { readdirSync, statSync } from 'node:fs';
import { join } from 'node:path';

const root = join(import.meta.dirname, '../../..');
const built = statSync(join(root, 'packages/client/wasm/makerstake_bg.wasm'), { throwIfNoEntry: false });

/** When a file below a folder was last changed. */
function changed(folder) {
  const entries = readdirSync(join(root, folder), { recursive: true, withFileTypes: true });
  const files = entries.filter((entry) => entry.isFile()).map((entry) => join(entry.parentPath, entry.name));
  return Math.max(...files.map((file) => statSync(file).mtimeMs));
}

if (
  !built ||
  ['crates/client-wasm', 'crates/client/src', 'programs/core'].some((folder) => changed(folder) > built.mtimeMs)
) {
  const { status } = spawnSync('cargo', ['xtask', 'wasm'], { cwd: root, stdio: 'inherit' });
  if (status !== 0) console.error('There is no WebAssembly of the rules: run `cargo xtask wasm`.');
  process.exit(status ?? 1);
}
