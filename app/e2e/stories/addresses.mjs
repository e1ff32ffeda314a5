// Addresses, Back, dialogs and tabs, as people expect of a browser.
import assert from 'node:assert/strict';
import { visit } from '../world.mjs';

/** How far down the list is scrolled before a page of it is opened. */
const FAR = 300;

export async function backLeadsToWhereAListWasScrolled(net) {
  const me = await visit(net, { height: 500, path: '/creators?q=a' });
  const { page } = me;
  const hash = () => page.evaluate(() => location.hash);
  const link = page.locator('main ul a').nth(5);
  await link.waitFor();
  await page.evaluate((y) => scrollTo(0, y), FAR);
  await page.waitForFunction((y) => scrollY === y, FAR);
  await link.click();
  await page.getByRole('button', { name: 'Share' }).waitFor();
  await page.waitForFunction(() => scrollY === 0);
  assert.match(await page.title(), /^@.+ · /, 'a page has a title of its own');
  await page.goBack();
  await page.waitForFunction((y) => scrollY === y, FAR);
  assert.equal(await hash(), '#/creators?q=a', 'filters are in the address');
  await me.leave();
}

export async function backClosesADialogAndATabIsOneStep(net) {
  const me = await visit(net, { path: '/governance/open' });
  const { page } = me;
  const hash = () => page.evaluate(() => location.hash);
  const button = page.getByRole('banner').getByRole('button', { name: 'Connect wallet' });
  const dialog = page.getByRole('dialog');
  await button.click();
  await dialog.waitFor();
  await page.goBack();
  await dialog.waitFor({ state: 'hidden' });
  assert.equal(await hash(), '#/governance/open');
  const tab = page.getByRole('tab', { name: 'Tracks' });
  const before = await page.evaluate(() => history.length);
  await tab.click();
  await page.waitForFunction(() => location.hash === '#/governance/tracks');
  assert.ok((await page.evaluate(() => history.length)) <= before + 1);
  await page.goBack();
  await page.waitForFunction(() => location.hash === '#/governance/open');
  await me.leave();
}

export async function anAddressWithoutAPlatformShowsNoOther(net) {
  const me = await visit(net, { path: '/p/11111111111111111111111111111111/governance' });
  await me.page.getByRole('heading', { name: 'No platform at this address' }).waitFor();
  await me.page.getByText('Choose a platform').waitFor();
  await me.leave();
}
