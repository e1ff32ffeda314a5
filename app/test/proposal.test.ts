import { address } from '@solana/kit';
import { expect, test } from 'vitest';
import { decodeActions, encodeActions, type Written } from '../src/rules/actions.ts';
import { changesAt, delegateAt, type House, isTerminal, passes, stateAt } from '../src/rules/proposal.ts';

const life = { status: 0, cursor: 0, votingFrom: 100n, votingUntil: 200n, coolOff: 50, holdUp: 30, grace: 20 };

test('each period begins with its first second and ends before the next one’s', () => {
  const open = (now: number) => stateAt(life, now);
  expect([99, 100, 199, 200, 249, 250].map(open)).toEqual([
    'pending',
    'voting',
    'voting',
    'coolOff',
    'coolOff',
    'decided',
  ]);
  const passed = (now: number, cursor = 0) => stateAt({ ...life, status: 1, cursor }, now);
  expect([279, 280, 299, 300].map((now) => passed(now))).toEqual(['holdUp', 'executable', 'executable', 'expired']);
  expect(passed(290, 1)).toBe('executing');
  expect([2, 3, 4, 5].map((status) => stateAt({ ...life, status }, 0))).toEqual([
    'defeated',
    'cancelled',
    'blocked',
    'executed',
  ]);
});

test('the next change is the end of the present period', () => {
  expect([50, 150, 220].map((now) => changesAt(life, now))).toEqual([100, 200, 250]);
  expect(changesAt({ ...life, status: 1 }, 260)).toBe(280);
  expect(changesAt({ ...life, status: 2 }, 260)).toBeUndefined();
  expect([isTerminal('expired'), isTerminal('holdUp')]).toEqual([true, false]);
});

const house: House = {
  yes: 0n,
  no: 0n,
  abstain: 0n,
  eligible: 1_000n,
  quorum: 100n,
  objection: 0n,
  approvalBps: 5_000,
};

test('a house passes by quorum and by more than its approval', () => {
  expect(passes({ ...house, yes: 99n })).toBe(false);
  expect(passes({ ...house, yes: 100n })).toBe(true);
  expect(passes({ ...house, yes: 50n, no: 50n })).toBe(false);
  expect(passes({ ...house, yes: 51n, no: 50n })).toBe(true);
  expect(passes({ ...house, yes: 1n, abstain: 99n })).toBe(true);
  expect(passes({ ...house, quorum: 0n, approvalBps: 0, objection: 100n, no: 99n })).toBe(true);
  expect(passes({ ...house, quorum: 0n, approvalBps: 0, objection: 100n, no: 100n })).toBe(false);
  expect(passes({ ...house, quorum: 0n })).toBe(false);
});

test('the delegate of a past epoch is the one that counted then', () => {
  const position = { epoch: 10, delegateAge: 1, delegate: 'new', formerDelegate: 'old' };
  expect([10, 9, 8, 12].map((epoch) => delegateAt(position, epoch))).toEqual(['new', 'new', 'old', 'new']);
});

test('actions come back from their bytes', () => {
  const a = address('2rHcquyMKJrTEL6Jo9v58A1hUVqcy2CpJkt7cdDySi8k');
  const b = address('BvwQ964k9Rn37nbVEtoXCUGWPXmKTauUxgCVtvvb9NPY');
  const hash = new Uint8Array(32).fill(7);
  const actions: Written[] = [
    { kind: 'transfer', asset: undefined, to: a, amount: 5n },
    { kind: 'transfer', asset: b, to: a, amount: 2n ** 64n - 1n },
    {
      kind: 'openBudget',
      id: 3,
      asset: b,
      recipient: a,
      terms: { perDay: 1n, cap: 2n, lasts: 86_400 },
      reportEvery: 86_400,
    },
    { kind: 'revokeBudget', id: 9 },
    {
      kind: 'widenRule',
      id: 4,
      domain: 1,
      version: 2,
      textHash: hash,
      notice: 1,
      lasts: 0,
      params: [{ unit: 2, value: 500n }],
    },
    { kind: 'repealRule', id: 4, version: 3, notice: 0 },
    { kind: 'createGrant', holder: a, id: 1, total: 7n, start: -5n, cliff: 0n, end: 9n, isRevocable: true },
    { kind: 'setScorer', scorer: b },
    { kind: 'resolve', textHash: hash },
  ];
  expect(decodeActions(encodeActions(actions))).toEqual(actions);
  expect(() => decodeActions(Uint8Array.of(0, 0, 1))).toThrow(RangeError);
  expect(() => decodeActions(Uint8Array.of(200))).toThrow(RangeError);
});
