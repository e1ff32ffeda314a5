// Proposals of which only a hash is on the chain: one is made in the dApp and read by the command line, the other is made by
// the command line and read in the dApp. Both are voted on, and executed by who brings the file.
import assert from 'node:assert/strict';
import { createHash } from 'node:crypto';
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { folder, makerstake } from '../cli.mjs';
import { examineOnBoth } from '../examine.mjs';
import {
  accounts,
  as,
  balance,
  demoKey,
  fund,
  GOVERNANCE,
  owners,
  platformOf,
  stranger,
  untilExecutable,
  untilVoting,
} from '../people.mjs';
import { add, carryOut, creatorsVoteYes, propose, voteYes } from '../proposals.mjs';
import { file } from '../world.mjs';

const MEMO = 'MemoSq4gqABAXKb96qnH8TysNcWxMyWCqXgDLGmfcHr';
const QUARTER_OF_A_SOL = 250_000_000;
/** Two of these do not fit into one transaction. */
const SPEECH = 'We keep our word, and say so at length. '.repeat(15);

/** The file of a proposal as people write it for the command line. */
const TOML = (to) => `title = "Pay by hash"
uri = "https://example.org/why.md"
document = "why.md"
track = 7
by_hash = true

[[action]]
kind = "transfer"
to = "${to}"
amount = ${QUARTER_OF_A_SOL} # lamports

[[action]]
kind = "issue_treasury"
amount = 7_000_000
`;

/** Proposals with this title, as the command line lists them. */
async function listed(net, key, where, title) {
  const { address } = await platformOf(net.rpc);
  const all = await makerstake(net, key, ['proposal', 'list', '--platform', address], where);
  return all.find((proposal) => proposal.title === title);
}

