// What can go wrong between a person, a wallet and an endpoint, and what the dApp makes of it.
import assert from 'node:assert/strict';
import { randomBytes } from 'node:crypto';
import { rpc, until } from '../processes.mjs';
import { inject, keyOf } from '../wallets.mjs';
import { visit } from '../world.mjs';

const fund = async (net, address, lamports = 5_000_000_000) => {
  await rpc(net.rpc, 'requestAirdrop', [address, lamports]);
  await until(
    'the airdrop',
    async () => (await rpc(net.rpc, 'getBalance', [address, { commitment: 'confirmed' }])).value > 0,
  );
};

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
  const key = keyOf(randomBytes(32));
  await fund(net, key.address);
  const me = await withWallet(net, [key]);
  await fillIn(me, 'exact_words');
  const words = await me.review();
  await me.sign();
  await me.confirmed();
  const message = Buffer.from(await me.page.evaluate(() => window.testWallet.signed[0]));
  assert.ok(message.includes(Buffer.from('exact_words')), 'the handle is in the signed bytes');
  assert.match(words, /exact_words/);
  const units = message.indexOf(Buffer.from([2]), message.length - 120);
  assert.ok(units > 0);
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
