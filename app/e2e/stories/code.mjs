// The owners replace a program's code and call programs: what nobody can undo is written with forms that look at the
// chain, voted on by both houses, and executed.
import assert from 'node:assert/strict';
import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { getAddressEncoder, getProgramDerivedAddress } from '@solana/kit';
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
import { rpc } from '../processes.mjs';
import { add, carryOut, creatorsVoteYes, propose, voteYes } from '../proposals.mjs';
import { file } from '../world.mjs';

const SYSTEM = '11111111111111111111111111111111';
const LOADER = 'BPFLoaderUpgradeab1e11111111111111111111111';
const MEMO = 'MemoSq4gqABAXKb96qnH8TysNcWxMyWCqXgDLGmfcHr';
const ATTESTATIONS = JSON.parse(readFileSync(new URL('../../../idl/attestations.json', import.meta.url))).address;
const HALF_A_SOL = 500_000_000;
const WORDS = 'We keep our word.';

const sha256 = (bytes) => createHash('sha256').update(bytes).digest('hex');

/** The program of attestations as it was built, with its name in capitals: other code that does the same. */
function otherCode() {
  const folder = process.env.MAKERSTAKE_DEPLOY_DIR ?? fileURLToPath(new URL('../../../target/deploy', import.meta.url));
  const code = readFileSync(join(folder, 'makerstake_attestations.so'));
  const name = 'Makerstake attestations';
  const at = code.indexOf(name);
  assert.ok(at > 0, 'the program names itself');
  code.write(name.toUpperCase(), at);
  return code;
}

/** Puts a buffer of this code where the loader would have put it. */
async function placeBuffer(url, at, authority, code) {
  const data = Buffer.concat([Buffer.from([1, 0, 0, 0, 1]), Buffer.from(getAddressEncoder().encode(authority)), code]);
  const lamports = await rpc(url, 'getMinimumBalanceForRentExemption', [data.length]);
  await rpc(url, 'surfnet_setAccount', [
    at,
    { lamports, owner: LOADER, executable: false, data: data.toString('hex') },
  ]);
  return lamports;
}

/** The account of an upgradeable program's code, and what it holds. */
async function deployed(url, program) {
  const seeds = [getAddressEncoder().encode(program)];
  const [at] = await getProgramDerivedAddress({ programAddress: LOADER, seeds });
  const { value } = await rpc(url, 'getAccountInfo', [at, { encoding: 'base64', commitment: 'confirmed' }]);
  return Buffer.from(value.data[0], 'base64').subarray(45);
}

/** What the last transaction that touched a program logged. */
async function lastLogs(url, program) {
  const [{ signature }] = await rpc(url, 'getSignaturesForAddress', [program, { limit: 1, commitment: 'confirmed' }]);
  const options = { commitment: 'confirmed', encoding: 'json', maxSupportedTransactionVersion: 0 };
  return (await rpc(url, 'getTransaction', [signature, options])).meta.logMessages;
}

