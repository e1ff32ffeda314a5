// What the tests of the packages stand on: the demonstration's network, a node that pays for first steps, and its people.
// `MAKERSTAKE_DEMO_BIN`, `MAKERSTAKE_NODE_BIN` and `MAKERSTAKE_BIN` name the binaries.
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { createKeyPairSignerFromPrivateKeyBytes } from '@solana/kit';
import { buildEpoch, makerstake, proposeEpoch } from '../../app/e2e/cli.mjs';
import { DAY, demoKey, fund, now, owners, platformOf, poolOf, travel } from '../../app/e2e/people.mjs';
import { freePort, start, startDemo, until } from '../../app/e2e/processes.mjs';

export { freePort, start, travel, until };
export const ROOT = fileURLToPath(new URL('../..', import.meta.url));

/** A folder of the test's own. */
export const folder = () => mkdtempSync(join(tmpdir(), 'makerstake-packages-'));

/** A signer of a key of the demonstration. */
export const signerOf = (key) => createKeyPairSignerFromPrivateKeyBytes(new Uint8Array(key.pkcs8.slice(-32)));

/** A key as its file has it: the secret, then the address. */
export const keyFile = (key) => JSON.stringify([...key.pkcs8.slice(-32), ...key.publicKey]);

/** A node of the platform that pays, on the word of a registrar. */
export async function startNode({ rpc, platform }, { registrar, settings = [], hooks = '' }) {
  const binary = process.env.MAKERSTAKE_NODE_BIN;
  if (!binary) throw new Error('MAKERSTAKE_NODE_BIN names no node: `cargo xtask test --only packages` builds it');
  const where = folder();
  writeFileSync(join(where, 'sponsor.json'), keyFile(demoKey('sponsor')), { mode: 0o600 });
  writeFileSync(join(where, 'node.toml'), hooks);
  const listen = `127.0.0.1:${await freePort()}`;
  const child = start(binary, [
    ...['--config', join(where, 'node.toml'), '--platform', platform, '--url', rpc, '--listen', listen],
    ...[
      '--database',
      join(where, 'node.db'),
      '--documents',
      join(where, 'documents'),
      '--rate',
      '1000',
      '--burst',
      '5000',
    ],
    ...['--sponsor', join(where, 'sponsor.json'), '--registrar', registrar, ...settings],
  ]);
  const stop = async () => {
    await child.stop();
    rmSync(where, { recursive: true, force: true });
  };
  const url = `http://${listen}`;
  await until('the node', async () => (await fetch(`${url}/healthz`)).ok, 120, child.isAlive).catch(async (error) => {
    await stop();
    throw new Error(`${error.message}\n${child.said().slice(-2_000)}`);
  });
  return { url, stop };
}

/**
 * The demonstration and its people: the archive, which registers and attests; and two owners, whom an epoch pays and
 * who can vote on a proposal.
 */
export async function startWorld(client, { hooks = '' } = {}) {
  const net = await startDemo();
  if (!net) throw new Error('MAKERSTAKE_DEMO_BIN names no demonstration: `cargo xtask test --only packages` builds it');
  try {
    const rpc = net.url;
    const { address: platform } = await platformOf(rpc);
    const archive = await signerOf(demoKey('creator Reelhouse archive'));
    const registrar = await client.addresses.creator(archive.address);
    const payer = await signerOf(demoKey('sponsor'));
    const free = (await owners(rpc)).filter(({ delegates }) => !delegates);
    const [owner, other] = await Promise.all(
      free.slice(0, 2).map(async ({ holder, key }) => ({ holder, key, signer: await signerOf(key) })),
    );
    const node = await startNode({ rpc, platform }, { registrar, hooks });
    const stop = async () => {
      await node.stop();
      await net.stop();
    };
    return { rpc, platform, node: node.url, archive, registrar, payer, owner, other, stop };
  } catch (error) {
    await net.stop();
    throw error;
  }
}

/** An epoch that pays the owner and is final, with its list; and a proposal that the investor made and that is voted on. */
export async function openEpochAndVote(client, { rpc, platform, node, payer, owner }) {
  const where = folder();
  const net = { rpc };
  const pool = await poolOf(rpc);
  const left = pool.covered_until + pool.window_seconds + 60 - (await now(rpc));
  if (left > 0) await travel(rpc, left);
  const { epoch, path, files } = await buildEpoch(net, where, 'epoch', { [owner.holder]: 100_000_000_000 });
  await proposeEpoch(net, where, path);
  await travel(rpc, pool.challenge_seconds + 60);
  const scorer = demoKey('scorer');
  await fund(net, scorer.address);
  await makerstake(net, scorer, ['dist', 'finalize', pool.address, String(epoch)], where);
  const open = await client.createMakerstake({ rpc, node, platform });
  const investor = await signerOf(demoKey('investor'));
  const { proposal } = await open.proposals.create({
    authority: investor,
    holder: investor.address,
    payer,
    track: 2,
    title: 'Publish our minutes',
    uri: 'https://reelhouse.example/minutes.md',
    documentHash: '11'.repeat(32),
    actions: [{ kind: 'resolve', textHash: new Uint8Array(32).fill(1) }],
  });
  await travel(rpc, 2 * DAY + 60);
  return { epoch, list: files[1], proposal };
}
