import {
  AccountRole,
  type Address,
  generateKeyPairSigner,
  getAddressFromPublicKey,
  type Instruction,
} from '@solana/kit';
import { afterEach, expect, test } from 'vitest';
import { explain, memoryJournal, signVoucher, storageJournal, voucherMessage } from '../src/index.ts';
import { Chain } from '../src/platform/chain.ts';
import { Node } from '../src/platform/node.ts';
import { Sender } from '../src/platform/sender.ts';
import { Endpoint, serve } from './endpoint.ts';
import { address } from './samples.ts';

const closing: (() => unknown)[] = [];
afterEach(async () => {
  for (const close of closing.splice(0)) await close();
});

const instruction: Instruction = {
  programAddress: address(5),
  accounts: [{ address: address(6), role: AccountRole.WRITABLE }],
  data: Uint8Array.of(1, 2, 3),
};
const build = async () => [instruction];

async function world({
  journal = memoryJournal(),
  patience = 0,
  node,
}: {
  journal?: ReturnType<typeof memoryJournal>;
  patience?: number;
  node?: string;
} = {}) {
  const endpoint = new Endpoint();
  const { url, close } = await endpoint.start();
  closing.push(close);
  const sender = new Sender(new Chain(url), node === undefined ? undefined : new Node(node), journal, patience);
  return { endpoint, sender, journal, payer: await generateKeyPairSigner() };
}

test('what lands is told with its signature, and forgotten', async () => {
  const { endpoint, sender, journal, payer } = await world();
  const landed = await sender.send(build, payer);
  expect(endpoint.sent).toHaveLength(1);
  expect(landed).toMatchObject({ signature: [...endpoint.landed.keys()][0], wasFound: false });
  expect(journal.all()).toEqual([]);
});

test('what was sent and not heard of is found by the same call, and not signed again', async () => {
  const { endpoint, sender, journal, payer } = await world();
  endpoint.broken.set('getSignatureStatuses', 503);
  const lost = await sender.send(build, payer).catch((error) => error);
  expect(lost).toMatchObject({ code: 'unknownOutcome', remedy: expect.stringContaining('resume()') });
  expect(journal.all()).toHaveLength(1);
  endpoint.broken.clear();
  const first = (await journal.all())[0]!;
  const signature = endpoint.land(Buffer.from(first.wire).toString('base64'));
  expect(await sender.send(build, payer)).toMatchObject({ signature, wasFound: true });
  expect(endpoint.sent).toHaveLength(0);
  expect(journal.all()).toEqual([]);
});

test('a page that was loaded again resumes what was on its way, from its storage', async () => {
  const kept = new Map<string, string>();
  const store = {
    getItem: (key: string) => kept.get(key) ?? null,
    setItem: (key: string, value: string) => void kept.set(key, value),
    removeItem: (key: string) => void kept.delete(key),
  };
  const { endpoint, sender, payer } = await world({ journal: storageJournal(store) as never });
  endpoint.broken.set('getSignatureStatuses', 503);
  await expect(sender.send(build, payer)).rejects.toMatchObject({ code: 'unknownOutcome' });
  expect(kept.size).toBe(1);
  endpoint.broken.clear();
  const again = new Sender(sender.chain, undefined, storageJournal(store), 0);
  const [end] = await again.resume();
  expect(end).toMatchObject({ signature: [...endpoint.landed.keys()][0], wasFound: true });
  expect(new Set(endpoint.sent).size).toBe(1);
  expect(kept.size).toBe(0);
});

test('what was not taken in time is told to be safe to repeat, and the next call signs anew', async () => {
  const { endpoint, sender, payer } = await world();
  endpoint.drops = true;
  const height = endpoint.height;
  const waiting = sender.send(build, payer).catch((error) => error);
  await expect.poll(() => endpoint.sent.length).toBeGreaterThan(0);
  endpoint.height = height + 151;
  expect(await waiting).toMatchObject({ code: 'expired' });
  endpoint.drops = false;
  expect(await sender.send(build, payer)).toMatchObject({ wasFound: false });
});

test('what a program would refuse is not sent, and its rule is named', async () => {
  const { endpoint, sender, payer } = await world();
  const { MAKERSTAKE_GOVERNANCE_PROGRAM_ADDRESS: at, MAKERSTAKE_GOVERNANCE_ERROR__VOTING_OVER: code } = await import(
    '../src/generated/governance/index.ts'
  );
  endpoint.simulated = { InstructionError: [0, { Custom: code }] };
  endpoint.logs = [`Program ${at} invoke [1]`, `Program ${at} failed: custom program error: 0x${code.toString(16)}`];
  const refused = await sender.send(build, payer).catch(explain);
  expect(refused).toMatchObject({ code: 'refused', program: 'governance', name: 'VotingOver' });
  expect(endpoint.sent).toEqual([]);
});

test('somebody without SOL is told how much is there and what would do', async () => {
  const { endpoint, sender, payer } = await world();
  endpoint.simulated = 'AccountNotFound';
  const poor = await sender.send(build, payer).catch((error) => error);
  expect(poor).toMatchObject({ code: 'noFunds', values: { address: payer.address, found: '7' } });
  expect(poor.remedy).toContain('voucher');
});

test('a node pays on the word of a voucher; what it did not answer is found by what it says', async () => {
  let status = 200;
  let endpoint: Endpoint | undefined;
  const sponsor = await generateKeyPairSigner();
  const node = await serve(async (request, response, body) => {
    response.setHeader('content-type', 'application/json');
    if (request.method === 'GET') return response.end(JSON.stringify({ payer: sponsor.address }));
    if (status === 500) {
      // It landed, and the answer was lost.
      const wire = Buffer.from(JSON.parse(body).transaction, 'base64');
      wire.set(new Uint8Array(64).fill(7), 1);
      endpoint?.land(wire.toString('base64'));
    }
    response
      .writeHead(status)
      .end(JSON.stringify(status === 200 ? { signature: 'x' } : { error: 'nothing more today' }));
  });
  closing.push(node.close);
  const { sender, ...rest } = await world({ node: node.url, patience: 1_000 });
  endpoint = rest.endpoint;
  const registrar = await generateKeyPairSigner();
  const terms = { platform: address(1), genesisKey: address(2), expires: 9 };
  const voucher = await signVoucher(registrar, terms);
  expect(Buffer.from(voucher.signature, 'base64')).toHaveLength(64);
  expect(voucherMessage(terms.platform, terms.genesisKey, 9)).toMatch(
    /^makerstake voucher\nplatform .*\nexpires 9\n$/s,
  );
  status = 429;
  await expect(sender.send(build, { voucher })).rejects.toMatchObject({ code: 'sponsorQuota' });
  status = 403;
  await expect(sender.send(build, { voucher })).rejects.toMatchObject({ code: 'sponsorRefused' });
  status = 404;
  await expect(sender.send(build, { voucher })).rejects.toMatchObject({ code: 'noSponsor' });
  status = 500;
  expect(await sender.send(build, { voucher })).toMatchObject({ signature: [...endpoint.landed.keys()][0] });
  expect(endpoint.sent).toEqual([]);
  expect(String(registrar.address as Address)).toBe(String(await getAddressFromPublicKey(registrar.keyPair.publicKey)));
});
