// Every page, in both sizes: without accessibility violations, without sideways scrolling, and pictured.
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { visit } from '../world.mjs';

const AXE = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');
const PLACES = [
  '/',
  '/creator',
  '/works/verify',
  '/works/attest',
  '/works/batches',
  '/works/all',
  '/earn',
  '/ownership/mine',
  '/ownership/grants',
  '/ownership/table',
  '/governance/open',
  '/governance/ended',
  '/governance/create',
  '/governance/tracks',
  '/governance/seat',
  '/treasury',
  '/rulebook',
  '/settings',
];

async function audit(net, size, scheme, locale) {
  const me = await visit(net, { ...size, scheme, locale });
  const found = [];
  for (const place of PLACES) {
    await me.go(place);
    // Settled when nothing is being read any more.
    await me.page.waitForFunction(() => document.querySelectorAll('[role=status][aria-label]').length === 0);
    const name = `page${place === '/' ? '-home' : place.replaceAll('/', '-')}-${size.width}-${scheme}`;
    await me.shot(name);
    const width = await me.page.evaluate(
      () => document.documentElement.scrollWidth - document.documentElement.clientWidth,
    );
    if (width > 0) found.push(`${name}: ${width} px too wide`);
    // Evaluated by the debugger, not loaded by the page: its policy stays as it is.
    await me.page.evaluate(AXE);
    const violations = await me.page.evaluate(async () => {
      const tags = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice'];
      const { violations } = await window.axe.run(document, { runOnly: tags });
      const say = ({ target, failureSummary }) => `${target.join(' ')} ${failureSummary}`;
      return violations.map(({ id, nodes }) => `${id}: ${nodes.slice(0, 3).map(say).join(' | ')}`);
    });
    found.push(...violations.map((violation) => `${name}: ${violation}`));
  }
  await me.leave();
  assert.deepEqual(found, []);
}

export const everyPageAtDesktopWidth = (net) => audit(net, { width: 1280, height: 900 }, 'light', 'en-GB');
export const everyPageAtPhoneWidthInTheDark = (net) => audit(net, { width: 360, height: 740 }, 'dark', 'nl-NL');
export async function everyPageIsSpokenInSpanish(net) {
  const me = await visit(net, { locale: 'es-ES' });
  assert.equal(await me.page.locator('html').getAttribute('lang'), 'es');
  await me.page.getByText('Posee lo que ayudas a construir.').waitFor();
  await me.leave();
}
