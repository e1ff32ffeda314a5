// The file of a proposal: what is written is read again, as the command line reads it, and every fault is named with its
// place. `docs/schema/vectors/proposals/` is read by a test of the command line too.
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { type Action, commitment, encodeActions, KIND_NAMES } from '@makerstake/client';
import { expect, test } from 'vitest';
import expected from '../../docs/schema/vectors/proposals/expected.json' with { type: 'json' };
import { hex } from '../src/chain/bytes.ts';
import { FileFault } from '../src/proposal-file/fault.ts';
import { type ProposalFile, readFile, writeFile } from '../src/proposal-file/index.ts';
import { say } from '../src/tx/messages/say.tsx';

const FOLDER = join(import.meta.dirname, '../../docs/schema/vectors/proposals');
const vectors = readdirSync(FOLDER)
  .filter((name) => name.startsWith('every-kind'))
  .map((name) => ({ name, text: readFileSync(join(FOLDER, name), 'utf8') }));

/** What is said of a file in English. */
async function faultOf(name: string, text: string): Promise<string> {
  const fault = await readFile(name, text).catch((error) => error);
  return fault instanceof FileFault ? say(fault.sentence, 'en') : `no fault: ${fault}`;
}

test('every vector is read as the bytes and the link that stand beside it', async () => {
  expect(vectors.map(({ name }) => name).sort()).toEqual(Object.keys(expected).sort());
  const kinds = new Set<string>();
  for (const { name, text } of vectors) {
    const { actions } = await readFile(name, text);
    const { wires, link } = expected[name as keyof typeof expected];
    expect(actions.map((action) => hex(encodeActions([action])))).toEqual(wires);
    expect(hex(commitment(actions).link)).toBe(link);
    for (const { kind } of actions) kinds.add(kind);
  }
  expect([...kinds].sort()).toEqual([...KIND_NAMES].sort());
});

test('what is written is read again', async () => {
  for (const { name, text } of vectors.filter((vector) => vector.name.endsWith('.json')))
    expect(writeFile(await readFile(name, text)), name).toBe(text);
  const file: ProposalFile = {
    title: 'Say “hello”,\n\\ and 5',
    uri: 'https://example.org/{"amount":5}',
    document: '../a b.md',
    track: 200,
    isByHash: true,
    actions: [{ kind: 'issueTreasury', amount: 2n ** 64n - 1n }],
  };
  expect(await readFile('a.json', writeFile(file))).toEqual(file);
});

test('a period that is no whole number of days has no form in the file', () => {
  const terms = { perDay: 1n, cap: 2n, lasts: 3 };
  const file = { title: 'a', uri: 'b', document: 'c', track: 1, isByHash: true };
  const action: Action = { kind: 'reduceBudget', id: 1, terms };
  expect(() => writeFile({ ...file, actions: [action] })).toThrow(FileFault);
});

const GOOD = `{
  "title": "Pay", "uri": "https://example.org", "document": "why.md", "by_hash": true,
  "action": [{ "kind": "transfer", "to": "11111111111111111111111111111112", "amount": 18446744073709551615 }]
}`;

test('a fault is named with its place, its value and what it must be', async () => {
  expect((await readFile('a.json', GOOD)).actions).toEqual([
    { kind: 'transfer', to: '11111111111111111111111111111112', amount: 18446744073709551615n, asset: undefined },
  ]);
  const most = 'a whole number from 0 to 18446744073709551615';
  for (const [from, to, says] of [
    ['"title": "Pay", ', '', '“title” is missing.'],
    ['"by_hash"', '"hash"', '“hash” means nothing there. Check how it is spelt.'],
    ['"by_hash"', '"by\u202ehash"', '“by�hash” means nothing there.'],
    ['true', '1', '“by_hash” is “1”; it must be true or false.'],
    ['"amount"', '"amuont"', '“action 1: amuont” means nothing there. Check how it is spelt.'],
    [
      '18446744073709551615',
      '18446744073709551616',
      `“action 1: amount” is “18446744073709551616”; it must be ${most}.`,
    ],
    ['18446744073709551615', '-1', `“action 1: amount” is “-1”; it must be ${most}.`],
    ['18446744073709551615', '1.5', `“action 1: amount” is “1.5”; it must be ${most}.`],
    ['18446744073709551615', '"5"', `“action 1: amount” is “"5"”; it must be ${most}.`],
    [
      '18446744073709551615',
      '0',
      '“action 1” can never be executed: something in it is beyond what the program allows.',
    ],
    [
      '"11111111111111111111111111111112"',
      '"me"',
      '“action 1: to” is “"me"”; it must be an address: 32 bytes in base 58.',
    ],
    ['"kind": "transfer", ', '', '“action 1: kind” is missing.'],
    ['"transfer"', '"gift"', '“action 1: kind” is “"gift"”; it must be one of transfer, open_budget,'],
    ['[{', '{ "a": [{', 'The file cannot be read:'],
    [GOOD, '[]', '“file” is “[]”; it must be a table of fields.'],
  ] as const)
    expect(await faultOf('a.json', GOOD.replace(from, to)), to).toContain(says);
  expect(await faultOf('a.txt', GOOD)).toBe('The name of the file of a proposal ends in .json or .toml.');
  expect(await faultOf('a.toml', GOOD)).toContain('The file cannot be read:');
});

const CALL = (pin: string, data: string) => `title = "Call"
uri = "u"
document = "d"
[[action]]
kind = "invoke"
program = "11111111111111111111111111111111"
pin = ${pin}
data = "${data}"
accounts = [{ key = "11111111111111111111111111111112", signer = true }]
`;

test('TOML says the same, and its faults too', async () => {
  const [action] = (await readFile('a.TOML', CALL('{ slot = 7 }', '0a0B'))).actions;
  expect(action).toEqual({
    kind: 'invoke',
    program: '11111111111111111111111111111111',
    pin: { is: 'slot', slot: 7n },
    accounts: [{ key: '11111111111111111111111111111112', isWritable: false, isSigner: true }],
    data: Uint8Array.of(10, 11),
  });
  expect(await faultOf('a.toml', CALL('"never"', ''))).toBe(
    '“action 1: pin” is “"never"”; it must be { slot } | { code }.',
  );
  expect(await faultOf('a.toml', CALL('{ code = { bytes = 4 } }', ''))).toBe('“action 1: pin: sha256” is missing.');
  expect(await faultOf('a.toml', CALL('"immutable"', '0a0'))).toBe(
    '“action 1: data” is “"0a0"”; it must be an even number of hexadecimal digits.',
  );
});
