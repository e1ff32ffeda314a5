// What the tests need running: the localnet, the built dApp, the browser. Everything is waited for by what it says or
// answers, and ended by the process that was started.
import { spawn } from 'node:child_process';
import { existsSync } from 'node:fs';
import { createServer } from 'node:net';
import { join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';

const APP = fileURLToPath(new URL('..', import.meta.url));
const ROOT = join(APP, '..');

/** A port that is free now. */
export function freePort() {
  return new Promise((resolve, reject) => {
    const server = createServer().on('error', reject);
    server.listen(0, '127.0.0.1', () => {
      const { port } = server.address();
      server.close(() => resolve(port));
    });
  });
}

/** Asks until it is answered; throws after `seconds`, or when `isAlive` says that nobody is there to answer. */
export async function until(what, ask, seconds = 180, isAlive = () => true) {
  const end = Date.now() + seconds * 1000;
  let last;
  while (Date.now() < end) {
    if (!isAlive()) break;
    try {
      const answer = await ask();
      if (answer) return answer;
    } catch (error) {
      last = error;
    }
    await wait(100);
  }
  throw new Error(`${what} did not happen${last ? `: ${last.message}` : ''}`);
}

/** One JSON-RPC call. */
export async function rpc(url, method, params = []) {
  const answer = await fetch(url, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ jsonrpc: '2.0', id: 1, method, params }),
  });
  const { result, error } = await answer.json();
  if (error) throw new Error(`${method}: ${error.message}`);
  return result;
}

/** A process that says something, and ends when it is told to. */
export function start(command, args, options = {}) {
  const child = spawn(command, args, { cwd: APP, stdio: ['ignore', 'pipe', 'pipe'], ...options });
  let said = '';
  child.stdout.on('data', (data) => {
    said += data;
  });
  child.stderr.on('data', (data) => {
    said += data;
  });
  const ended = new Promise((resolve) => child.once('exit', resolve));
  return {
    said: () => said,
    isAlive: () => child.exitCode === null && child.signalCode === null,
    stop: async (signal = 'SIGTERM') => {
      if (child.exitCode === null) child.kill(signal);
      await Promise.race([ended, wait(5_000).then(() => child.kill('SIGKILL'))]);
    },
    pid: child.pid,
  };
}

/** The localnet with the programs deployed; `MAKERSTAKE_BIN` names the binary, `MAKERSTAKE_RPC` one that runs already. */
export async function startLocalnet() {
  const running = process.env.MAKERSTAKE_RPC;
  if (running) return { url: running, stop: async () => {} };
  const binary = process.env.MAKERSTAKE_BIN;
  if (!binary || !existsSync(binary)) {
    throw new Error(
      'MAKERSTAKE_BIN must name the built `makerstake`: cargo build --manifest-path crates/Cargo.toml -p makerstake-cli',
    );
  }
  const [rpcPort, wsPort] = [await freePort(), await freePort()];
  const args = ['localnet', '--rpc-port', `${rpcPort}`, '--ws-port', `${wsPort}`];
  const child = start(binary, args, { cwd: ROOT });
  const url = `http://127.0.0.1:${rpcPort}`;
  await until(
    `the localnet's first block (${args.join(' ')})`,
    () => rpc(url, 'getBlockHeight').then((n) => n >= 1),
    300,
    child.isAlive,
  ).catch(async (error) => {
    await child.stop();
    throw new Error(`${error.message}\n${child.said()}`);
  });
  return { url, pid: child.pid, stop: child.stop };
}

/**
 * A network on which the demonstration has been played: a platform with owners, proposals, budgets and rules.
 * `MAKERSTAKE_DEMO_BIN` names the binary; without it there is none, and stories about owners are skipped.
 */
export async function startDemo() {
  if (process.env.MAKERSTAKE_RPC) return startLocalnet();
  const binary = process.env.MAKERSTAKE_DEMO_BIN;
  if (!binary) return undefined;
  const [rpcPort, wsPort, appPort] = [await freePort(), await freePort(), await freePort()];
  const deploy = process.env.MAKERSTAKE_DEPLOY_DIR ? ['--deploy-dir', process.env.MAKERSTAKE_DEPLOY_DIR] : [];
  const child = start(
    binary,
    [...deploy, '--rpc-port', `${rpcPort}`, '--ws-port', `${wsPort}`, '--app-port', `${appPort}`],
    { cwd: ROOT },
  );
  const done = () => /network stays up/.test(child.said());
  await until('the demonstration', async () => done(), 1_200, child.isAlive).catch(async (error) => {
    await child.stop();
    throw new Error(`${error.message}\n${child.said().slice(-2_000)}`);
  });
  return { url: `http://127.0.0.1:${rpcPort}`, stop: child.stop };
}

/** The built dApp, served with its headers. */
export async function startApp() {
  const port = await freePort();
  const child = start(process.execPath, [
    join(ROOT, 'node_modules/vite/bin/vite.js'),
    'preview',
    '--port',
    `${port}`,
    '--strictPort',
  ]);
  const url = `http://127.0.0.1:${port}/`;
  await until('the dApp', () => fetch(url).then((answer) => answer.ok), 180, child.isAlive);
  return { url, stop: child.stop };
}
