// What a story is given: a browser, the dApp, and a network.
import { readFileSync } from 'node:fs';
import { test as base } from '@playwright/test';
import { until } from './processes.mjs';
import { NETS } from './setup.mjs';

const nets = () => JSON.parse(readFileSync(NETS, 'utf8'));

/** The network of this name, once it is there; nothing where there will be none. */
const netOf = (name) => until(`the network "${name}"`, async () => name in nets() && nets(), 1_300);

export const test = base.extend({
  /** Which network: `fresh`, or `platform` with the demonstration on it. */
  on: ['fresh', { option: true }],
  net: async ({ browser, on }, use) => {
    const { app, [on]: found, why } = await netOf(on);
    if (why && on === 'platform') throw new Error(`the demonstration failed: ${why}`);
    base.skip(!found, 'MAKERSTAKE_DEMO_BIN names no demonstration');
    const { url, pid } = found;
    const localnet = {
      url,
      isOwn: pid !== undefined,
      pause: () => process.kill(pid, 'SIGSTOP'),
      resume: () => process.kill(pid, 'SIGCONT'),
    };
    await use({ browser, app: { url: app }, rpc: url, localnet });
    await Promise.all(browser.contexts().map((context) => context.close()));
  },
});

/** Each story under its name, in words. */
export function tell(stories) {
  for (const [name, story] of Object.entries(stories))
    test(name.replace(/([A-Z])/g, ' $1').toLowerCase(), async ({ net }) => story(net));
}