export async function ownersBringTheActionsOfWhichTheChainHasTheHash(net) {
  const [first] = await owners(net.rpc);
  const { address: platform, treasury } = await platformOf(net.rpc);
  const paid = stranger('paid by hash').address;
  const where = folder();
  const me = await as(net, first, '/governance/create');
  await fund(net, first.key.address, 20_000_000_000);
  await fund(net, treasury, 1_000_000_000);
  const { page } = me;

  // The dApp makes the file, and proposes only when it was saved.
  for (const words of ['First', 'Second']) {
    await add(
      me,
      'invoke',
      async (form) => {
        await form.getByLabel('Address of the program').fill(MEMO);
        await form.getByRole('button', { name: 'Add the treasury' }).click();
        await form.getByLabel('It may change account 1').uncheck();
        await form.getByLabel('Written in').selectOption('plain');
        await form.getByLabel('Bytes that it is given').fill(`${words}: ${SPEECH}`);
        await form.getByText('Made now, the call would go through').waitFor();
      },
      /NOBODY HERE CAN SAY what it does/,
    );
  }
  await add(
    me,
    'setConstitution',
    (form) => form.getByLabel('The text of the new constitution').setInputFiles(file('text.md', '# 11')),
    /Adopt the constitution with hash/,
  );
  let made;
  const long = await propose(
    me,
    'Speeches',
    [
      /Its 3 actions are not in these bytes: only the hash .* is, and of which kinds: Another constitution, Call of a program/,
    ],
    async () => {
      await page.getByText('These actions may be too large for one transaction').waitFor();
      await page.getByLabel('Put only the hash of the actions on the chain').check();
      assert.ok(await page.getByRole('button', { name: 'Propose', exact: true }).last().isDisabled());
      const download = page.waitForEvent('download');
      await page.getByRole('button', { name: 'Save the file with the actions' }).click();
      made = await download;
      await examineOnBoth(me, 'proposal-by-hash');
    },
  );
  const saved = join(where, made.suggestedFilename());
  await made.saveAs(saved);
  const byDapp = await listed(net, first.key, where, 'Speeches');
  const read = await makerstake(net, first.key, ['proposal', 'show', byDapp.proposal, '--file', saved], where);
  assert.equal(read.actions.length, 3);
  assert.match(read.actions[0], new RegExp(`CALL .*${MEMO}.*${Buffer.from(`First: ${SPEECH}`).toString('hex')}`));
  assert.match(read.actions[2], /Adopt the constitution/);

  // The command line makes the other.
  writeFileSync(join(where, 'why.md'), '# Why');
  writeFileSync(join(where, 'pay.toml'), TOML(paid));
  await makerstake(net, first.key, ['propose', 'pay.toml', '--platform', platform, '--creator', first.holder], where);
  const byCommand = String((await listed(net, first.key, where, 'Pay by hash')).number);

  await untilVoting(net.rpc, [long, byCommand]);
  const money = await as(net, { key: demoKey('investor') }, '/governance/open');
  await voteYes(money, [long, byCommand]);
  await money.leave();
  await creatorsVoteYes(net, [long, byCommand]);
  await untilExecutable(net.rpc, [long, byCommand]);
  await me.later();

  // Every other file is refused, with what is wrong in it and where.
  const toml = readFileSync(join(where, 'pay.toml'), 'utf8');
  const before = await balance(net.rpc, treasury);
  const said = await carryOut(me, byCommand, 2, async (box) => {
    await box.getByText('Its 2 actions are published elsewhere').waitFor();
    await box.getByText('Bring the file with its actions first').waitFor();
    const chosen = box.getByLabel('The file with its actions');
    for (const [name, text, fault] of [
      ['pay.txt', toml, 'ends in .json or .toml'],
      ['pay.json', toml, 'The file cannot be read'],
      ['pay.toml', toml.replace('amount =', 'amuont ='), 'line 10, action 1, “amuont”'],
      ['pay.toml', toml.replace(paid, 'nobody'), 'line 9, action 1, “to”: "nobody": not an address'],
      ['pay.toml', toml.replace('7_000_000', '0'), 'it can never be executed'],
      ['pay.toml', toml.replace('7_000_000', '7_000_001'), 'are not those that the proposal has the hash of'],
      [made.suggestedFilename(), readFileSync(saved, 'utf8'), 'are not those that the proposal has the hash of'],
    ]) {
      await chosen.setInputFiles(file(name, text));
      await box.getByText(fault).waitFor();
      assert.ok(await box.getByRole('button', { name: 'Execute the next action' }).isDisabled(), name);
    }
    await chosen.setInputFiles(file('pay.toml', toml));
    await box.getByText('These are the actions that the proposal has the hash of').waitFor();
    await box.getByText(/Pay 0\.25 SOL from the treasury to/).waitFor();
    await box.getByText(/Mint 7 new shares/).waitFor();
    await examineOnBoth(me, 'actions-payload');
  });
  assert.match(said[0], /Execute the next action of the proposal .*: the treasury pays/);
  assert.match(said[0], /Pay 0\.25 SOL from the treasury to/);
  assert.match(said[1], /Mint 7 new shares/);
  assert.equal(await balance(net.rpc, paid), QUARTER_OF_A_SOL);
  assert.ok((await balance(net.rpc, treasury)) <= before - QUARTER_OF_A_SOL);

  const spoken = await carryOut(me, long, 3, async (box) => {
    await box.getByLabel('The file with its actions').setInputFiles(saved);
    await box.getByText('These are the actions that the proposal has the hash of').waitFor();
  });
  for (const [at, words] of ['First', 'Second'].entries())
    assert.ok(spoken[at].includes(Buffer.from(`${words}: ${SPEECH}`).toString('hex')), spoken[at]);
  assert.match(spoken[2], /Adopt the constitution/);
  const [{ data }] = await accounts(net.rpc, GOVERNANCE, 'Platform');
  assert.ok(data.includes(createHash('sha256').update('# 11').digest()), 'the platform has the new constitution');
  await me.leave();
}
