// Somebody new on a platform that has owners: from nothing to shares, a vote, and money that arrives.
import assert from 'node:assert/strict';
import { buildEpoch, folder, proposeEpoch } from '../cli.mjs';
import {
  accounts,
  as,
  balance,
  CREATORS,
  DAY,
  demoKey,
  nextSnapshotEpoch,
  owners,
  poolOf,
  travel,
  untilCounted,
  untilExecutable,
  untilVoting,
} from '../people.mjs';
import { until as happens } from '../processes.mjs';
import { voteYes } from '../proposals.mjs';
import { base58 } from '../wallets.mjs';
import { file, visit } from '../world.mjs';

const SHARE = 1_000_000;
const EARNED = 120_000;

/** Gives the two files of an epoch to the page and has them recomputed. */
async function check({ page }, epoch, files) {
  const card = page.locator('section', { has: page.locator(`[data-epoch="${epoch}"]`) });
  await card.locator('summary').filter({ hasText: 'Check it' }).click();
  await card.getByLabel('Or the two files').setInputFiles(files);
  await card.getByRole('button', { name: 'Recompute' }).click();
  return card;
}

/** A proposal that pays, grants and opens a budget; each form says what it would do before it is added. */
async function mayPay(me, key, creator) {
  const { page } = me;
  const form = page.locator('main');
  const add = async (words) => {
    await page.locator('[data-draft]').getByText(words).waitFor();
    await page.getByRole('button', { name: 'Add', exact: true }).click();
    await page.locator('[data-draft]').waitFor({ state: 'detached' });
  };
  await form.getByLabel('To (handle or address)').fill('@mary_shelley');
  await form.getByText(`That is ${key}`).waitFor();
  await form.getByLabel('Amount').fill('2');
  await add(/Pay 2 SOL from the treasury to/);
  await form.getByLabel('Kind').selectOption('createGrant');
  await form.getByLabel('To (handle or address)').fill('mary_shelley');
  await form.getByText(`That is ${creator}`).waitFor();
  await form.getByLabel('Shares').fill('1000');
  await form.getByLabel('Cliff after days').fill('0');
  await form.getByLabel('Fully vested after days').fill('60');
  await add(/1,000 shares \(grant 0\).*The owners can revoke/);
  await form.getByLabel('Kind').selectOption('openBudget');
  await form.getByLabel('To (handle or address)').fill('mary_shelley');
  await form.getByLabel('A day').fill('0.1');
  await form.getByLabel('At most, in all').fill('2');
  await add(/0\.1 SOL a day for 90 days, at most 2 SOL, with a report every 30 days/);
  await form.getByLabel('Title').fill('Let Mary write the sequel');
  await form.getByLabel('Address of the document that explains it').fill('https://example.org/sequel.md');
  await form.getByLabel('The document itself').setInputFiles(file('sequel.md', '# The sequel'));
  await page.locator('[data-hash]').waitFor();
  await page.getByRole('button', { name: 'Propose', exact: true }).last().click();
  const words = await me.approve();
  assert.match(words, /Pay 2 SOL from the treasury to \w{4}…/);
  assert.match(words, /Grant .* 1,000 shares/s);
  assert.match(words, /Open budget \d+ for \w{4}…/);
  await me.shot('proposed');
  await me.leave();
}

