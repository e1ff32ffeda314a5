// The packages as others use them: installed into an empty project, on the demonstration's network.
import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import * as client from '@makerstake/client';
import { demoKey } from '../../app/e2e/people.mjs';
import { folder, openEpochAndVote, startWorld } from './harness.mjs';
import { blocks, install, pack, runModule } from './project.mjs';

let world;
let prepared;
before(async () => {
  world = await startWorld(client);
  prepared = await openEpochAndVote(client, world);
});
after(() => world?.stop());

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
assert.equal((await makerstake.proposals.get(proposal)).houses.owners.yes, votes);
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
  const { holder, key } = world.owner;
  const secrets = [demoKey('creator Reelhouse archive'), demoKey('sponsor'), key].map(({ pkcs8 }) => pkcs8.slice(-32));
  const { rpc, node, platform } = world;
  const WORLD = JSON.stringify({ rpc, node, platform, holder, secrets, ...prepared, hook: await hook('secret') });
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
