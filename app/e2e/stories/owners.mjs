// Owners of a platform that the demonstration has founded: they hold shares and seats there, and decide through the dApp.
import assert from 'node:assert/strict';
import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { rpc, until } from '../processes.mjs';
import { base58, inject, keyOf } from '../wallets.mjs';
import { file, visit } from '../world.mjs';

const idl = (name) => JSON.parse(readFileSync(new URL(`../../../idl/${name}.json`, import.meta.url)));
const CREATORS = idl('creators');
const EQUITY = idl('equity');

/** The key of a role in the demonstration: the hash of a fixed text. Worth nothing, and known to everybody. */
const demoKey = (role) =>
  keyOf(createHash('sha256').update(`makerstake demonstration key, worth nothing: ${role}`).digest());

async function accounts(url, program, type) {
  const { discriminator } = program.accounts.find(({ name }) => name === type);
  const filters = [{ memcmp: { offset: 0, bytes: base58(discriminator), encoding: 'base58' } }];
  const found = await rpc(url, 'getProgramAccounts', [
    program.address,
    { encoding: 'base64', commitment: 'confirmed', filters },
  ]);
  return found.map(({ pubkey, account }) => ({ address: pubkey, data: Buffer.from(account.data[0], 'base64') }));
}

/** Creators of the demonstration who hold shares, the largest first, with their keys. */
async function owners(url) {
  const names = new Set(
    readFileSync(new URL('../../../data/works.csv', import.meta.url), 'utf8')
      .split('\n')
      .slice(1)
      .map((line) => (line.startsWith('"') ? line.slice(1, line.indexOf('"', 1)) : line.split(',')[0])),
  );
  const keys = new Map([...names].map((name) => demoKey(`creator ${name}`)).map((key) => [key.address, key]));
  const authority = new Map(
    (await accounts(url, CREATORS, 'Creator')).map(({ address, data }) => [address, base58(data.subarray(8, 40))]),
  );
  const positions = await accounts(url, EQUITY, 'Position');
  return positions
    .map(({ data }) => ({
      holder: base58(data.subarray(40, 72)),
      shares: data.readBigUInt64LE(168),
      delegates: data.subarray(104, 136).some((byte) => byte !== 0),
    }))
    .map((position) => ({ ...position, key: keys.get(authority.get(position.holder)) }))
    .filter(({ key, shares }) => key && shares > 0n)
    .sort((a, b) => Number(b.shares - a.shares));
}

async function travel(url, seconds) {
  const { value } = await rpc(url, 'getAccountInfo', [
    'SysvarC1ock11111111111111111111111111111111',
    { encoding: 'base64' },
  ]);
  const now = Number(Buffer.from(value.data[0], 'base64').readBigInt64LE(32));
  await rpc(url, 'surfnet_timeTravel', [{ absoluteTimestamp: (now + seconds) * 1000 }]);
}

const as = async (net, { key }, path) => {
  await rpc(net.rpc, 'requestAirdrop', [key.address, 5_000_000_000]);
  await until(
    'the airdrop',
    async () => (await rpc(net.rpc, 'getBalance', [key.address, { commitment: 'confirmed' }])).value > 2_000_000_000,
  );
  const me = await visit(net, { path, script: { fn: inject, arg: { keys: [key] } } });
  await me.connect('Test wallet');
  return me;
};

/** Markup that a title could carry into a careless page. It must stand there as text. */
const TITLE = '<img src=x onerror="document.title=1"><script>alert(1)</script>';
const DAY = 86_400;

export async function ownersProposeVoteChangeAndDecide(net) {
  const [first, second, third] = await owners(net.rpc);
  const me = await as(net, first, '/governance/create');
  const { page } = me;
  await page.getByLabel('Kind').selectOption('resolve');
  await page.getByLabel('Text').fill('We publish our minutes.');
  await page.getByRole('button', { name: 'Add', exact: true }).click();
  await page.getByLabel('Title').fill(TITLE);
  await page.getByLabel('Address of the document that explains it').fill('javascript:alert(document.domain)');
  await page.getByLabel('The document itself, to hash it here').setInputFiles(file('minutes.md', '# Minutes'));
  await page.locator('[data-hash]').waitFor();
  await page.getByRole('button', { name: 'Propose', exact: true }).last().click();
  const words = await me.review();
  assert.ok(words.includes(TITLE), 'the title is shown as text');
  await me.shot('review-proposal');
  await me.sign();
  await me.confirmed();

  await me.go('/governance/open');
  const mine = page.locator('[data-proposal]').first();
  await page.getByText(TITLE).first().waitFor();
  const number = await mine.getAttribute('data-proposal');
  const proposal = page.locator(`[data-proposal="${number}"]`);
  assert.equal(await page.locator('main img[src=x]').count(), 0);
  assert.equal(await proposal.getAttribute('data-state'), 'pending');

  await travel(net.rpc, 2 * DAY + 60);
  await page.reload();
  await page.locator(`[data-proposal="${number}"][data-state=voting]`).waitFor();
  const ballot = async (person, choice, expected) => {
    const box = person.page.locator(`[data-proposal="${number}"]`);
    await box.getByRole('button', { name: choice, exact: true }).click();
    await person.page.locator('[data-action=cast]').click();
    assert.match(await person.review(), new RegExp(`Vote ${choice.toUpperCase()}`));
    await person.sign();
    await person.confirmed();
    await box.locator(`[data-my-vote="${expected}"]`).waitFor();
  };
  await page.locator('[data-wallet]').waitFor();
  await ballot(me, 'No', 2);
  await ballot(me, 'Yes', 1);
  for (const person of [second, third].filter(Boolean)) {
    const other = await as(net, person, '/governance/open');
    await other.page.locator(`[data-proposal="${number}"]`).waitFor();
    await ballot(other, 'Yes', 1);
    await other.shot('voting');
    await other.leave();
  }
  await travel(net.rpc, 6 * DAY + 60);
  await page.reload();
  await page.locator(`[data-proposal="${number}"][data-state=decided]`).waitFor();
  await page.locator('[data-wallet]').waitFor();
  await proposal.getByRole('button', { name: 'Count and decide' }).click();
  await me.review();
  await me.sign();
  await me.confirmed();
  await proposal.waitFor({ state: 'detached' });
  await me.leave();
}

export async function anOwnerDelegatesAndVotesAgain(net) {
  const everybody = await owners(net.rpc);
  const [to, from] = [everybody.at(0), everybody.filter(({ delegates }) => !delegates).at(-1)];
  const me = await as(net, from, '/ownership/mine');
  const { page } = me;
  await page.getByLabel('Handle or address').fill(to.holder);
  const button = page.getByRole('button', { name: 'Delegate', exact: true });
  await page.waitForFunction(() =>
    [...document.querySelectorAll('button')].some((each) => each.textContent === 'Delegate' && !each.disabled),
  );
  await button.click();
  assert.match(await me.review(), /Your own ballot always goes first/);
  await me.sign();
  await me.confirmed();
  await page.locator(`[data-delegate="${to.holder}"]`).waitFor();
  await me.shot('delegated');
  await me.leave();
}
