// What is wrong with a page for people who see little, hear it read, or hold it in one hand.
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';

const AXE = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');

/** The narrowest page that anybody should have to read (WCAG 1.4.10). */
const NARROWEST = 320;

/** Adds to `found` by how much a page must be scrolled sideways. */
async function measure(page, name, found) {
  const width = await page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth);
  if (width > 0) found.push(`${name}: ${width} px too wide`);
}

/** Adds what does not fit on the narrowest page. */
export async function squeeze({ page }, name, found) {
  const size = page.viewportSize();
  await page.setViewportSize({ ...size, width: NARROWEST });
  await measure(page, `${name}, ${NARROWEST} px wide`, found);
  await page.setViewportSize(size);
}

/** Pictures what is shown, and adds what is wrong with it to `found`. */
export async function examine({ page, shot }, name, found) {
  // Settled when nothing is being read any more.
  await page.waitForFunction(() => document.querySelectorAll('[role=status][aria-label]').length === 0);
  await shot(name);
  await measure(page, name, found);
  // Evaluated by the debugger, not loaded by the page: its policy stays as it is.
  await page.evaluate(AXE);
  const violations = await page.evaluate(async () => {
    const tags = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice'];
    const { violations } = await window.axe.run(document, { runOnly: tags });
    const say = ({ target, failureSummary }) => `${target.join(' ')} ${failureSummary}`;
    return violations.map(({ id, nodes }) => `${id}: ${nodes.slice(0, 3).map(say).join(' | ')}`);
  });
  found.push(...violations.map((violation) => `${name}: ${violation}`));
}

/** Examines what is shown as it is, and on a phone; nothing may be wrong with either. */
export async function examineOnBoth(me, name) {
  const { page } = me;
  const size = page.viewportSize();
  const found = [];
  await examine(me, `${name}-${size.width}`, found);
  await page.setViewportSize({ width: 360, height: 740 });
  await examine(me, `${name}-360`, found);
  await page.setViewportSize(size);
  assert.deepEqual(found, []);
}
