// Every story against the real network in a real browser. `node e2e/run.mjs [parts of names]` runs some of them.
import { startApp, startBrowser, startDemo, startLocalnet } from './processes.mjs';
import * as changes from './stories/changes.mjs';
import * as code from './stories/code.mjs';
import * as hashed from './stories/hashed.mjs';
import * as newcomer from './stories/newcomer.mjs';
import * as owners from './stories/owners.mjs';
import * as ownership from './stories/ownership.mjs';
import * as pages from './stories/pages.mjs';
import * as strings from './stories/strings.mjs';
import * as troubles from './stories/troubles.mjs';

const wanted = process.argv.slice(2);
const isWanted = ([name]) => wanted.length === 0 || wanted.some((part) => name.includes(part));
const some = (stories) => Object.entries(stories).filter(isWanted);
const began = Date.now();
const stops = [];
const counts = { ok: 0, failed: 0, skipped: 0 };

const seconds = (from) => `${((Date.now() - from) / 1000).toFixed(1)} s`;

async function play(name, story, net) {
  const from = Date.now();
  const words = name.replace(/([A-Z])/g, ' $1').toLowerCase();
  try {
    await story(net);
    counts.ok += 1;
    console.log(`ok    ${words} (${seconds(from)})`);
  } catch (error) {
    counts.failed += 1;
    console.error(`FAIL  ${words}\n${error.stack}`);
    const open = net.browser.contexts().flatMap((context) => context.pages());
    await Promise.all(
      open.map((page, at) => page.screenshot({ path: `e2e/output/failed-${name}-${at}.png` }).catch(() => {})),
    );
    await Promise.all(net.browser.contexts().map((context) => context.close()));
  }
}

try {
  // The demonstration is played while the first stories run on a network of their own.
  const populated = startDemo();
  populated.then((net) => net && stops.unshift(net.stop)).catch(() => {});
  const localnet = await startLocalnet();
  stops.unshift(localnet.stop);
  const app = await startApp();
  stops.unshift(app.stop);
  const { browser, stop } = await startBrowser();
  stops.unshift(stop);
  const world = (net) => ({ browser, app, rpc: net.url, localnet: net });
  for (const [name, story] of some({ ...newcomer, ...troubles })) await play(name, story, world(localnet));
  const demo = await populated;
  for (const [name, story] of some({ ...ownership, ...changes, ...code, ...hashed, ...owners, ...strings })) {
    if (demo) await play(name, story, world(demo));
    else {
      counts.skipped += 1;
      console.log(`skip  ${name}: MAKERSTAKE_DEMO_BIN names no demonstration`);
    }
  }
  for (const [name, story] of some(pages)) await play(name, story, world(demo ?? localnet));
} catch (error) {
  counts.failed += 1;
  console.error(error.message);
} finally {
  for (const stop of stops) await stop();
}
console.log(`${counts.ok} stories passed, ${counts.failed} failed, ${counts.skipped} skipped, in ${seconds(began)}`);
process.exitCode = counts.failed > 0 ? 1 : 0;
