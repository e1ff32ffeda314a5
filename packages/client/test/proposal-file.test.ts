// The file of a proposal: what is written is read again, as the command line reads it, and a fault is named with its place.
// Tests of crates/client read the same vectors.
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import {
  type Action,
  commitment,
  encodeActions,
  FileFault,
  KIND_NAMES,
  type ProposalFile,
  readProposalFile,
  writeProposalFile,
} from '../src/index.ts';

const FOLDER = join(import.meta.dirname, '../../../docs/schema/vectors/proposals');
const expected = JSON.parse(readFileSync(join(FOLDER, 'expected.json'), 'utf8'));
const vectors = readdirSync(FOLDER)
  .filter((name) => name.startsWith('every-kind'))
  .map((name) => ({ name, text: readFileSync(join(FOLDER, name), 'utf8') }));
const formatOf = (name: string) => (name.endsWith('.toml') ? 'toml' : 'json');
const hex = (bytes: Uint8Array) => Buffer.from(bytes).toString('hex');

test('every vector is read as the bytes and the link that stand beside it', () => {
  expect(vectors.map(({ name }) => name).sort()).toEqual(Object.keys(expected).sort());
  const kinds = new Set<string>();
  for (const { name, text } of vectors) {
    const { actions } = readProposalFile(text, formatOf(name));
    expect(
      actions.map((action) => hex(encodeActions([action]))),
      name,
    ).toEqual(expected[name].wires);
    expect(hex(commitment(actions).link), name).toBe(expected[name].link);
    for (const { kind } of actions) kinds.add(kind);
  }
  expect([...kinds].sort()).toEqual([...KIND_NAMES].sort());
});

test('what is written is read again', () => {
  for (const { name, text } of vectors.filter((vector) => vector.name.endsWith('.json')))
    expect(writeProposalFile(readProposalFile(text, 'json')), name).toBe(text);
  const file: ProposalFile = {
    title: 'Say “hello”,\n\\ and 5',
    uri: 'https://example.org/?amount:5',
    document: '../a b.md',
    track: 200,
    isByHash: true,
    actions: [{ kind: 'issueTreasury', amount: 2n ** 64n - 1n }],
  };
  expect(readProposalFile(writeProposalFile(file), 'json')).toEqual(file);
});

/** The fault that this raises. */
function faultOf(run: () => unknown) {
  try {
    run();
  } catch (error) {
    if (error instanceof FileFault) return error.fault;
    throw error;
  }
  return undefined;
}

test('a period that is no whole number of days has no form in the file', () => {
  const terms = { perDay: 1n, cap: 2n, lasts: 3 };
  const file = { title: 'a', uri: 'b', document: 'c', track: 1, isByHash: true };
  const action: Action = { kind: 'reduceBudget', id: 1, terms };
  expect(faultOf(() => writeProposalFile({ ...file, actions: [action] }))).toMatchObject({ action: 1, field: 'days' });
});

const GOOD = `{
  "title": "Pay", "uri": "https://example.org", "document": "why.md", "by_hash": true,
  "action": [{ "kind": "transfer", "to": "11111111111111111111111111111112", "amount": 18446744073709551615 }]
}`;

test('a fault is named with its place', () => {
  expect(readProposalFile(GOOD, 'json').actions).toEqual([
    { kind: 'transfer', to: '11111111111111111111111111111112', amount: 18446744073709551615n, asset: undefined },
  ]);
  for (const [from, to, action, field, what] of [
    ['"title": "Pay", ', '', undefined, 'title', 'missing field'],
    ['"by_hash"', '"hash"', undefined, 'hash', 'unknown field'],
    ['"amount"', '"amuont"', 1, 'amuont', 'unknown field'],
    ['18446744073709551615', '18446744073709551616', 1, 'amount', 'invalid type'],
    ['18446744073709551615', '0', 1, undefined, 'it can never be executed'],
    ['"11111111111111111111111111111112"', '"me"', 1, 'to', '"me"'],
    ['"transfer"', '"gift"', 1, 'kind', 'unknown variant `gift`'],
  ] as const) {
    const fault = faultOf(() => readProposalFile(GOOD.replace(from, to), 'json'));
    expect([fault?.action, fault?.field], to).toEqual([action, field]);
    expect(fault?.what, to).toContain(what);
  }
  expect(faultOf(() => readProposalFile(GOOD, 'toml'))?.line).toBe(1);
});
