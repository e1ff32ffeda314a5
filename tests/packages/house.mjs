// The example platform, started as its readers start it, in front of the test's network.
import { join } from 'node:path';
import { folder, ROOT, start, until } from './harness.mjs';

export const SECRET = 'the secret of the demonstration';

/** The hook by which a node tells the house. */
export const hookTo = (port) => `[[hooks]]
name = "house"
url = "http://127.0.0.1:${port}/hooks"
secret = "${SECRET}"
kinds = ["vote.cast"]
internal = true
`;

/** Builds and starts it; `npm start` does the same. */
export async function startHouse({ rpc, node, platform }, port) {
  const env = { ...process.env, RPC_URL: rpc, NODE_URL: node, PLATFORM: platform, PORT: `${port}`, DATA: folder() };
  const child = start('npm', ['start', '--silent'], { cwd: join(ROOT, 'examples/video-house'), env, detached: true });
  // What npm started ends with it.
  const stop = () => {
    if (child.isAlive()) process.kill(-child.pid, 'SIGTERM');
  };
  const url = `http://127.0.0.1:${port}/`;
  await until('the house', async () => (await fetch(url)).ok, 60, child.isAlive).catch((error) => {
    stop();
    throw new Error(`${error.message}\n${child.said()}`);
  });
  return { url, stop };
}
