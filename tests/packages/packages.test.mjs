// The packages as others use them: installed into an empty project, on the demonstration's network.
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { after, before, test } from 'node:test';
import * as client from '@makerstake/client';
import { demoKey, fund } from '../../app/e2e/people.mjs';
import { inject } from '../../app/e2e/wallets.mjs';
import { complaints, launch, servePage, visit } from './elements.mjs';
import { folder, freePort, openEpochAndVote, startWorld, until } from './harness.mjs';
import { hookTo, SECRET, startHouse } from './house.mjs';
import { blocks, install, pack, runModule } from './project.mjs';

let world;
let prepared;
let browser;
let house;
let housePort;
before(async () => {
  housePort = await freePort();
  world = await startWorld(client, { hooks: hookTo(housePort) });
  prepared = await openEpochAndVote(client, world);
  browser = await launch();
});
after(async () => {
  house?.stop();
  await browser?.close();
  await world?.stop();
});

test('the elements claim, vote, show and verify on a page with a strict policy', async () => {
  const { rpc, node, platform, owner, payer } = world;
  const at = `rpc="${rpc}" node="${node}" platform="${platform}"`;
  const html = `<!doctype html><html lang="en"><title>A page</title><script type="module" src="/makerstake/elements.js"></script>
<main><h1>A page</h1><h2>Of somebody else</h2>
<makerstake-creator ${at} creator="${owner.holder}"></makerstake-creator>
<makerstake-claim ${at} epoch="${prepared.epoch}" list="/leaves.csv"></makerstake-claim>
<makerstake-vote ${at} proposal="${prepared.proposal}"></makerstake-vote>
<makerstake-verify ${at}></makerstake-verify></main></html>`;
  const page = await servePage({ '/': html, '/leaves.csv': readFileSync(prepared.list) }, [rpc, node]);
  const open = await client.createMakerstake({ rpc, node, platform });
  const film = Buffer.from('a film that an owner made');
  await open.works.attest({
    authority: owner.signer,
    creator: owner.holder,
    content: await client.contentHash(new Uint8Array(film)),
    payer,
  });
  await fund({ rpc }, owner.key.address);
  const visitor = await visit(browser, page.url, { inject, keys: [owner.key] });
  const of = (name) => visitor.page.locator(`makerstake-${name}`);

  await of('creator').locator('h3').waitFor();
  assert.match(await of('creator').locator('h3').textContent(), /^@/);
  await of('vote').locator('fieldset').waitFor();
  assert.deepEqual(await complaints(visitor.page), []);

  await of('claim').getByRole('button', { name: 'Connect a wallet' }).click();
  await of('claim').getByText('100,000', { exact: true }).waitFor();
  await of('claim').getByRole('button', { name: 'Claim' }).click();
  await of('claim').getByText('It is yours.').waitFor();
  assert.equal((await open.epochs.share(prepared.epoch, owner.holder, readFileSync(prepared.list))).state, 'claimed');

  await of('vote').getByRole('radio', { name: 'No' }).check();
  await of('vote').getByRole('button', { name: 'Vote' }).click();
  await of('vote').getByText('Your vote is counted.').waitFor();
  assert.equal((await open.proposals.standing(prepared.proposal, owner.holder)).choice, 'no');
  await of('vote').getByRole('button', { name: 'Change the vote' }).waitFor();

  await of('verify').getByLabel('File').setInputFiles({ name: 'film', mimeType: 'video/mp4', buffer: film });
  await of('verify')
    .getByText(/^First said by @/)
    .waitFor();
  assert.deepEqual(await complaints(visitor.page), []);
  assert.deepEqual(visitor.faults, []);

  // Another language, and a mistake that is told.
  await visitor.page.locator('html').evaluate((root) => root.setAttribute('lang', 'nl'));
  await of('creator').evaluate((element) => element.setAttribute('creator', 'no-such-maker'));
  await of('creator').getByText('Deze maker is er niet.').waitFor();
  await of('verify').evaluate((element) => element.setAttribute('platform', 'reelhouse'));
  await of('verify').getByRole('alert').getByText('platform: not an address').waitFor();
  await visitor.leave();
  page.close();
});

