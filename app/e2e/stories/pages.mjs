// Every page, in both sizes: without accessibility violations, without sideways scrolling, and pictured.
import assert from 'node:assert/strict';
import { examine, squeeze } from '../examine.mjs';
import { as, owners } from '../people.mjs';
import { file, visit } from '../world.mjs';

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
  '/governance/makers',
  '/treasury',
  '/rulebook',
  '/rulebook/constitution',
  '/rulebook/1',
  '/creators',
  '/treasury/1',
  '/settings',
];

const nameOf = (place, size, scheme) =>
  `page${place === '/' ? '-home' : place.replaceAll('/', '-')}-${size.width}-${scheme}`;

async function audit(net, size, scheme, locale) {
  const me = await visit(net, { ...size, scheme, locale });
  const found = [];
  for (const place of PLACES) {
    await me.go(place);
    await examine(me, nameOf(place, size, scheme), found);
    if (size.width < 400) await squeeze(me, place, found);
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
    '/governance/makers',
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
    if (size.width < 400) await squeeze(me, each, found);
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