export async function aNewcomerBecomesAnOwner(net) {
  const me = await visit(net, { path: '/creator' });
  const { page } = me;
  const key = await me.connect();
  await me.airdrop();
  await page.getByLabel('Handle', { exact: true }).fill('mary_shelley');
  await page.getByText('@mary_shelley is free.').waitFor();
  await page.getByRole('button', { name: 'Register' }).click();
  await me.approve();
  await me.go('/works/attest');
  await page.getByLabel('The work').setInputFiles(file('frankenstein.txt', 'It was on a dreary night of November.'));
  await page.getByRole('button', { name: 'Attest this work' }).click();
  await me.approve();
  const { address: creator } = (await accounts(net.rpc, CREATORS, 'Creator')).find(
    ({ data }) => base58(data.subarray(8, 40)) === key,
  );

  // The scorer scores and proposes; anybody can recompute it, and nobody objects.
  const where = folder();
  const { epoch, files, path } = await buildEpoch(net, where, 'epoch', { [creator]: EARNED * SHARE });
  await proposeEpoch(net, where, path);
  await me.go('/earn');
  await me.later();
  let card = await check(me, epoch, files);
  await card.getByText('It matches the chain').waitFor();
  await card.locator('[data-my-share]').getByText('120,000', { exact: true }).waitFor();
  await card.getByText('It can be claimed when it is final.').waitFor();
  await me.shot('epoch-recomputed');
  assert.ok(await card.getByRole('button', { name: 'Make it final' }).isDisabled());
  await travel(net.rpc, (await poolOf(net.rpc)).challenge_seconds + 60);
  await me.later();
  card = page.locator('section', { has: page.locator(`[data-epoch="${epoch}"]`) });
  await card.getByRole('button', { name: 'Make it final' }).click();
  assert.match(await me.approve(), /Make the distribution .* final/);
  await card.getByText('final', { exact: true }).waitFor();

  card = await check(me, epoch, files);
  await card.getByRole('button', { name: 'Claim 120,000 shares' }).click();
  assert.match(await me.approve(), /Credit 120,000 earned shares of the distribution/);
  await card.getByText('Claimed already.').waitFor();
  await me.shot('epoch-claimed');
  await me.go('/ownership/mine');
  await page.getByText('120,000').first().waitFor();

  // Somebody else votes with the shares, until their owner does.
  const [first] = (await owners(net.rpc)).filter(({ holder }) => holder !== creator);
  await page.getByLabel('Handle or address').fill(first.holder);
  const delegate = page.getByRole('button', { name: 'Delegate', exact: true });
  await happens('the delegate to be found', () => delegate.isEnabled());
  await delegate.click();
  await me.approve();
  await page.locator(`[data-delegate="${first.holder}"]`).waitFor();

  // What was earned votes in the house of makers, without enrolling.
  await me.go('/governance/makers');
  await page.getByText('Who earned shares votes with them').waitFor();
  await me.shot('makers');
  await nextSnapshotEpoch(net.rpc);
  await me.later();

  // Shares that are delegated propose nothing, and that is said; their delegate can.
  await me.go('/governance/create');
  await page.getByLabel('Kind').selectOption('resolve');
  await page.getByLabel('Text').fill('Hear me.');
  await page.getByRole('button', { name: 'Add', exact: true }).click();
  await page.getByText(/you have 0 in this epoch, because 120,000 are delegated/).waitFor();
  await mayPay(await as(net, first, '/governance/create'), key, creator);

  // The vote counts in both houses, and takes the shares back from the delegate for this proposal.
  await me.go('/governance/open');
  await me.later();
  const proposal = page.locator('[data-proposal]', { hasText: 'Let Mary write the sequel' });
  await proposal.waitFor();
  const number = await proposal.getAttribute('data-proposal');
  await me.go(`/governance/${number}`);
  const mine = page.locator(`[data-proposal="${number}"]`);
  await untilVoting(net.rpc, [number]);
  await me.later();
  await mine.getByText('Your shares are delegated: your own ballot takes them back').waitFor();
  await mine.getByRole('button', { name: 'Yes', exact: true }).click();
  await page.locator('[data-action=cast]').click();
  assert.match(await me.approve(), /Vote YES on the proposal .*, in both houses/);
  await mine.locator('[data-my-vote="1"]').waitFor();
  await mine.getByRole('article', { name: 'House of shares' }).getByText('120,000', { exact: true }).waitFor();
  await mine.getByRole('article', { name: 'House of makers' }).getByText('120,000', { exact: true }).waitFor();
  await me.shot('voted-in-both-houses');

  // Who put money in is asked too: large spending wants a fifth of all shares.
  const money = await as(net, { key: demoKey('investor') }, '/governance/open');
  await voteYes(money, [number]);
  await money.leave();
  await untilCounted(net.rpc, [number]);
  await me.later();
  await mine.getByRole('button', { name: 'Count and decide' }).click();
  await me.approve();
  await untilExecutable(net.rpc, [number]);
  await me.later();
  const before = await balance(net.rpc, key);
  for (let action = 0; action < 3; action += 1) {
    await happens(
      `${action} actions done`,
      async () => (await mine.getByText('done', { exact: true }).count()) === action,
    );
    await mine.getByRole('button', { name: 'Execute the next action' }).click();
    await me.approve();
  }
  assert.ok((await balance(net.rpc, key)) - before > 1_900_000_000, 'the payment arrived');
  await me.go('/ownership/grants');
  const grant = page.locator('section', { hasText: 'yours' }).filter({ hasText: '1,000' });
  await grant.first().waitFor();
  await me.shot('grant-arrived');
  await me.go('/treasury');
  await page
    .getByRole('button', { name: /^Draw / })
    .last()
    .waitFor();

  // What has vested is released, and what has accrued is drawn.
  await travel(net.rpc, 15 * DAY);
  await me.go('/ownership/grants');
  await me.later();
  await grant
    .first()
    .getByRole('button', { name: /^Release/ })
    .click();
  assert.match(await me.approve(), /Move what has vested of the grant/);
  await me.go('/treasury');
  await page.getByRole('button', { name: /^Draw 1\.\d+ SOL/ }).click();
  assert.match(await me.approve(), /Pay what has accrued of the budget/);

  // A report is whatever its writer wants; its address is text, also to who signs it.
  const hostile = '"><script>document.title=1</script>';
  await page.getByLabel('Address of the report').fill(hostile);
  await page.getByLabel('The report itself').setInputFiles(file('report.md', '# Three chapters'));
  await page.locator('[data-hash]').waitFor();
  await page.getByRole('button', { name: 'Report', exact: true }).click();
  assert.ok((await me.approve()).includes(`“${hostile}”`));
  await me.leave();
}
