// Starts what every story needs: the built dApp, a network of their own for newcomers, and the network of the
// demonstration, which is played while the first stories run. Tests find them in `nets.json`.
import { mkdirSync, rmSync, writeFileSync } from 'node:fs';
import { startApp, startDemo, startLocalnet } from './processes.mjs';
import { OUTPUT } from './world.mjs';

export const NETS = `${OUTPUT}nets.json`;

export default async function setup() {
  mkdirSync(OUTPUT, { recursive: true });
  rmSync(NETS, { force: true });
  const nets = {};
  const note = (some) => writeFileSync(NETS, JSON.stringify(Object.assign(nets, some)));
  const demo = startDemo();
  demo.then(
    (net) => note({ platform: net ? { url: net.url } : null }),
    (error) => note({ platform: null, why: error.message }),
  );
  const running = await Promise.allSettled([startApp(), startLocalnet()]);
  const stop = async () => {
    const started = [...running, ...(await Promise.allSettled([demo]))];
    for (const { value } of started) await value?.stop();
  };
  const failed = running.find(({ status }) => status === 'rejected');
  if (failed) {
    await stop();
    throw failed.reason;
  }
  const [app, localnet] = running.map(({ value }) => value);
  note({ app: app.url, fresh: { url: localnet.url, pid: localnet.pid } });
  return stop;
}
