// What can go wrong between a person, a wallet and an endpoint, and what the dApp makes of it.
import assert from 'node:assert/strict';
import { randomBytes } from 'node:crypto';
import { compareWithBytes } from '../bytes.mjs';
import { fund } from '../people.mjs';
import { inject, keyOf } from '../wallets.mjs';
import { file, visit } from '../world.mjs';

const withWallet = async (net, keys, options = {}) => {
  const me = await visit(net, { path: '/creator', script: { fn: inject, arg: { keys } }, ...options });
  await me.connect('Test wallet');
  return me;
};

const fillIn = async ({ page }, name) => {
  await page.getByLabel('Handle', { exact: true }).fill(name);
  await page.getByText(`@${name} is free.`).waitFor();
  await page.getByRole('button', { name: 'Register' }).click();
};

export async function aRefusalInTheWalletSendsNothing(net) {
  const key = keyOf(randomBytes(32));
  await fund(net, key.address);
  const me = await withWallet(net, [key]);
  await fillIn(me, 'refuser');
  await me.review();
  await me.page.evaluate(() => {
    window.testWallet.refuse = true;
  });
  await me.sign();
  await me.page.getByRole('dialog').getByText('You refused in your wallet').waitFor();
  await me.page.getByText('Nothing was sent.').waitFor();
  await me.page.evaluate(() => {
    window.testWallet.refuse = false;
  });
  await me.sign();
  await me.confirmed();
  await me.page.getByText('@refuser').first().waitFor();
  await me.leave();
}

export async function theWordsAreThoseOfTheBytesThatWereSigned(net) {
  const [key, recovery] = [keyOf(randomBytes(32)), keyOf(randomBytes(32))];
  await fund(net, key.address);
  const me = await withWallet(net, [key]);
  await me.page.getByLabel('Recovery key').fill(recovery.address);
  await fillIn(me, 'exact_words');
  const shown = await me.shown();
  await me.sign();
  await me.confirmed();
  const message = Uint8Array.from(await me.page.evaluate(() => window.testWallet.signed[0]));
  assert.deepEqual(compareWithBytes(message, shown), { instructions: 2, said: 2 });
  // And the comparison sees what differs: a letter of the handle, a byte of the recovery key.
  for (const part of [Buffer.from('exact_words'), Buffer.from(recovery.publicKey)]) {
    const other = Buffer.from(message);
    other[other.indexOf(part) + 3] ^= 1;
    assert.throws(() => compareWithBytes(Uint8Array.from(other), shown));
  }

  const text = 'What was signed is what was said.';
  await me.go('/works/attest');
  await me.page.getByLabel('The work').setInputFiles(file('words.txt', text));
  await me.page.getByRole('button', { name: 'Attest this work' }).click();
  await me.approve();
  await me.leave();
}

export async function aWalletThatChangesTheTransactionIsShown(net) {
  const key = keyOf(randomBytes(32));
  await fund(net, key.address);
  const me = await withWallet(net, [key]);
  await fillIn(me, 'asked_for');
  await me.review();
  await me.page.evaluate(() => {
    window.testWallet.alter = ['asked_for', 'slipped_i'];
  });
  await me.sign();
  await me.page.locator('[data-stage=changed]').waitFor();
  await me.page.locator('[data-sentences]').getByText('@slipped_i').waitFor();
  await me.shot('wallet-changed-it');
  await me.page.getByRole('dialog').getByRole('button', { name: 'Cancel' }).click();
  await me.page.getByText('@asked_for is free.').waitFor();
  await me.leave();
}

export async function anotherAccountDuringTheReviewSignsNothing(net) {
  const keys = [keyOf(randomBytes(32)), keyOf(randomBytes(32))];
  await fund(net, keys[0].address);
  const me = await withWallet(net, keys);
  await fillIn(me, 'two_accounts');
  await me.review();
  const sign = me.page.locator('[data-action=sign]');
  await me.page.evaluate(() => window.testWallet.change(1));
  await me.page.getByText('Your wallet shows another account now').waitFor();
  assert.ok(await sign.isDisabled());
  await me.shot('another-account');
  await me.page.evaluate(() => {
    window.testWallet.locked = true;
    window.testWallet.change(0);
  });
  await me.page.getByText('Your wallet is disconnected').waitFor();
  assert.ok(await sign.isDisabled());
  assert.equal(await me.page.evaluate(() => window.testWallet.signed.length), 0);
  // Unlocked and connected again with the account that it was made for, it goes on.
  await me.page.evaluate(() => {
    window.testWallet.locked = false;
  });
  await me.page.getByRole('dialog').getByRole('button', { name: 'Cancel' }).click();
  await me.connect('Test wallet');
  await fillIn(me, 'two_accounts');
  await me.approve();
  await me.leave();
}

