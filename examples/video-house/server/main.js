// `npm start`: the house, in front of the demonstration unless the environment says otherwise.
import { serve } from '@hono/node-server';
import { addresses, createMakerstake } from '@makerstake/client';
import { configure } from './config.js';
import { attestNight, exportDay } from './night.js';
import { createSite } from './site.js';
import { openStore } from './store.js';

const DAY = 86_400_000;
const config = await configure();
const { rpc, node, platform } = config;
const makerstake = await createMakerstake({ rpc, node, platform });
const world = {
  makerstake,
  config,
  store: openStore(config.data),
  house: await addresses.creator(config.studio.address),
};

setInterval(async () => {
  try {
    await attestNight(world);
    await exportDay(world, new Date(Date.now() - DAY / 2).toISOString().slice(0, 10));
  } catch (error) {
    // The next night takes what this one left.
    console.error(error);
  }
}, DAY).unref();

serve({ fetch: createSite(world).fetch, hostname: '127.0.0.1', port: config.port }, ({ port }) =>
  console.log(`the house: http://127.0.0.1:${port}/`),
);
