import { readFileSync } from 'node:fs';
import { getBase58Decoder } from '@solana/kit';
import { describe, expect, test } from 'vitest';
import { sha256 } from '../src/index.ts';
import {
  accountOf,
  createNode,
  DECODERS,
  hashName,
  type List,
  NodeFault,
  pictureType,
  ShapeFault,
  stepsOf,
} from '../src/node/index.ts';

const LISTS = Object.keys(DECODERS) as List[];
const json = (path: string) => JSON.parse(readFileSync(new URL(`../../../${path}`, import.meta.url), 'utf8'));
const schema = json('docs/schema/node.openapi.json');
const IDLS: { types: { name: string; type: { fields: { name: string }[] } }[] }[] = [
  'attestations',
  'creators',
  'equity',
  'governance',
].map((program) => json(`idl/${program}.json`));

const encode = (value: unknown): unknown => {
  if (typeof value === 'bigint') return value.toString();
  if (value instanceof Uint8Array) return hashName(value);
  return Array.isArray(value) ? value.map(encode) : value;
};
const snake = (name: string) => name.replace(/[A-Z]/g, (letter) => `_${letter.toLowerCase()}`);

/** Bytes of an account, and its fields as a node answers them. */
function sample(list: List): [object, Record<string, unknown>] {
  const decoder = DECODERS[list]();
  const bytes = Uint8Array.from({ length: decoder.fixedSize }, (_, at) => (at * 7 + 1) % 251);
  const account = decoder.decode(bytes) as unknown as Record<string, unknown>;
  const fields = Object.entries(account)
    .filter(([name]) => !['reserved', 'discriminator', 'bump'].includes(name))
    .map(([name, value]) => [snake(name), encode(value)]);
  return [account, Object.fromEntries(fields)];
}

const answering =
  (body: unknown, status = 200) =>
  async () =>
    body instanceof Uint8Array
      ? new Response(body.slice(), { status })
      : new Response(JSON.stringify(body), { status });
const asked = (urls: string[], body: unknown) => async (url: string | URL | Request) => {
  urls.push(String(url));
  return new Response(JSON.stringify(body));
};

describe('accounts', () => {
  test.each(LISTS)('%s are read into the generated types, field by field', (list) => {
    const [account, fields] = sample(list);
    const read = accountOf(DECODERS[list]() as never, fields) as Record<string, unknown>;
    for (const [name, value] of Object.entries(account))
      if (!['reserved', 'discriminator', 'bump'].includes(name)) expect(read[name], name).toEqual(value);
  });

  test.each(LISTS)('%s have the fields of the IDL, which the node reads accounts by', (list) => {
    const [, fields] = sample(list);
    const kinds: [string, { properties?: { kind?: { const: string } } }][] = Object.entries(schema.components.schemas);
    const [type] = kinds.find(([, { properties }]) => properties?.kind?.const === list) ?? [];
    const defined = IDLS.flatMap(({ types }) => types).find(({ name }) => name === type)!;
    const names = defined.type.fields
      .map(({ name }) => name)
      .filter((field) => field !== 'reserved' && field !== 'bump');
    expect(Object.keys(fields).sort()).toEqual(names.sort());
  });

  test('a field of another type, another length, or none, is refused by name', () => {
    const [, fields] = sample('proposals');
    const decoder = DECODERS.proposals();
    for (const [field, value] of [
      ['platform', 'nobody'],
      ['platform', 7],
      ['support', '1.5'],
      ['support', '0x10'],
      ['support', null],
      ['number', '7'],
      ['number', 1.5],
      ['document_hash', 'ab'],
      ['document_hash', 'zz'.repeat(32)],
      ['yes', ['1']],
      ['yes', '1'],
      ['no', undefined],
    ] as const)
      expect(() => accountOf(decoder, { ...fields, [field]: value }), `${field} ${value}`).toThrow(ShapeFault);
    expect(() => accountOf(decoder, null)).toThrow(ShapeFault);
  });
});

describe('questions', () => {
  const [, fields] = sample('works');
  const one = { address: getBase58Decoder().decode(new Uint8Array(32).fill(3)), kind: 'works', slot: 9, row: {} };

  test('a list is asked for by its filters, and its page is read', async () => {
    const urls: string[] = [];
    const body = { slot: 12, proven: true, items: [{ ...one, closed_slot: 11, account: fields }], next: 'abc' };
    const node = createNode('http://127.0.0.1:8787/', { fetch: asked(urls, body) });
    const found = await node.list('works', { limit: 5, closed: false, where: { creator: 'x y' } });
    expect(urls).toEqual(['http://127.0.0.1:8787/v1/works?creator=x+y&limit=5&closed=false']);
    expect(found).toMatchObject({ slot: 12, proven: true, next: 'abc', names: {}, documents: {} });
    expect(found.items[0]).toMatchObject({ address: one.address, slot: 9, closedSlot: 11 });
    expect(typeof found.items[0]?.account?.time).toBe('bigint');
  });

  test('what history alone tells of has no account, and its steps', async () => {
    const steps = [{ id: '1-0-0', step: 'created', detail: {} }];
    const body = { slot: 1, item: { ...one, rebuilt: true, account: {}, steps } };
    const found = await createNode('http://n', { fetch: answering(body) }).one('proposals', 'A');
    expect(found?.item.account).toBeUndefined();
    expect(stepsOf(found!.item)).toEqual(steps);
  });

  test('none is undefined, a refusal is told in the words of the node, and what is no node is called so', async () => {
    const at = (body: unknown, status?: number) => createNode('http://n', { fetch: answering(body, status) });
    expect(await at({ error: 'none' }, 404).one('rules', 'A')).toBeUndefined();
    await expect(at({ error: 'slow down' }, 429).list('rules')).rejects.toMatchObject({
      is: 'refused',
      status: 429,
      message: 'slow down',
    });
    await expect(at([]).list('rules')).rejects.toMatchObject({ is: 'other' });
    await expect(at({ items: 'x' }).list('rules')).rejects.toMatchObject({ is: 'other' });
    const silent = createNode('http://n', { fetch: () => Promise.reject(new TypeError('fetch failed')) });
    await expect(silent.counts()).rejects.toMatchObject({ is: 'silent' });
  });
});

describe('documents', () => {
  const text = new TextEncoder().encode('# Pay the translators');
  const at = (body: Uint8Array) => createNode('http://n', { fetch: answering(body) });

  test('are given when their hash is the one that was asked for', async () => {
    expect(await at(text).document(sha256(text))).toEqual(text);
    expect(await at(text).document(hashName(sha256(text)))).toEqual(text);
  });

  test('with another hash, or too long, are not given', async () => {
    await expect(at(text.slice(1)).document(sha256(text))).rejects.toMatchObject({ is: 'false' });
    await expect(at(text).document(sha256(text), text.length - 1)).rejects.toBeInstanceOf(NodeFault);
  });

  test('pictures are told by their bytes', () => {
    expect(pictureType(Uint8Array.of(0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a, 0))).toBe('image/png');
    expect(pictureType(Uint8Array.of(0xff, 0xd8, 0xff, 0xe0))).toBe('image/jpeg');
    expect(pictureType(new TextEncoder().encode('RIFF\0\0\0\0WEBPVP8 '))).toBe('image/webp');
    expect(pictureType(new TextEncoder().encode('<svg xmlns="http://www.w3.org/2000/svg">'))).toBeUndefined();
  });
});
