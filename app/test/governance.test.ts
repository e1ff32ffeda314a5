import { expect, test } from 'vitest';
import { toldOf } from '../src/chain/proposals.ts';
import { isOptimistic, marksOf } from '../src/pages/governance/house-bar.tsx';
import { isFound } from '../src/pages/governance/list.tsx';
import { patternOf } from '../src/ui/avatar.tsx';

const HOUSE = { yes: 30n, no: 10n, abstain: 5n, eligible: 100n, quorum: 20n, veto: 0n, approvalBps: 5_000 };

test('the marks of a bar stand where the program counts', () => {
  expect(marksOf(HOUSE)).toEqual({ quorum: 20, approval: 20, veto: undefined });
  expect(marksOf({ ...HOUSE, yes: 0n, no: 0n })).toEqual({ quorum: 20, approval: undefined, veto: undefined });
  expect(marksOf({ ...HOUSE, quorum: 0n, approvalBps: 0, veto: 10n })).toEqual({
    quorum: undefined,
    approval: undefined,
    veto: 10,
  });
  expect(marksOf({ ...HOUSE, eligible: 0n }).quorum).toBe(0);
});

test('only a house that is asked for nothing but objections is optimistic', () => {
  expect(isOptimistic({ ...HOUSE, quorum: 0n, approvalBps: 0, veto: 10n })).toBe(true);
  expect(isOptimistic({ ...HOUSE, veto: 10n })).toBe(false);
  expect(isOptimistic({ ...HOUSE, quorum: 0n, approvalBps: 0, veto: 0n })).toBe(false);
});

const TOLD = {
  address: 'A',
  number: 12,
  title: 'Pay the translators',
  proposer: 'P',
  track: 1,
  status: 0,
  whole: undefined,
};
const found = (words: string, track = '') => isFound(TOLD, words, track, (at) => (at === 'P' ? '@ada' : ''));

test('proposals are found by number, words, who proposed them, and track', () => {
  for (const words of ['', '#12', 'TRANS pay', '@ada', 'ada translators']) expect(found(words), words).toBe(true);
  for (const words of ['#13', 'pay @bob', 'dubbers']) expect(found(words), words).toBe(false);
  expect(found('', '1')).toBe(true);
  expect(found('', '0')).toBe(false);
});

test('what history alone tells of has a row, without what would have to be made up', () => {
  const row = { number: 3, title: 'Old \u202eone', proposer: 'P', track: 2, status: 5 };
  const item = { address: 'A', slot: 1, closedSlot: 1, row, account: undefined, more: { rebuilt: true } };
  expect(toldOf(item)).toEqual({
    address: 'A',
    number: 3,
    title: 'Old \ufffdone',
    proposer: 'P',
    track: 2,
    status: 5,
    whole: undefined,
  });
});

test('a picture made from an address is the same each time, mirrored, and another for others', () => {
  const one = patternOf('HMJ6u1V5PWoB85F44CjgqmsZXx4CAVQTJwLd9vFxBAxi');
  expect(patternOf('HMJ6u1V5PWoB85F44CjgqmsZXx4CAVQTJwLd9vFxBAxi')).toEqual(one);
  for (let row = 0; row < 5; row += 1)
    expect(one.cells.slice(row * 5, row * 5 + 2)).toEqual(one.cells.slice(row * 5 + 3, row * 5 + 5).reverse());
  expect(patternOf('DS7cgCvnfDunhk4ZjUGq6mL6r4HEmgx2b6tGMdf4eBsZ')).not.toEqual(one);
  expect(patternOf('not an address').cells).toHaveLength(25);
});
