// Proposals through the dApp, from their forms to their execution.
import assert from 'node:assert/strict';
import { folder, makerstake } from './cli.mjs';
import { layout, numberIn } from './layout.mjs';
import { accounts, as, fund, GOVERNANCE, owners } from './people.mjs';
import { until } from './processes.mjs';
import { file } from './world.mjs';

/** Enough votes for every quorum of the house of makers. */
const CREATOR_VOTERS = 14;

/** Adds an action with the form of its kind; what the form says that it would do must match. */
export async function add({ page }, kind, fill, words) {
  const form = page.locator('main');
  await form.getByLabel('Kind').selectOption(kind);
  await fill(form);
  await page.locator('[data-draft]').getByText(words).waitFor();
  const list = page.locator('[data-actions]');
  const before = (await list.count()) === 0 ? 0 : Number(await list.getAttribute('data-actions'));
  await page.getByRole('button', { name: 'Add', exact: true }).click();
  await page.locator(`[data-actions="${before + 1}"]`).waitFor();
}

/** Proposes what was added; the words of the bytes name every action once more. Gives the proposal's number. */
export async function propose(me, title, words, before = async () => {}) {
  const { page } = me;
  await page.getByLabel('Title').fill(title);
  await page.getByLabel('Address of the document that explains it').fill('https://example.org/why.md');
  await page.getByLabel('The document itself').setInputFiles(file('why.md', `# ${title}`));
  await page.locator('[data-hash]').last().waitFor();
  await before();
  await page.getByRole('button', { name: 'Propose', exact: true }).last().click();
  const said = await me.approve();
  for (const part of words) assert.match(said, part);
  await me.go('/governance/open');
  await me.later();
  const proposal = page.locator('[data-proposal]', { hasText: title }).first();
  await proposal.waitFor();
  const number = await proposal.getAttribute('data-proposal');
  await me.go('/governance/create');
  return number;
}

/** Votes yes on several proposals in one transaction. */
export async function voteYes(me, numbers) {
  await me.go('/governance/open');
  for (const number of numbers) {
    const box = me.page.locator(`[data-proposal="${number}"][data-state=voting]`);
    await box.getByRole('button', { name: 'Yes', exact: true }).click();
  }
  await me.page.locator('[data-action=cast]').click();
  const said = await me.approve();
  assert.equal(said.match(/Vote YES/g)?.length, numbers.length);
}

/** As many creators as every quorum asks for vote yes: one in the dApp, the others with the command line. */
export async function creatorsVoteYes(net, numbers) {
  const [one, ...others] = (await owners(net.rpc)).sort((a, b) => Number(b.votes - a.votes)).slice(0, CREATOR_VOTERS);
  const { places } = layout(GOVERNANCE, 'Proposal');
  const addresses = (await accounts(net.rpc, GOVERNANCE, 'Proposal'))
    .filter(({ data }) => numbers.includes(String(numberIn(data, places, 'number'))))
    .map(({ address }) => address);
  assert.equal(addresses.length, numbers.length, `proposals ${numbers} are on the chain`);
  const where = folder();
  const person = await as(net, one, '/governance/open');
  await voteYes(person, numbers);
  await person.leave();
  for (const { key, holder } of others) {
    await fund(net, key.address);
    await makerstake(net, key, ['vote', 'yes', ...addresses, '--creator', holder], where);
  }
}

/** Counts a proposal, which passes, and executes every action of it. Gives what each execution was said to do. */
export async function carryOut(me, number, actions, before = async () => {}) {
  const { page } = me;
  await me.go(`/governance/${number}`);
  const box = page.locator(`[data-proposal="${number}"]`);
  await box.getByRole('button', { name: 'Count and decide' }).click();
  await me.approve();
  await before(box);
  const said = [];
  for (let done = 0; done < actions; done += 1) {
    await until(`${done} actions done`, async () => (await box.getByText('done', { exact: true }).count()) === done);
    await box.getByRole('button', { name: 'Execute the next action' }).click();
    said.push(await me.approve());
  }
  await page.locator(`[data-proposal="${number}"][data-state=executed]`).waitFor();
  return said;
}
