// A person at the dApp: what a test can do and see. Everything waits for what the page shows, never for time.
import assert from 'node:assert/strict';
import { mkdirSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { compareWithBytes } from './bytes.mjs';

export const OUTPUT = fileURLToPath(new URL('output/', import.meta.url));
mkdirSync(OUTPUT, { recursive: true });

/** Opens the dApp as somebody new: an empty browser, a size, perhaps a wallet of the test's own. */
export async function visit(
  { browser, app, rpc },
  { width = 1280, height = 900, locale = 'en-GB', scheme = 'light', script, path = '/' } = {},
) {
  const context = await browser.newContext({
    viewport: { width, height },
    locale,
    colorScheme: scheme,
    reducedMotion: 'reduce',
  });
  const page = await context.newPage();
  // Long: a machine that does much else is slow, and nothing here waits for time.
  page.setDefaultTimeout(180_000);
  const faults = [];
  page.on('pageerror', (error) => faults.push(`error: ${error.message}`));
  page.on('console', (message) => {
    if (message.type() === 'error') faults.push(`console: ${message.text()}`);
  });
  // No third party may be asked for anything.
  page.on('request', (request) => {
    const { origin, protocol } = new URL(request.url());
    if (!protocol.startsWith('http')) return;
    if (origin !== new URL(app.url).origin && origin !== new URL(rpc).origin)
      faults.push(`asked a stranger: ${request.url()}`);
  });
  if (script) await page.addInitScript(script.fn, script.arg);
  const url = `${app.url}?rpc=${encodeURIComponent(rpc)}#${path}`;
  await page.goto(url);
  await page.getByRole('main').waitFor();
  const person = {
    page,
    faults,
    go: async (to) => {
      await page.evaluate((hash) => {
        location.hash = hash;
      }, to);
      await page.locator('main h1').first().waitFor();
    },
    connect: async (name = 'Burner wallet') => {
      await page.getByRole('banner').getByRole('button', { name: 'Connect wallet' }).click();
      await page.getByRole('dialog').getByRole('button', { name }).first().click();
      const button = page.locator('[data-wallet]');
      await button.waitFor();
      return button.getAttribute('data-wallet');
    },
    airdrop: async () => {
      await page.locator('[data-wallet]').click();
      const dialog = page.getByRole('dialog');
      await dialog.locator('[data-action=airdrop]').click();
      await dialog.getByText(/5(\.0+)?\s*SOL/).waitFor();
      await dialog.getByRole('button', { name: 'Close' }).click();
    },
    /** The review dialog: what it says, once it is ready. */
    review: async () => {
      await page.locator('[data-stage=ready]').waitFor();
      const sentences = await page.locator('[data-sentences] li').allInnerTexts();
      return sentences.map((sentence) => sentence.replace(/\s+/g, ' ')).join('\n');
    },
    sign: async () => page.locator('[data-action=sign]').click(),
    /** What the review shows, with the addresses and hashes that it shortens. */
    shown: async () => {
      const text = await person.review();
      // What is paid for computing is in the details.
      const limits = await page.locator('[data-limits] li').allTextContents();
      const all = (selector, name) =>
        page
          .locator(`[data-sentences] ${selector}`)
          .evaluateAll((found, of) => found.map((e) => e.getAttribute(of)), name);
      return {
        text: [text, ...limits].join('\n'),
        addresses: await all('[data-address]', 'data-address'),
        hashes: await all('code[title]', 'title'),
      };
    },
    /**
     * Reviews, signs, and waits until it is confirmed; gives the words. Where the wallet is the test's own, the bytes that
     * it signed are read by the IDL and compared with what was shown.
     */
    approve: async () => {
      const shown = await person.shown();
      assert.equal(await page.getByText('This would fail now').count(), 0, `it would fail: ${shown.text}`);
      await person.sign();
      await person.confirmed();
      const signed = await page.evaluate(() => window.testWallet?.signed.at(-1));
      if (signed) compareWithBytes(Uint8Array.from(signed), shown);
      return shown.text;
    },
    /** Reads everything anew, as after a while. */
    later: async () => {
      await page.reload();
      await page.locator('main h1').first().waitFor();
      await page.locator('[data-wallet]').waitFor();
    },
    confirmed: async () => {
      await page.locator('[data-stage=confirmed]').waitFor();
      await page.locator('[data-action=done]').click();
    },
    shot: (name) => page.screenshot({ path: `${OUTPUT}${name}.png`, fullPage: true }),
    /** Ends the visit; nothing may have gone wrong unseen. */
    leave: async (allowed = []) => {
      const left = faults.filter((fault) => !allowed.some((pattern) => pattern.test(fault)));
      await context.close();
      assert.deepEqual(left, []);
    },
  };
  return person;
}

/** A file as the browser's file chooser gives it. */
export const file = (name, text, type = 'text/plain') => ({ name, mimeType: type, buffer: Buffer.from(text) });
