import { readdirSync, readFileSync } from 'node:fs';
import type { Address } from '@solana/kit';
import { expect, test } from 'vitest';
import {
  type Action,
  commitment,
  decodeActions,
  encodeActions,
  isSound,
  isVoted,
  KIND_NAMES,
  kindsIn,
  kindsOf,
  links,
  payloadAt,
  sha256,
} from '../src/index.ts';
import { wasm } from '../src/wasm.ts';
import { ACTIONS, address, HASH, TO, VARIANTS } from './samples.ts';

test('there is a sample of every kind, and each comes back from its bytes', () => {
  expect(kindsIn(kindsOf(ACTIONS.map(({ kind }) => kind)))).toEqual(KIND_NAMES);
  for (const action of [...ACTIONS, ...VARIANTS]) {
    expect(decodeActions(encodeActions([action])), action.kind).toEqual([action]);
    expect(isSound(action), action.kind).toBe(true);
  }
  expect(decodeActions(encodeActions(ACTIONS))).toEqual(ACTIONS);
});

test('kinds have the names and numbers of the rules', () => {
  const snake = (name: string) => name.replace(/[A-Z]/g, (letter) => `_${letter.toLowerCase()}`);
  expect(KIND_NAMES.map(snake)).toEqual(wasm.kindNames());
  for (const [number, action] of ACTIONS.entries())
    expect(encodeActions([action])[0], `${number}`).toBe(KIND_NAMES.indexOf(action.kind));
});

test('a token that was named last takes one byte', () => {
  const pay = (asset: Address | undefined): Action => ({ kind: 'transfer', asset, to: TO, amount: 1n });
  const lengths = [pay(address(2)), pay(address(2)), pay(undefined), pay(address(2)), pay(address(3))].map(
    (_, at, all) => encodeActions(all.slice(0, at + 1)).length,
  );
  expect(lengths).toEqual([74, 116, 158, 200, 274]);
});

test('what is no list of actions is refused, with a reason', () => {
  for (const action of ACTIONS) {
    expect(() => decodeActions(encodeActions([action]).slice(0, -1)), action.kind).toThrow(RangeError);
  }
  expect(() => decodeActions(Uint8Array.of(200))).toThrow('UnknownKind');
  expect(() => decodeActions(Uint8Array.of(0, 2))).toThrow('InvalidField');
  // Numbers beyond their field, another kind, half an address: none is cut to fit.
  const to = TO;
  for (const wrong of [
    { kind: 'transfer', asset: undefined, to, amount: 1n << 64n },
    { kind: 'transfer', asset: undefined, to, amount: -1n },
    { kind: 'revokeBudget', id: 2 ** 32 },
    { kind: 'gift', to },
    { kind: 'transfer', asset: undefined, to: to.slice(1), amount: 1n },
    { kind: 'resolve', textHash: HASH.slice(1) },
    { kind: 'resolveDistribution', distribution: to, root: HASH, ruling: 5 },
  ])
    expect(
      () => encodeActions([wrong as Action]),
      JSON.stringify(wrong, (_, v) => String(v)),
    ).toThrow(RangeError);
});

test('actions that could never be executed are unsound', () => {
  const [pay, open] = ACTIONS as [Action & { kind: 'transfer' }, Action & { kind: 'openBudget' }];
  expect(isSound({ ...pay, amount: 0n })).toBe(false);
  expect(isSound({ ...open, terms: { ...open.terms, lasts: 366 * 86_400 + 1 } })).toBe(false);
  expect(isSound({ ...open, reportEvery: 86_399 })).toBe(false);
});

test('a list by hash: each link commits to what follows, and only what was voted is recognised', () => {
  const [first, second, ...rest] = [...ACTIONS];
  const list = [first!, second!];
  const chain = links(list);
  const wire = encodeActions([second!]);
  expect(chain[2]).toEqual(new Uint8Array(32));
  expect(chain[1]).toEqual(sha256(Uint8Array.of(2), chain[2]!, wire));
  expect(payloadAt(list, 1)).toEqual(Uint8Array.from([...chain[2]!, ...wire]));
  expect(commitment(list)).toEqual({ link: chain[0], kinds: kindsOf([first!.kind, second!.kind]), count: 2 });
  const voted = { payload: chain[0]!, actions: 2, cursor: 0 };
  expect(isVoted(voted, list)).toBe(true);
  expect(isVoted({ ...voted, payload: [...chain[1]!], cursor: 1 }, list)).toBe(true);
  expect(isVoted({ ...voted, payload: new Uint8Array(32), cursor: 2 }, list)).toBe(false);
  for (const other of [[...list].reverse(), [first!], [first!, rest[0]!], [...list, rest[0]!]])
    expect(isVoted(voted, other)).toBe(false);
  expect(() => payloadAt(list, 2)).toThrow(RangeError);
});

test('the published files of proposals have the bytes and links beside them', () => {
  const folder = new URL('../../../docs/schema/vectors/proposals/', import.meta.url);
  const expected = JSON.parse(readFileSync(new URL('expected.json', folder), 'utf8'));
  expect(readdirSync(folder).length).toBe(Object.keys(expected).length + 1);
  const hex = (bytes: Uint8Array) => Buffer.from(bytes).toString('hex');
  for (const [name, { link, wires }] of Object.entries<{ link: string; wires: string[] }>(expected)) {
    const actions = wires.flatMap((wire) => decodeActions(Buffer.from(wire, 'hex')));
    expect(
      actions.map((action) => hex(encodeActions([action]))),
      name,
    ).toEqual(wires);
    expect(hex(commitment(actions).link), name).toBe(link);
  }
});
