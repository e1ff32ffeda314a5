// Who acts in the stories, what they find on the chain, and how time passes there.
import assert from 'node:assert/strict';
import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { layout, numberIn } from './layout.mjs';
import { rpc, until } from './processes.mjs';
import { base58, inject, keyOf } from './wallets.mjs';
import { visit } from './world.mjs';

const idl = (name) => JSON.parse(readFileSync(new URL(`../../idl/${name}.json`, import.meta.url)));
export const CREATORS = idl('creators');
export const EQUITY = idl('equity');
export const GOVERNANCE = idl('governance');
export const DAY = 86_400;

/** The key of a role in the demonstration: the hash of a fixed text. Worth nothing, and known to everybody. */
export const demoKey = (role) =>
  keyOf(createHash('sha256').update(`makerstake demonstration key, worth nothing: ${role}`).digest());

/** Somebody whom the chain has never seen; the same at every run. */
export const stranger = (name) => keyOf(createHash('sha256').update(`makerstake e2e, worth nothing: ${name}`).digest());

/** Every account of a type, with its bytes. */
export async function accounts(url, program, type) {
  const { discriminator } = program.accounts.find(({ name }) => name === type);
  const filters = [{ memcmp: { offset: 0, bytes: base58(discriminator), encoding: 'base58' } }];
  const found = await rpc(url, 'getProgramAccounts', [
    program.address,
    { encoding: 'base64', commitment: 'confirmed', filters },
  ]);
  return found.map(({ pubkey, account }) => ({ address: pubkey, data: Buffer.from(account.data[0], 'base64') }));
}

/** Creators of the demonstration who hold shares, the largest first, with their keys. */
export async function owners(url) {
  const names = new Set(
    readFileSync(new URL('../../data/works.csv', import.meta.url), 'utf8')
      .split('\n')
      .slice(1)
      .map((line) => (line.startsWith('"') ? line.slice(1, line.indexOf('"', 1)) : line.split(',')[0])),
  );
  const keys = new Map([...names].map((name) => demoKey(`creator ${name}`)).map((key) => [key.address, key]));
  const authority = new Map(
    (await accounts(url, CREATORS, 'Creator')).map(({ address, data }) => [address, base58(data.subarray(8, 40))]),
  );
  const positions = await accounts(url, EQUITY, 'Position');
  const { own, received } = layout(EQUITY, 'Position').places;
  return positions
    .map(({ data }) => ({
      holder: base58(data.subarray(40, 72)),
      shares: data.readBigUInt64LE(own.at),
      // With those of whoever delegated to this holder.
      votes: data.readBigUInt64LE(own.at) + data.readBigUInt64LE(received.at),
      delegates: data.subarray(104, 136).some((byte) => byte !== 0),
    }))
    .map((position) => ({ ...position, key: keys.get(authority.get(position.holder)) }))
    .filter(({ key, shares }) => key && shares > 0n)
    .sort((a, b) => Number(b.shares - a.shares));
}

/** The chain's clock, in unix seconds. */
export async function now(url) {
  const { value } = await rpc(url, 'getAccountInfo', [
    'SysvarC1ock11111111111111111111111111111111',
    { encoding: 'base64' },
  ]);
  return Number(Buffer.from(value.data[0], 'base64').readBigInt64LE(32));
}

/** Lets time pass on the chain; it only goes forward. */
export async function travel(url, seconds) {
  await rpc(url, 'surfnet_timeTravel', [{ absoluteTimestamp: ((await now(url)) + seconds) * 1000 }]);
}

/** Lets time pass to a moment, unless it has come. */
async function travelTo(url, time) {
  const seconds = time - (await now(url));
  if (seconds > 0) await travel(url, seconds);
}

/** Of proposals, by number: lets time pass until the last of them is where `moment` says, by what is in its account. */
async function travelWith(url, numbers, moment) {
  const { places } = layout(GOVERNANCE, 'Proposal');
  const found = (await accounts(url, GOVERNANCE, 'Proposal'))
    .map(
      ({ data }) =>
        (name) =>
          numberIn(data, places, name),
    )
    .filter((field) => numbers.some((number) => Number(number) === field('number')));
  assert.equal(found.length, numbers.length, `proposals ${numbers} are on the chain`);
  await travelTo(url, Math.max(...found.map(moment)) + 60);
}

/** Lets time pass until all of these proposals can be voted on. */
export const untilVoting = (url, numbers) => travelWith(url, numbers, (of) => of('voting_from'));

/** Lets time pass until all of these proposals can be counted. */
export const untilCounted = (url, numbers) => travelWith(url, numbers, (of) => of('voting_until') + of('cool_off'));

/** Lets time pass until all of these proposals can be executed, if they pass. */
export const untilExecutable = (url, numbers) =>
  travelWith(url, numbers, (of) => of('voting_until') + of('cool_off') + of('timelock'));

/** The platform of the demonstration, and its treasury. */
export async function platformOf(url) {
  const [{ address, data }] = await accounts(url, GOVERNANCE, 'Platform');
  const { at, size } = layout(GOVERNANCE, 'Platform').places.treasury;
  return { address, treasury: base58(data.subarray(at, at + size)) };
}

/** The pool of the demonstration: where its numbers stand is the order of its fields in programs/equity. */
export async function poolOf(url) {
  const [{ address, data }] = await accounts(url, EQUITY, 'Pool');
  const { fields } = EQUITY.types.find(({ name }) => name === 'Pool').type;
  const sizes = { pubkey: 32, u64: 8, i64: 8, u32: 4, i32: 4, u16: 2, u8: 1 };
  const sizeOf = (type) => sizes[type] ?? type.array[1] * sizeOf(type.array[0]);
  let at = 8;
  const pool = { address };
  for (const { name, type } of fields) {
    if (type === 'pubkey') pool[name] = base58(data.subarray(at, at + 32));
    else if (sizes[type] === 8) pool[name] = Number(data.readBigInt64LE(at));
    else if (sizes[type] === 4) pool[name] = data.readUInt32LE(at);
    else if (sizes[type] === 2) pool[name] = data.readUInt16LE(at);
    at += sizeOf(type);
  }
  return pool;
}

/** Lets time pass to the first second of the next snapshot epoch, from which shares and delegations count. */
export async function nextSnapshotEpoch(url) {
  const { snapshot_genesis: genesis, snapshot_epoch_seconds: length } = await poolOf(url);
  const time = await now(url);
  const epoch = Math.floor((time - genesis) / length);
  await travel(url, genesis + (epoch + 1) * length - time + 1);
}

/** Gives somebody SOL and waits until it is there. */
export async function fund(net, address, lamports = 5_000_000_000) {
  await rpc(net.rpc, 'requestAirdrop', [address, lamports]);
  await until('the airdrop', async () => (await balance(net.rpc, address)) > 0);
}

export const balance = async (url, address) =>
  (await rpc(url, 'getBalance', [address, { commitment: 'confirmed' }])).value;

/** Visits as somebody whose key the test has. */
export async function as(net, { key }, path, options = {}) {
  await fund(net, key.address);
  const me = await visit(net, { path, script: { fn: inject, arg: { keys: [key] } }, ...options });
  await me.connect('Test wallet');
  return me;
}
