import { readFileSync } from 'node:fs';
import { getBase64Decoder } from '@solana/kit';
import { expect, test } from 'vitest';
import { eventsOf, explainError, type Program, parseLogs, programAt } from '../src/index.ts';
import { address } from './samples.ts';

const idl = (name: Program) => JSON.parse(readFileSync(new URL(`../../../idl/${name}.json`, import.meta.url), 'utf8'));
const PROGRAMS: readonly Program[] = ['attestations', 'creators', 'equity', 'governance'];

test('every error of every program is explained by its name and its sentence', () => {
  for (const program of PROGRAMS) {
    const { address: at, errors } = idl(program);
    expect(programAt(at)).toBe(program);
    expect(errors.length).toBeGreaterThan(5);
    for (const { code, name, msg } of errors)
      expect(explainError(at, code), name).toEqual({ program, name, message: expect.stringContaining(msg) });
    expect(explainError(at, 5_999)).toBeUndefined();
  }
  expect(explainError(address(1), 6_000)).toBeUndefined();
});

const OTHER = String(address(5));
const [creators, governance] = [idl('creators').address, idl('governance').address];
function logged(): string {
  const { discriminator } = idl('creators').events.find(({ name }: { name: string }) => name === 'HandleFreed');
  return getBase64Decoder().decode(Uint8Array.from([...discriminator, ...new Uint8Array(200)]));
}

test('events are those of the program that was running', () => {
  const data = `Program data: ${logged()}`;
  const { events, failure, isTruncated } = parseLogs([
    `Program ${governance} invoke [1]`,
    `Program ${creators} invoke [2]`,
    data,
    `Program ${creators} success`,
    // Another program says the same: it is no event of ours, nor of the one that called it.
    `Program ${OTHER} invoke [2]`,
    data,
    `Program ${OTHER} success`,
    data,
    'Program data: AAAA',
    `Program ${governance} success`,
    'Log truncated',
  ]);
  expect(events).toEqual([{ program: 'creators', name: 'handleFreed', data: expect.anything() }]);
  expect([failure, isTruncated]).toEqual([undefined, true]);
});

test('the innermost program that failed first is the one that refused', () => {
  const { failure } = parseLogs([
    `Program ${governance} invoke [1]`,
    `Program ${creators} invoke [2]`,
    `Program ${creators} failed: custom program error: 0x1770`,
    `Program ${governance} failed: custom program error: 0x1770`,
  ]);
  expect(failure).toMatchObject({ program: creators, code: 6_000, explanation: { name: 'NotAuthority' } });
  const other = parseLogs([`Program ${OTHER} invoke [1]`, `Program ${OTHER} failed: exceeded CUs meter`]).failure;
  expect(other).toEqual({ program: OTHER, reason: 'exceeded CUs meter', code: undefined, explanation: undefined });
});

test('an event in the likeness of ours is told, and none of the events', () => {
  const data = `Program data: ${logged()}`;
  const lines = [`Program ${OTHER} invoke [1]`, data, `Program ${OTHER} success`];
  expect(parseLogs(lines).forged).toEqual([{ program: OTHER, name: 'handleFreed' }]);
  expect(eventsOf(lines)).toEqual([]);
  expect(() => eventsOf(lines, { forged: 'throw' })).toThrow(/looks like the event handleFreed/);
  // A text of a program is no line of the runtime, and calls that do not add up are no logs.
  const text = [`Program ${OTHER} invoke [1]`, `Program log: Program ${creators} invoke [2]`, data];
  expect(parseLogs([...text, `Program ${OTHER} success`]).events).toEqual([]);
  for (const cut of [text, [`Program ${creators} invoke [2]`, `Program ${creators} success`], ['Log truncated']])
    expect(() => eventsOf(cut)).toThrow(expect.objectContaining({ code: 'cutLogs' }));
});
