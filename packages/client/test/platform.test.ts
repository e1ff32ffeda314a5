import { readFileSync } from 'node:fs';
import { afterEach, expect, test } from 'vitest';
import { getPlatformEncoder, MAKERSTAKE_GOVERNANCE_PROGRAM_ADDRESS } from '../src/generated/governance/index.ts';
import { addresses, createMakerstake, type MakerstakeError, NOBODY } from '../src/index.ts';
import * as kinds from '../src/platform/kinds.ts';
import { placeOf } from '../src/platform/kinds.ts';
import { Endpoint, serve } from './endpoint.ts';
import { address } from './samples.ts';

const idl = (name: string) => JSON.parse(readFileSync(new URL(`../../../idl/${name}.json`, import.meta.url), 'utf8'));
const closing: (() => unknown)[] = [];
afterEach(async () => {
  for (const close of closing.splice(0)) await close();
});
const start = async (endpoint: Endpoint) => {
  const { url, close } = await endpoint.start();
  closing.push(close);
  return url;
};

const PLATFORM = address(1);
const POOL = address(2);

/** A platform's account, all zero but for what is read here. */
function platform(version = 1): { owner: string; data: Uint8Array } {
  const decoded = kinds.PLATFORM.decoder().decode(new Uint8Array(kinds.PLATFORM.decoder().fixedSize));
  const data = new Uint8Array(getPlatformEncoder().encode({ ...decoded, pool: POOL, version }));
  return { owner: MAKERSTAKE_GOVERNANCE_PROGRAM_ADDRESS, data };
}

const failure = async (options: Parameters<typeof createMakerstake>[0]): Promise<MakerstakeError> =>
  createMakerstake(options).then(
    () => {
      throw new Error('it opened');
    },
    (error) => error,
  );

test('a platform opens by its own address, and says where everything is', async () => {
  const endpoint = new Endpoint();
  endpoint.accounts.set(PLATFORM, platform());
  const makerstake = await createMakerstake({ rpc: await start(endpoint), platform: PLATFORM, cluster: 'test' });
  expect(makerstake).toMatchObject({ platform: PLATFORM, pool: POOL, genesis: 'test' });
  expect(await makerstake.addresses.position(address(3))).not.toBe(await makerstake.addresses.position(address(4)));
  // By its pool and by its mint too, where the platform's address is derived.
  const mint = address(9);
  const pool = await addresses.pool(mint);
  const derived = await addresses.platform(pool);
  endpoint.accounts.set(derived, platform());
  endpoint.accounts.set(mint, { owner: NOBODY, data: new Uint8Array(82) });
  const byMint = await createMakerstake({ rpc: await start(endpoint), platform: mint });
  expect(byMint).toMatchObject({ platform: derived, pool });
});

test('what does not belong together is refused by name, with what to do', async () => {
  const endpoint = new Endpoint();
  endpoint.accounts.set(PLATFORM, platform());
  const rpc = await start(endpoint);
  const other = { rpc, platform: address(8) };
  expect(await failure({ ...other, rpc: 'ftp://x' })).toMatchObject({ code: 'badInput' });
  expect(await failure({ ...other, platform: 'reelhouse' })).toMatchObject({ code: 'badInput' });
  expect(await failure(other)).toMatchObject({ code: 'wrongPlatform', remedy: expect.stringContaining('share mint') });
  expect(await failure({ ...other, platform: PLATFORM, cluster: 'mainnet' })).toMatchObject({
    code: 'wrongCluster',
    values: { found: 'test' },
  });
  endpoint.accounts.set(address(8), platform(9));
  expect(await failure(other)).toMatchObject({ code: 'wrongVersion', values: { found: '9', wanted: '1' } });
  endpoint.accounts.set(address(8), { ...platform(), data: new Uint8Array(8) });
  expect(await failure(other)).toMatchObject({ code: 'wrongPlatform' });
});

test('an endpoint that does not answer, or is none, is told apart', async () => {
  const closed = await serve(() => {});
  await closed.close();
  const at = { platform: PLATFORM };
  expect(await failure({ ...at, rpc: closed.url })).toMatchObject({ code: 'endpointDown' });
  const page = await serve((_, response) => response.end('<html>Log in</html>'));
  closing.push(page.close);
  expect(await failure({ ...at, rpc: page.url })).toMatchObject({ code: 'notAnEndpoint' });
  const endpoint = new Endpoint();
  const rpc = await start(endpoint);
  for (const [status, code] of [
    [429, 'endpointLimited'],
    [403, 'endpointRefused'],
    [503, 'endpointDown'],
  ] as const) {
    endpoint.broken.set('getGenesisHash', status);
    expect(await failure({ ...at, rpc }), String(status)).toMatchObject({ code });
  }
});

test('a node of another cluster or platform is refused, and one that is none', async () => {
  const endpoint = new Endpoint();
  endpoint.accounts.set(PLATFORM, platform());
  const rpc = await start(endpoint);
  let about: unknown = { genesis: 'other', platform: PLATFORM };
  const node = await serve((_, response) => response.end(JSON.stringify(about)));
  const options = { rpc, node: node.url, platform: PLATFORM };
  expect(await failure(options)).toMatchObject({ code: 'wrongCluster' });
  about = { genesis: 'test', platform: address(7) };
  expect(await failure(options)).toMatchObject({ code: 'wrongPlatform' });
  about = 'hello';
  expect(await failure(options)).toMatchObject({ code: 'notANode' });
  await node.close();
  expect(await failure(options)).toMatchObject({ code: 'nodeDown' });
});

test('accounts are looked for where the IDL has their fields', () => {
  const size: Record<string, number> = { pubkey: 32, u64: 8, i64: 8, u32: 4, u16: 2, u8: 1 };
  // biome-ignore lint/suspicious/noExplicitAny: an IDL has no types here.
  const sizeIn = (types: any[], type: any): number => {
    if (typeof type === 'string') return size[type]!;
    if (type.array) return type.array[1] * sizeIn(types, type.array[0]);
    const { fields } = types.find(({ name }) => name === type.defined.name).type;
    return fields.reduce((sum: number, field: { type: unknown }) => sum + sizeIn(types, field.type), 0);
  };
  const programs = ['creators', 'attestations', 'equity', 'governance'].map(idl);
  let compared = 0;
  for (const kind of Object.values(kinds).filter((each) => typeof each === 'object')) {
    const { accounts, types } = programs.find((program) => program.address === kind.program);
    const { name } = accounts.find(
      ({ discriminator }: { discriminator: number[] }) => String(discriminator) === String([...kind.discriminator]),
    );
    let at = 8;
    for (const field of types.find((type: { name: string }) => type.name === name).type.fields) {
      const camel = field.name.replace(/_(\w)/g, (_: string, letter: string) => letter.toUpperCase());
      if (field.type === 'pubkey') {
        expect(placeOf(kind as never, camel as never), `${name}.${camel}`).toBe(at);
        compared += 1;
      }
      at += sizeIn(types, field.type);
    }
  }
  expect(compared).toBeGreaterThan(30);
});
