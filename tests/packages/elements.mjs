// A page that somebody else writes, with the strictest policy under which the elements still work, and a person at it.
import { readFileSync } from 'node:fs';
import { createServer } from 'node:http';
import { extname, join } from 'node:path';
import { chromium } from '@playwright/test';
import { ROOT } from './harness.mjs';

const STANDALONE = join(ROOT, 'packages/elements/standalone');
const KINDS = {
  '.js': 'text/javascript',
  '.wasm': 'application/wasm',
  '.csv': 'text/csv',
  '.html': 'text/html; charset=utf-8',
};

/** Serves a page and the elements; `files` are texts by their paths. */
export async function servePage(files, connect) {
  const policy = [
    "default-src 'none'",
    "script-src 'self' 'wasm-unsafe-eval'",
    "style-src 'self'",
    `connect-src 'self' ${connect.join(' ')}`,
    "require-trusted-types-for 'script'",
    "base-uri 'none'",
    "form-action 'none'",
  ].join('; ');
  const server = createServer((request, response) => {
    const path = new URL(request.url, 'http://x').pathname;
    const kind = KINDS[extname(path)] ?? KINDS['.html'];
    const headers = { 'content-type': kind, 'content-security-policy': policy, 'x-content-type-options': 'nosniff' };
    const given = files[path];
    try {
      const body = given ?? readFileSync(join(STANDALONE, path.replace(/^\/makerstake\//, '')));
      response.writeHead(200, headers).end(body);
    } catch {
      response.writeHead(404).end();
    }
  });
  await new Promise((resolve) => server.listen(0, '127.0.0.1', resolve));
  return { url: `http://127.0.0.1:${server.address().port}/`, close: () => server.close() };
}

/** A browser that looks for nothing outside. */
export const launch = () =>
  chromium.launch({
    executablePath: process.env.CHROMIUM ?? '/usr/bin/chromium',
    args: ['--no-sandbox', '--disable-gpu', '--disable-background-networking', '--disable-component-update'],
  });

/** Opens a page with a wallet of these keys; every error and everything that the policy refused is a fault. */
export async function visit(browser, url, { inject, keys = [], lang = 'en-GB' }) {
  const context = await browser.newContext({ locale: lang, bypassCSP: false });
  const page = await context.newPage();
  page.setDefaultTimeout(60_000);
  const faults = [];
  page.on('pageerror', (error) => faults.push(String(error)));
  page.on('console', (message) => {
    const { url } = message.location();
    // A text that the test's node does not have is no fault of the page.
    if (message.type() === 'error' && !url.includes('/v1/documents/')) faults.push(`${message.text()} ${url}`);
  });
  await page.addInitScript(inject, { keys });
  await page.goto(url);
  return { page, faults, leave: () => context.close() };
}

/** What the accessibility checker finds in a page. */
export async function complaints(page) {
  // As a developer's tool: the page's policy allows no scripts of others.
  await page.evaluate(readFileSync(join(ROOT, 'node_modules/axe-core/axe.min.js'), 'utf8'));
  const { violations } = await page.evaluate(() => window.axe.run());
  return violations.map(({ id, nodes }) => `${id}: ${nodes.map(({ html }) => html).join(' ')}`);
}
