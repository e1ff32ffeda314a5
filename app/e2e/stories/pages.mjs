// Every page, in both sizes: without accessibility violations, without sideways scrolling, and pictured.
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { as, owners } from '../people.mjs';
import { file, visit } from '../world.mjs';

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
  '/governance/passed',
  '/governance/ended',
  '/governance/create',
  '/governance/tracks',
  '/governance/seat',
  '/treasury',
  '/rulebook',
  '/settings',
];

/** Pictures what is shown, and adds what is wrong with it to `found`. */
async function examine({ page, shot }, name, found) {
  // Settled when nothing is being read any more.
  await page.waitForFunction(() => document.querySelectorAll('[role=status][aria-label]').length === 0);
  await shot(name);
  const width = await page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth);
  if (width > 0) found.push(`${name}: ${width} px too wide`);
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

const nameOf = (place, size, scheme) =>
  `page${place === '/' ? '-home' : place.replaceAll('/', '-')}-${size.width}-${scheme}`;

async function audit(net, size, scheme, locale) {
  const me = await visit(net, { ...size, scheme, locale });
  const found = [];
  for (const place of PLACES) {
    await me.go(place);
    await examine(me, nameOf(place, size, scheme), found);
  }
  await me.leave();
  assert.deepEqual(found, []);
}

/** What only an owner sees, with a wallet connected: every form of a proposal, and the review of what it would sign. */
async function auditAsOwner(net, size, scheme) {
  if (net.localnet.isOwn) return;
  const [owner] = await owners(net.rpc);
  const me = await as(net, owner, '/creator', { ...size, scheme });
  const { page } = me;
  const found = [];
  for (const place of [
    '/',
    '/creator',
    '/works/mine',
    '/earn',
    '/ownership/mine',
    '/governance/passed',
    '/governance/seat',
  ]) {
    await me.go(place);
    await examine(me, nameOf(`/owner${place}`, size, scheme), found);
  }
  await me.go('/governance/create');
  const kind = page.getByLabel('Kind');
  const kinds = await kind.locator('option').evaluateAll((options) => options.map(({ value }) => value));
  for (const each of kinds) {
    await kind.selectOption(each);
    await examine(me, nameOf(`/form/${each}`, size, scheme), found);
  }
  await kind.selectOption('resolve');
  await page.getByLabel('Text').fill('We publish our minutes.');
  await page.getByRole('button', { name: 'Add', exact: true }).click();
  await page.getByLabel('Title').fill('Minutes');
  await page.getByLabel('Address of the document that explains it').fill('https://example.org/minutes.md');
  await page.getByLabel('The document itself').setInputFiles(file('minutes.md', '# Minutes'));
  await page.locator('[data-hash]').waitFor();
  await page.getByRole('button', { name: 'Propose', exact: true }).last().click();
  await me.review();
  await examine(me, nameOf('/review', size, scheme), found);
  await me.leave();
  assert.deepEqual(found, []);
}

export const everyPageAtDesktopWidth = (net) => audit(net, { width: 1280, height: 900 }, 'light', 'en-GB');
export const everyPageAtPhoneWidthInTheDark = (net) => audit(net, { width: 360, height: 740 }, 'dark', 'nl-NL');
export const everyFormAtDesktopWidthInTheDark = (net) => auditAsOwner(net, { width: 1280, height: 900 }, 'dark');
export const everyFormAtPhoneWidth = (net) => auditAsOwner(net, { width: 360, height: 740 }, 'light');
export async function everyPageIsSpokenInSpanish(net) {
  const me = await visit(net, { locale: 'es-ES' });
  assert.equal(await me.page.locator('html').getAttribute('lang'), 'es');
  await me.page.getByText('Posee lo que ayudas a construir.').waitFor();
  await me.leave();
}
