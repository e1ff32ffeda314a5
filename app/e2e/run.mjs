// Every story against the real localnet in a real browser. `node e2e/run.mjs [part of a name]` runs some of them.

import { startApp, startBrowser, startLocalnet } from './processes.mjs';
import * as newcomer from './stories/newcomer.mjs';
import * as pages from './stories/pages.mjs';
import * as troubles from './stories/troubles.mjs';

const wanted = process.argv[2] ?? '';
const stories = Object.entries({ ...newcomer, ...troubles, ...pages }).filter(([name]) => name.includes(wanted));
const began = Date.now();
const stops = [];
let failed = 0;
try {
  const localnet = await startLocalnet();
  stops.unshift(localnet.stop);
  const app = await startApp();
  stops.unshift(app.stop);
  const { browser, stop } = await startBrowser();
  stops.unshift(stop);
  for (const [name, story] of stories) {
    const from = Date.now();
    const words = name.replace(/([A-Z])/g, ' $1').toLowerCase();
    try {
      await story({ browser, app, rpc: localnet.url, localnet });
      console.log(`ok   ${words} (${((Date.now() - from) / 1000).toFixed(1)} s)`);
    } catch (error) {
      failed += 1;
      console.error(`FAIL ${words}\n${error.stack}`);
      await Promise.all(
        browser
          .contexts()
          .flatMap((context) =>
            context
              .pages()
              .map((page, at) => page.screenshot({ path: `e2e/output/failed-${name}-${at}.png` }).catch(() => {})),
          ),
      );
      await Promise.all(browser.contexts().map((context) => context.close()));
    }
  }
} catch (error) {
  failed += 1;
  console.error(error.message);
} finally {
  for (const stop of stops) await stop();
}
console.log(`${stories.length - failed} of ${stories.length} stories in ${((Date.now() - began) / 1000).toFixed(0)} s`);
process.exitCode = failed ? 1 : 0;