export async function anotherNetworkDuringTheReviewSignsNothing(net) {
  const key = keyOf(randomBytes(32));
  await fund(net, key.address);
  const me = await withWallet(net, [key]);
  await fillIn(me, 'two_networks');
  await me.review();
  // The endpoint answers for another cluster now: devnet.
  await me.page.route(`${net.rpc}/**`, async (route) => {
    const { method, id } = route.request().postDataJSON();
    if (method !== 'getGenesisHash') return route.continue();
    const result = 'EtWTRABZaYq6iMfeYKouRu166VU2xqa1wcaWoxPkrZBG';
    return route.fulfill({ json: { jsonrpc: '2.0', id, result }, headers: { 'access-control-allow-origin': '*' } });
  });
  await me.sign();
  await me.page.getByText('Another network answers at this endpoint now').waitFor();
  assert.equal(await me.page.evaluate(() => window.testWallet.signed.length), 0);
  await me.page.getByRole('banner').getByText('Devnet').waitFor();
  await me.shot('another-network');
  await me.page.unroute(`${net.rpc}/**`);
  await me.leave();
}

export async function anotherAccountIsFollowed(net) {
  const keys = [keyOf(randomBytes(32)), keyOf(randomBytes(32))];
  const me = await withWallet(net, keys);
  assert.equal(await me.page.locator('[data-wallet]').getAttribute('data-wallet'), keys[0].address);
  await me.page.evaluate(() => window.testWallet.change(1));
  await me.page.locator(`[data-wallet="${keys[1].address}"]`).waitFor();
  await me.page.evaluate(() => {
    window.testWallet.locked = true;
    window.testWallet.change(1);
  });
  await me.page.getByRole('banner').getByRole('button', { name: 'Connect wallet' }).waitFor();
  await me.leave();
}

export async function withoutSolTheReasonIsSaid(net) {
  const poor = keyOf(randomBytes(32));
  const me = await withWallet(net, [poor]);
  await me.page.getByText('The account has no SOL: it needs some for rent and fees.').waitFor();
  await fund(net, poor.address, 1_000_000);
  await me.page.reload();
  await me.page.locator('[data-wallet]').waitFor();
  await fillIn(me, 'too_poor');
  await me.page.getByText('This would fail now').waitFor();
  await me.page.getByText('There is not enough SOL in your wallet').waitFor();
  await me.shot('insufficient-sol');
  await me.leave();
}

export async function aProgramsRefusalIsExplained(net) {
  const key = keyOf(randomBytes(32));
  await fund(net, key.address);
  const first = await withWallet(net, [key]);
  await fillIn(first, 'twice_here');
  await first.review();
  const second = await withWallet(net, [key]);
  await fillIn(second, 'twice_there');
  await second.review();
  await second.sign();
  await second.confirmed();
  await first.sign();
  await first.page.locator('[data-stage=failed]').waitFor();
  await first.page.getByText('An account that this would create exists already').waitFor();
  await first.leave();
  await second.leave();
}

export async function anEndpointThatGoesAndComesBackIsSaid(net) {
  if (!net.localnet.isOwn) return;
  const me = await visit(net, { path: '/creator' });
  const block = (route) => route.abort('connectionrefused');
  await me.page.route(`${net.rpc}/**`, block);
  await me.page.getByText('does not answer').waitFor();
  await me.shot('rpc-down');
  await me.page.unroute(`${net.rpc}/**`, block);
  await me.page.getByText('does not answer').waitFor({ state: 'detached' });
  await me.leave([/ERR_CONNECTION_REFUSED/]);
}

export async function notConfirmedYetIsNotFailed(net) {
  const key = keyOf(randomBytes(32));
  await fund(net, key.address);
  const me = await withWallet(net, [key]);
  await fillIn(me, 'lost-in-transit');
  await me.review();
  // The endpoint takes transactions and drops them; then it says that the blockhash is too old.
  let height = 0;
  await me.page.route(`${net.rpc}/**`, async (route) => {
    const { method, id } = route.request().postDataJSON();
    const answer = (result) =>
      route.fulfill({ json: { jsonrpc: '2.0', id, result }, headers: { 'access-control-allow-origin': '*' } });
    if (method === 'sendTransaction') return answer('1'.repeat(64));
    if (method === 'getBlockHeight' && height > 0) return answer(height);
    return route.continue();
  });
  await me.sign();
  await me.page.getByRole('dialog').getByText('Sent, not confirmed yet').waitFor();
  assert.equal(await me.page.getByRole('button', { name: 'Try again' }).count(), 0, 'no retry while it can still land');
  height = 10_000_000;
  await me.page.getByRole('dialog').getByText('Expired: it did not land').waitFor();
  await me.shot('expired');
  await me.page.unroute(`${net.rpc}/**`);
  await me.page.getByRole('button', { name: 'Try again' }).click();
  await me.review();
  await me.sign();
  await me.confirmed();
  await me.leave();
}