test("a creator's day in the example platform: joins, uploads, is attested, and sees an owner vote", async () => {
  const began = Date.now();
  const { rpc, node, platform, registrar, owner } = world;
  house = await startHouse(world, housePort);
  const open = await client.createMakerstake({ rpc, node, platform });
  const newcomer = await visit(browser, house.url, { inject });
  const { page } = newcomer;
  const [join, profile] = [page.locator('#join'), page.locator('#profile')];

  await join.getByLabel('Handle').fill('Not A Handle');
  await join.getByRole('button', { name: 'Join' }).click();
  await join.getByText('handle "Not A Handle": Character').waitFor();
  await join.getByLabel('Handle').fill('ada-house');
  await join.getByRole('button', { name: 'Join' }).click();
  await profile.locator('makerstake-creator h3', { hasText: '@ada-house' }).waitFor();
  const creator = await open.creators.byHandle('ada-house');

  const films = ['Morning', 'Evening'].map((title) => ({ title, buffer: Buffer.from(`${title}, a film of Ada`) }));
  for (const [at, { title, buffer }] of films.entries()) {
    await profile.getByLabel('Title').fill(title);
    await profile.getByLabel('Film').setInputFiles({ name: title, mimeType: 'video/mp4', buffer });
    await profile.getByLabel(/tonight/).setChecked(at === 1);
    await profile.getByRole('button', { name: 'Upload' }).click();
    await profile.getByText(at === 0 ? 'It is attested.' : /tonight’s batch\.$/).waitFor();
  }
  const hashes = await Promise.all(films.map(({ buffer }) => client.contentHash(new Uint8Array(buffer))));
  assert.equal((await open.works.by(creator.address, hashes[0])).attestor, registrar);
  assert.equal(await open.works.by(creator.address, hashes[1]), undefined);
  await page.getByRole('button', { name: 'Watch Morning' }).click();
  await page.getByText('Morning: watched 1 times, attested').waitFor();

  // Nobody uploads in another's name, and the night is the house's.
  const query = new URLSearchParams({
    creator: creator.address,
    title: 'x',
    time: `${Date.now() / 1000}`,
    signature: '1',
  });
  assert.equal((await fetch(`${house.url}api/films?${query}`, { method: 'POST', body: 'x' })).status, 403);
  assert.equal((await fetch(`${house.url}api/night`, { method: 'POST' })).status, 403);
  assert.equal((await fetch(`${house.url}hooks`, { method: 'POST', body: '{}' })).status, 401);
  const night = { method: 'POST', headers: { authorization: `Bearer ${SECRET}` } };
  const { films: batched, engagement } = await (await fetch(`${house.url}api/night`, night)).json();
  assert.equal(batched, 1);
  assert.equal((await open.works.by(registrar, engagement.hash)).address, engagement.work);
  const table = await (await fetch(`${house.url}published/${engagement.hash}`)).text();
  assert.ok(table.includes(`${creator.address},${hashes[0]},1\n`), table);
  assert.equal((await (await fetch(`${house.url}api/night`, night)).json()).films, 0);

  await page.reload();
  await page.getByText('Evening: watched 0 times, attested by night').waitFor();
  await page
    .locator('#who')
    .getByLabel('File')
    .setInputFiles({ name: 'x', mimeType: 'video/mp4', buffer: films[0].buffer });
  await page.getByText(/^First said by @ada-house/).waitFor();
  await page.locator('#rules li').first().waitFor();
  assert.deepEqual(await complaints(page), []);
  assert.deepEqual(newcomer.faults, []);
  await newcomer.leave();

  await fund({ rpc }, owner.key.address);
  const voter = await visit(browser, house.url, { inject, keys: [owner.key] });
  const box = voter.page.locator(`makerstake-vote[proposal="${prepared.proposal}"]`);
  await box.getByRole('radio', { name: 'Yes' }).check();
  await box.getByRole('button', { name: 'Vote' }).click();
  await box.getByText('Your vote is counted.').waitFor();
  assert.equal((await open.proposals.standing(prepared.proposal, owner.holder)).choice, 'yes');
  await until('the vote in the news', async () => {
    const facts = await (await fetch(`${house.url}api/facts`)).json();
    return facts.some(({ type }) => type === 'vote.cast');
  });
  await voter.page.reload();
  await voter.page.locator('#news li', { hasText: 'vote.cast' }).first().waitFor();
  assert.deepEqual(voter.faults, []);
  await voter.leave();
  assert.ok(Date.now() - began < 180_000, 'the day took more than three minutes');
});

