// The owners change everything that can be changed: a proposal of every kind of action, written with its form, voted on,
// counted and executed through the dApp; and a challenge that they rule on.
import assert from 'node:assert/strict';
import { buildEpoch, folder, proposeEpoch } from '../cli.mjs';
import {
  accounts,
  as,
  DAY,
  demoKey,
  fund,
  GOVERNANCE,
  owners,
  travel,
  untilExecutable,
  untilVoting,
} from '../people.mjs';
import { add, carryOut, creatorsVoteYes, propose, voteYes } from '../proposals.mjs';
import { file } from '../world.mjs';

const SHARE = 1_000_000;
/** Chooses the first option with this text; gives its value. */
const choose = async (select, text) => {
  const option = select.locator('option', { hasText: text }).first();
  await option.waitFor({ state: 'attached' });
  const value = await option.getAttribute('value');
  await select.selectOption(value);
  return value;
};

/** Somebody recomputes an epoch, gets another root, and says so with a bond. */
async function challenge(net, [challenger, ...others]) {
  const where = folder();
  const proposed = await buildEpoch(net, where, 'proposed', { [others[0].holder]: 100_000 * SHARE });
  const rival = await buildEpoch(net, where, 'rival', { [others[1].holder]: 100_000 * SHARE });
  await proposeEpoch(net, where, proposed.path);
  await fund(net, challenger.key.address, 20_000_000_000);
  const me = await as(net, challenger, '/earn');
  const card = me.page.locator('section', { has: me.page.locator(`[data-epoch="${proposed.epoch}"]`) });
  await card.locator('summary').filter({ hasText: 'Check it' }).click();
  await card.getByLabel('Or the two files').setInputFiles(rival.files);
  await card.getByRole('button', { name: 'Recompute' }).click();
  await card.getByText('It does not match the chain').waitFor();
  await me.shot('challenge');
  await card.getByRole('button', { name: 'Challenge it' }).click();
  const words = await me.approve();
  assert.match(words, /Say that the distribution .* is wrong, with evidence of the hash .* and a bond in SOL/);
  await card.getByText('disputed', { exact: true }).waitFor();
  await me.leave();
  return proposed.epoch;
}

