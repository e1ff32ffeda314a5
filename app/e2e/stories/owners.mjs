// Owners of a platform that the demonstration has founded: they hold shares there, and decide through the dApp.
import assert from 'node:assert/strict';
import { as, DAY, owners, travel } from '../people.mjs';
import { file } from '../world.mjs';

/** Markup that a title could carry into a careless page. It must stand there as text. */
const TITLE = '<img src=x onerror="document.title=1"><script>alert(1)</script>';

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
