// Somebody new tries the dApp with the burner wallet: registers, attests, checks, revises, batches, and hands over keys.
import assert from 'node:assert/strict';
import { createHash } from 'node:crypto';
import { DAY, travel } from '../people.mjs';
import { file, visit } from '../world.mjs';

/** A name of a file that a careless page would run. */
const HOSTILE = '<img src=x onerror="document.title=1">.txt';

export async function aNewcomerRegistersAndAttests(net) {
  const me = await visit(net, { path: '/creator' });
  const { page } = me;
  const key = await me.connect();
  await me.airdrop();

  await page.getByLabel('Handle', { exact: true }).fill('ada_lovelace');
  await page.getByText('@ada_lovelace is free.').waitFor();
  await page.getByRole('button', { name: 'Register' }).click();
  const words = await me.review();
  assert.match(words, /Register\s+you.* as the creator .*@ada_lovelace.*without a recovery key/s);
  await me.shot('review-register');
  await me.sign();
  await me.confirmed();
  await page.getByText('@ada_lovelace').first().waitFor();

  const text = 'The Analytical Engine weaves algebraic patterns.';
  const hash = createHash('sha256').update(text).digest('hex');
  await me.go('/works/attest');
  await page.getByLabel('The work').setInputFiles(file('note-g.txt', text));
  await page.locator(`[data-hash="${hash}"]`).waitFor();
  await page.getByRole('button', { name: 'Attest this work' }).click();
  const said = await me.review();
  assert.ok(said.includes(`${hash.slice(0, 4)}…${hash.slice(-4)}`), said);
  await me.sign();
  await me.confirmed();

  await me.go('/works/verify');
  await page.getByLabel('The file to check').setInputFiles(file('copy.txt', text));
  await page.getByText('One creator attested exactly this file').waitFor();
  await me.shot('verify-found');
  await page.getByLabel('The file to check').setInputFiles(file('other.txt', `${text} `));
  await page.getByText('Nobody has attested this file').waitFor();

  await me.go('/works/mine');
  await page.locator('[data-attestation]').first().waitFor();
  await page.getByRole('button', { name: 'New version' }).click();
  await page
    .getByRole('dialog')
    .getByLabel('The work')
    .setInputFiles(file('note-g-2.txt', `${text} Second edition.`));
  await page.getByRole('dialog').getByRole('button', { name: 'Attest this work' }).click();
  await me.review();
  await me.sign();
  await me.confirmed();
  await page.getByText('has a newer version').waitFor();
  await me.leave();
  return key;
}

/** Registers with the burner wallet, under a handle. */
async function register(net, handle) {
  const me = await visit(net, { path: '/creator' });
  await me.connect();
  await me.airdrop();
  await me.page.getByLabel('Handle', { exact: true }).fill(handle);
  return me;
}

export async function aHandleIsReleasedTakenBackAndTakenByAnother(net) {
  const name = 'grace_hopper';
  const me = await register(net, name);
  const { page } = me;
  await page.getByText(`@${name} is free.`).waitFor();
  await page.getByRole('button', { name: 'Register' }).click();
  await me.approve();
  const mine = page.locator('[data-handle]', { hasText: name });
  const letGo = async () => {
    await mine.waitFor();
    await page.getByRole('button', { name: 'Let go of the handle' }).click();
    await me.approve();
    await mine.waitFor({ state: 'detached' });
  };
  await letGo();
  await page.getByLabel('Handle', { exact: true }).fill(name);
  await page.getByText(`You let go of @${name}, and can take it back.`).waitFor();
  await page.getByRole('button', { name: 'Take it back' }).click();
  assert.match(await me.approve(), new RegExp(`Take back the handle “@${name}”`));
  await letGo();
  await me.leave();

  const other = await register(net, name);
  await other.page.getByText(`Somebody let go of @${name}. It is free from`).waitFor();
  assert.ok(await other.page.getByRole('button', { name: 'Register' }).isDisabled());
  await travel(net.rpc, 31 * DAY);
  await other.later();
  await other.page.getByLabel('Handle', { exact: true }).fill(name);
  await other.page.getByText(`@${name} is free.`).waitFor();
  await other.page.getByRole('button', { name: 'Register' }).click();
  const words = await other.approve();
  assert.match(words, /Free the rested handle at .* for others; its rent goes to/);
  assert.match(words, new RegExp(`as the creator “@${name}”`));
  await other.page.locator('[data-handle]', { hasText: name }).waitFor();
  await other.leave();
}

export async function aBatchIsProvenAndPromoted(net) {
  const me = await visit(net, { path: '/creator' });
  const { page } = me;
  await me.connect();
  await me.airdrop();
  await page.getByLabel('Handle', { exact: true }).fill('grace-hopper');
  await page.getByText('@grace-hopper is free.').waitFor();
  await page.getByRole('button', { name: 'Register' }).click();
  await me.review();
  await me.sign();
  await me.confirmed();

  await me.go('/works/batches');
  await page
    .getByLabel('Files of the batch')
    .setInputFiles([1, 2, 3, 4].map((n) => file(`part-${n}.txt`, `part ${n}`)).concat(file(HOSTILE, 'part 5')));
  await page.getByRole('button', { name: 'Hash and build the tree' }).click();
  const [download] = await Promise.all([
    page.waitForEvent('download'),
    page.getByRole('button', { name: 'Save the proofs' }).click(),
  ]);
  const proofs = await download.path();
  await page.getByRole('button', { name: 'Attest the batch' }).click();
  assert.match(await me.review(), /5 works/);
  await me.sign();
  await me.confirmed();

  await page.getByLabel('File with the proofs').setInputFiles(proofs);
  await page.getByText('5 of 5 works are in the batch').waitFor();
  await page.getByText(HOSTILE).waitFor();
  assert.equal(await page.locator('main img').count(), 0);
  await me.shot('batch-proof');
  await page.getByRole('button', { name: 'Give it its own attestation' }).nth(2).click();
  await me.review();
  await me.sign();
  await me.confirmed();
  await me.go('/works/mine');
  await page.locator('[data-attestation]').first().waitFor();
  await me.leave();
}