export async function ownersChangeEverythingThatCanBeChanged(net) {
  // It changes the budget and revokes the grant that the newcomer got.
  const budgets = await accounts(net.rpc, GOVERNANCE, 'Budget');
  assert.ok(budgets.length > 1, 'this story goes on from aNewcomerBecomesAnOwner: play that one first');
  const everybody = await owners(net.rpc);
  const epoch = await challenge(net, everybody);
  const [first, second] = everybody;
  const me = await as(net, first, '/governance/create');
  await fund(net, first.key.address, 20_000_000_000);
  const { page } = me;

  await add(
    me,
    'reduceBudget',
    async (form) => {
      await form.getByLabel('A day').fill('0.05');
      await form.getByLabel('At most, in all').fill('1.9');
      await form.getByLabel('For how many days from execution').fill('40');
    },
    /50,000,000 base units a day .* for 40 days .* Nothing of it can rise/,
  );
  const recall = await propose(me, 'Save on the sequel', [/Reduce budget/]);

  let grant;
  await add(
    me,
    'revokeGrant',
    async (form) => {
      grant = await choose(form.getByLabel('Which grant'), '1,000');
    },
    /Revoke what has not vested of the grant/,
  );
  await add(
    me,
    'amendBudget',
    async (form) => {
      await form.getByLabel('A day').fill('0.2');
      await form.getByLabel('At most, in all').fill('3');
    },
    /200,000,000 base units a day/,
  );
  await add(me, 'issueTreasury', (form) => form.getByLabel('Shares').fill('5000'), /Mint 5,000 new shares/);
  await add(
    me,
    'createGrant',
    async (form) => {
      await form.getByLabel('To (handle or address)').fill(second.holder);
      await form.getByLabel('Shares').fill('2000');
      await form.getByLabel('Cliff after days').fill('0');
      await form.getByLabel('Fully vested after days').fill('300');
      await form.getByLabel('The holder can give the grant to another').check();
    },
    /2,000 shares .*Its holder can pass it on/,
  );
  const treasury = await propose(me, 'More for the treasury', [
    /Its holder can pass it on/,
    /Revoke what has not vested/,
    /Change budget/,
    /Mint 5,000 new shares/,
  ]);

  await add(
    me,
    'setRule',
    async (form) => {
      await form.getByLabel('About').selectOption('2');
      await form.getByLabel('Text').fill('Films are shown in full.');
      await form.getByRole('button', { name: 'Add a parameter' }).click();
      await form.getByLabel('Unit of parameter 1').selectOption('2');
      await form.getByLabel('Value of parameter 1').fill('12.5');
    },
    /version 1 of rule \d+ \(product\).*its parameters are .*12\.5%/,
  );
  await add(
    me,
    'repealRule',
    (form) => choose(form.getByLabel('Which rule'), 'moderation'),
    /Repeal rule 1 by its version 2/,
  );
  await add(
    me,
    'setScorer',
    (form) => form.getByLabel('Scorer').fill(demoKey('patron').address),
    /Let .* propose distributions/,
  );
  await add(
    me,
    'resolve',
    (form) => form.getByLabel('Text').fill('We thank the scorer.'),
    /Resolve the text with hash/,
  );
  await add(
    me,
    'resolveDistribution',
    async (form) => {
      await form.getByLabel('Which disputed epoch').selectOption(String(epoch));
      await form.getByLabel('Ruling').selectOption('3');
    },
    /it is void, and the proposer loses its bond/,
  );
  const rules = await propose(me, 'New order', [
    /12\.5%/,
    /Repeal rule 1/,
    /propose distributions/,
    /disputed distribution/,
  ]);

  await add(
    me,
    'setRule',
    async (form) => {
      await form.getByLabel('About').selectOption('1');
      await form.getByLabel('It may widen what data is collected').check();
      await form.getByLabel('Text').fill('What is watched is kept for a week.');
    },
    /which may WIDEN what data is collected/,
  );
  const data = await propose(me, 'Keep a week of history', [/may WIDEN/]);

  await add(
    me,
    'setTrack',
    async (form) => {
      await choose(form.getByLabel('Track', { exact: true }).first(), 'Grants');
      await form.getByLabel('Voting period, days').fill('6');
    },
    /Change what track 0 asks of proposals\..*Voting begins .* and lasts 6 days/,
  );
  await add(
    me,
    'setConstitution',
    (form) => form.getByLabel('The text of the new constitution').setInputFiles(file('text.md', '# 9')),
    /Adopt the constitution with hash/,
  );
  const constitution = await propose(me, 'Slower, older', [/lasts 6 days/, /Adopt the constitution/]);

  await add(
    me,
    'setGuardian',
    async (form) => {
      await form.getByLabel('Guardian (handle or address)').fill(second.holder);
      await form.getByText(`That is ${second.key.address}`).waitFor();
    },
    /Appoint .* as guardian for 180 days/,
  );
  const guardian = await propose(me, 'A guardian from among us', [/as guardian for 180 days/]);
  await me.shot('proposals-of-every-kind');

  // The house of shares alone decides on recalls; the others ask the creators too.
  const investor = { key: demoKey('investor') };
  const money = await as(net, investor, '/governance/open');
  await voteYes(money, [recall]);
  const others = [treasury, rules, data, constitution, guardian];
  await untilVoting(net.rpc, others);
  await money.later();
  await voteYes(money, others);
  await creatorsVoteYes(net, others);
  await untilExecutable(net.rpc, [recall]);
  await me.later();
  await carryOut(me, recall, 1);
  await untilExecutable(net.rpc, others);
  await me.later();
  for (const [number, actions] of [
    [treasury, 4],
    [rules, 5],
    [data, 1],
    [constitution, 2],
    [guardian, 1],
  ])
    await carryOut(me, number, actions);

  // What was decided is what the pages say now.
  await me.go('/governance/tracks');
  await page
    .locator('section', { hasText: 'Grants' })
    .getByText(/voting period 6 days/)
    .first()
    .waitFor();
  await me.go('/rulebook');
  await page.locator('section', { hasText: 'Rule 1' }).getByText('repeals').first().waitFor();
  await page.getByText('12.5%').first().waitFor();
  await me.shot('rulebook-changed');
  await me.go('/treasury');
  await page.locator('[data-token]').getByText('REEL').waitFor();
  await page.getByText('5,000', { exact: true }).first().waitFor();
  await me.shot('treasury-changed');

  // What is over is closed, and its rent goes back.
  const end = { name: 'Close it; the rent goes to the treasury' };
  const stopped = page.locator('[data-budget]', { has: page.getByRole('button', end) }).first();
  const budget = page.locator(`[data-budget="${await stopped.getAttribute('data-budget')}"]`);
  await budget.getByRole('button', end).click();
  assert.match(await me.approve(), /Close the ended budget/);
  await budget.waitFor({ state: 'detached' });
  await me.go('/ownership/grants');
  const revoked = page.locator('section', { has: page.locator(`[data-grant="${grant}"]`) });
  await revoked.getByRole('button', { name: /^Release/ }).click();
  await me.approve();
  await revoked.getByRole('button', { name: 'Close it, and return the rent' }).click();
  assert.match(await me.approve(), /Close the finished grant/);
  await revoked.waitFor({ state: 'detached' });

  // The new guardian may block one thing more.
  await me.go('/governance/create');
  await add(
    me,
    'setConstitution',
    (form) => form.getByLabel('The text of the new constitution').setInputFiles(file('text.md', '# 12')),
    /Adopt the constitution with hash/,
  );
  const blocked = await propose(me, 'Older still', [/Adopt the constitution/]);
  const watch = await as(net, second, '/governance/open');
  const box = watch.page.locator(`[data-proposal="${blocked}"]`);
  await box.getByRole('button', { name: 'Block it for ever, as guardian' }).click();
  assert.match(await watch.approve(), /Block the proposal .* for ever, as guardian/);
  await watch.go('/governance/ended');
  await watch.page.locator(`[data-proposal="${blocked}"][data-state=blocked]`).waitFor();
  await watch.leave();

  // The epoch is void: the challenger takes its bond home, and half of the scorer's.
  await me.go('/earn');
  const card = page.locator('section', { has: page.locator(`[data-epoch="${epoch}"]`) });
  await card.getByRole('button', { name: 'Collect 7.5 SOL of bond' }).click();
  assert.match(await me.approve(), /Pay .* what it is due of the bonds of the distribution/);
  await me.leave();

  // The investor pays a dividend in, out of what was collected before.
  await money.go('/ownership/mine');
  await money.later();
  const payIn = money.page.locator('section', { has: money.page.getByRole('heading', { name: 'Pay in a dividend' }) });
  await payIn.getByLabel('Amount').fill('12.5');
  await payIn.getByRole('button', { name: 'Pay in a dividend' }).click();
  assert.match(await money.approve(), /Give 12\.5 of the token .* to all holders .* as a dividend/);
  await money.leave();

  // Who may pass a grant on does.
  const giver = await as(net, second, '/ownership/grants');
  const given = giver.page.locator('section', { hasText: 'yours' }).filter({ hasText: '2,000' });
  await given.locator('summary').filter({ hasText: 'Give this grant' }).click();
  await given.getByLabel('New holder (handle or address)').fill(first.holder);
  await given.getByRole('button', { name: 'Transfer', exact: true }).click();
  assert.match(await giver.approve(), /Give the grant .* with all that is released from seven days from now on, to/);
  // It is theirs for seven days more.
  await given.getByText('Goes to').waitFor();
  await travel(net.rpc, 7 * DAY + 60);
  await giver.later();
  await given.waitFor({ state: 'detached' });
  await giver.leave();
}