/** What the page takes from its reader's configuration. */
const BEFORE = `
import { createKeyPairSignerFromPrivateKeyBytes, generateKeyPairSigner } from '@solana/kit';
import { readFileSync } from 'node:fs';
const world = JSON.parse(process.env.WORLD);
const signer = (secret) => createKeyPairSignerFromPrivateKeyBytes(Uint8Array.from(secret));
const { rpc, node, platform, holder, epoch, proposal } = world;
const [studio, payer, wallet] = await Promise.all(world.secrets.map(signer));
const newcomer = await generateKeyPairSigner();
const bytes = (text) => new TextEncoder().encode(text);
const upload = new Blob([bytes('a film of Nora, ' + newcomer.address)]);
const uploads = [1, 2, 3].map((n) => crypto.getRandomValues(new Uint8Array(32)));
const list = new Blob([readFileSync(world.list)]);
`;

/** What must be so when the page's code has run. */
const AFTER = `
const assert = (await import('node:assert/strict')).default;
assert.equal((await makerstake.creators.get(creator)).handle, 'nora-films');
assert.equal((await makerstake.creators.byHandle('nora-films')).address, creator);
assert.deepEqual(await makerstake.works.get(work), first);
assert.equal(first.attestor, house);
assert.equal((await makerstake.works.by(creator, uploads[0])).attestor, house);
assert.equal(share.state, 'claimable');
assert.equal((await makerstake.epochs.share(epoch, holder, list)).state, 'claimed');
assert.equal((await makerstake.holders.get(holder)).shares, shares + share.amount);
assert.ok(votes > 0n);
assert.equal((await makerstake.proposals.standing(proposal, holder)).choice, 'yes');
assert.equal((await makerstake.proposals.get(proposal)).houses.owners.yes, BigInt(world.yes) + votes);
assert.deepEqual([code, /Character/.test(message)], ['badInput', true]);
assert.match(await onWebhook(new Request('http://x', { method: 'POST', body: world.hook.body, headers: world.hook.headers }), 'secret'), /^epoch.final 7$/);
assert.deepEqual(await onTransaction({ meta: { logMessages: [] } }), []);
console.log('done');
`;

test('the page leads from an empty project to an attestation, a claim and a vote', async () => {
  const where = folder();
  const began = Date.now();
  await install(await pack(['client'], where), where);
  const installed = Date.now();
  const { holder, key } = world.other;
  const secrets = [demoKey('creator Reelhouse archive'), demoKey('sponsor'), key].map(({ pkcs8 }) => pkcs8.slice(-32));
  const { rpc, node, platform } = world;
  // The tests before this one have voted on it too.
  const open = await client.createMakerstake({ rpc, node, platform });
  const yes = String((await open.proposals.get(prepared.proposal)).houses.owners.yes);
  const WORLD = JSON.stringify({ rpc, node, platform, holder, secrets, ...prepared, yes, hook: await hook('secret') });
  const code = blocks('docs/integrate.md', 'js');
  const said = await runModule(where, 'page.mjs', [BEFORE, ...code, AFTER].join('\n'), { WORLD });
  assert.match(said, /^done$/m);
  const took = (Date.now() - installed) / 1000;
  const lines = code
    .join('\n')
    .split('\n')
    .filter((line) => line.trim() !== '').length;
  console.log(`installed in ${(installed - began) / 1000} s; ran in ${took} s; ${lines} lines`);
  assert.ok(took < 60, `the page's code took ${took} s`);
  assert.ok(lines <= 60, `${lines} lines`);
});

/** A message as a node signs it. */
async function hook(secret) {
  const { createHmac } = await import('node:crypto');
  const [id, time, body] = ['7', String(Math.floor(Date.now() / 1000)), JSON.stringify({ type: 'epoch.final' })];
  const mac = createHmac('sha256', secret).update(`${id}.${time}.${body}`).digest('base64');
  return { body, headers: { 'webhook-id': id, 'webhook-timestamp': time, 'webhook-signature': `v1,${mac}` } };
}
