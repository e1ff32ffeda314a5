// The command line, as a scorer or a challenger uses it beside the dApp.
import { execFile } from 'node:child_process';
import { mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { demoKey, fund, owners, poolOf } from './people.mjs';

const run = promisify(execFile);

/** A folder of the test's own. */
export const folder = () => mkdtempSync(join(tmpdir(), 'makerstake-e2e-'));

/** Runs one command, signed by a key. */
export async function makerstake(net, key, args, where) {
  const file = join(where, `${key.address}.json`);
  writeFileSync(file, JSON.stringify([...key.pkcs8.slice(-32), ...key.publicKey]), { mode: 0o600 });
  const { stdout } = await run(
    process.env.MAKERSTAKE_BIN,
    [...args, '--url', net.rpc, '--keypair', file, '--yes', '--output', 'json'],
    { cwd: where },
  );
  return stdout.trim() === '' ? undefined : JSON.parse(stdout);
}

const BECAUSE = '{"why":"what the owners agreed"}\n';

/**
 * The files of the pool's next epoch: `parts` in base units by holder, and what is left of the allocation in equal parts
 * to the owners there are. Gives the epoch's number and where its files are.
 */
export async function buildEpoch(net, where, name, parts) {
  const pool = await poolOf(net.rpc);
  const allocation = Math.floor(((pool.contributions_cap - pool.contributions_emitted) * pool.decay_bps) / 10_000);
  const others = (await owners(net.rpc)).filter(({ holder }) => !(holder in parts));
  const left = Object.values(parts).reduce((rest, part) => rest - part, allocation);
  const each = Math.floor(left / others.length);
  const list = [
    ...Object.entries(parts),
    ...others.map(({ holder }, at) => [holder, at === 0 ? left - each * (others.length - 1) : each]),
  ];
  const path = join(where, name);
  writeFileSync(join(where, `${name}.csv`), `recipient,amount\n${list.map((row) => row.join()).join('\n')}\n`);
  writeFileSync(join(where, 'because.json'), BECAUSE);
  const scorer = demoKey('scorer');
  const files = ['--list', `${name}.csv`, '--format', 'solana-tokens', '--unit', 'base', '--because', 'because.json'];
  await makerstake(net, scorer, ['dist', 'import', path, ...files], where);
  await makerstake(net, scorer, ['dist', 'build', path, '--pool', pool.address], where);
  return { epoch: pool.next_epoch, files: ['manifest.json', 'leaves.csv'].map((file) => join(path, file)), path };
}

/** Proposes an epoch as the scorer of the demonstration. */
export async function proposeEpoch(net, where, path) {
  const scorer = demoKey('scorer');
  await fund(net, scorer.address);
  await makerstake(net, scorer, ['dist', 'propose', path], where);
}