export async function ownersReplaceACodeAndCallPrograms(net) {
  const [first] = await owners(net.rpc);
  const { treasury } = await platformOf(net.rpc);
  const [track] = await accounts(net.rpc, GOVERNANCE, 'Track');
  const [buffer, paid] = [stranger('buffer').address, stranger('paid by a call').address];
  const code = otherCode();
  const me = await as(net, first, '/governance/create');
  await fund(net, first.key.address, 20_000_000_000);
  await fund(net, treasury, 1_000_000_000);
  await placeBuffer(net.rpc, buffer, first.key.address, code);
  const { page } = me;
  const form = page.locator('main');
  const [program, buffered] = [form.getByLabel('Address of the program'), form.getByLabel('Buffer with the new code')];
  const says = (words) => form.getByText(words).first().waitFor();

  // What could never be executed is said where it is typed, with the remedy.
  await form.getByLabel('Kind').selectOption('upgrade');
  for (const [typed, fault] of [
    ['nobody', 'Not an address'],
    [SYSTEM, 'Nobody can replace this program'],
    [buffer, 'There is no program at this address'],
    [ATTESTATIONS, /The treasury may not replace this program|Nobody can replace this program/],
  ]) {
    await program.fill(typed);
    await says(fault);
  }
  for (const [typed, fault] of [
    [ATTESTATIONS, 'There is no buffer at this address'],
    [buffer, `Its authority must first be ${treasury}`],
  ]) {
    await buffered.fill(typed);
    await says(fault);
  }
  await rpc(net.rpc, 'surfnet_setProgramAuthority', [ATTESTATIONS, treasury]);
  const rent = await placeBuffer(net.rpc, buffer, treasury, code);
  await me.later();

  await add(
    me,
    'upgrade',
    async () => {
      await program.fill(ATTESTATIONS);
      await page.locator(`[data-code="${sha256(await deployed(net.rpc, ATTESTATIONS))}"]`).waitFor();
      await buffered.fill(buffer);
      await page.locator(`[data-code="${sha256(code)}"]`).waitFor();
      const built = form.getByLabel('The built program');
      await built.setInputFiles(file('other.so', 'another program'));
      await says('The buffer holds other code than this file');
      await built.setInputFiles({ name: 'attestations.so', mimeType: 'application/octet-stream', buffer: code });
      await says('The buffer holds exactly this file');
      await examineOnBoth(me, 'form-upgrade');
    },
    /REPLACE THE CODE of the program .* if its code is \d+ bytes with the hash .* and only zeros behind them, by that in/,
  );
  await add(
    me,
    'invoke',
    async () => {
      await program.fill(GOVERNANCE.address);
      await says('Governance does not call itself');
      await program.fill(SYSTEM);
      await form.getByRole('button', { name: 'Add the treasury' }).click();
      await form.getByRole('button', { name: 'Add an account' }).click();
      await form.getByLabel('Account 2', { exact: true }).fill(track.address);
      await form.getByLabel('It may change account 2').check();
      await says('a call may read this account, not change it');
      await form.getByLabel('Account 2', { exact: true }).fill(paid);
      const bytes = form.getByLabel('Bytes that it is given');
      await bytes.fill('02000000 0');
      await says('Not hexadecimal');
      const data = Buffer.alloc(12);
      data.writeUInt32LE(2);
      data.writeBigUInt64LE(1_000_000_000_000_000n, 4);
      await bytes.fill(data.toString('hex'));
      await says('Made now, the call would fail');
      data.writeBigUInt64LE(BigInt(HALF_A_SOL), 4);
      await bytes.fill(data.toString('hex'));
      await says('Made now, the call would go through');
      await examineOnBoth(me, 'form-invoke');
    },
    /CALL the system program .* whose code nobody can change.*It would: send 0\.5 SOL from/,
  );
  await add(
    me,
    'invoke',
    async () => {
      await program.fill(MEMO);
      await form.getByRole('button', { name: 'Add the treasury' }).click();
      await form.getByLabel('It may change account 1').uncheck();
      await form.getByLabel('Written in').selectOption('plain');
      await form.getByLabel('Bytes that it is given').fill(WORDS);
      await says('Made now, the call would go through');
    },
    new RegExp(`NOBODY HERE CAN SAY what it does.*${treasury} \\(SIGNS\\).*${Buffer.from(WORDS).toString('hex')}`),
  );
  const number = await propose(me, 'New code, and two calls', [
    /REPLACE THE CODE/,
    /send 0\.5 SOL/,
    /NOBODY HERE CAN SAY/,
  ]);

  await untilVoting(net.rpc, [number]);
  const money = await as(net, { key: demoKey('investor') }, '/governance/open');
  await voteYes(money, [number]);
  await money.leave();
  await creatorsVoteYes(net, [number]);
  await untilExecutable(net.rpc, [number]);
  await me.later();
  const before = await balance(net.rpc, treasury);
  const had = await balance(net.rpc, first.key.address);
  const said = await carryOut(me, number, 3);

  assert.match(said[0], /replace the code of the program/);
  assert.deepEqual(await deployed(net.rpc, ATTESTATIONS), code);
  assert.equal(await balance(net.rpc, buffer), 0);
  assert.ok((await balance(net.rpc, first.key.address)) > had + rent / 2, 'the rent of the buffer came to who paid');
  assert.match(said[1], /call the program/);
  assert.equal(await balance(net.rpc, paid), HALF_A_SOL);
  assert.equal(await balance(net.rpc, treasury), before - HALF_A_SOL);
  const logs = await lastLogs(net.rpc, MEMO);
  for (const logged of [treasury, WORDS]) assert.ok(logs.includes(`Program log: ${logged}`), logs.join('\n'));
  await me.leave();
}
