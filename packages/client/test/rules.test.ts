import { createHash } from 'node:crypto';
import { expect, test } from 'vitest';
import {
  addedBond,
  at,
  budgetId,
  canonicalJson,
  changesAt,
  closesAt,
  delegateAt,
  due,
  epochOf,
  executableUntil,
  forecast,
  freeSlot,
  handleFault,
  handleOf,
  hasQuorum,
  isApproved,
  isMarked,
  isProfileUri,
  isRejected,
  isTerminal,
  kindsOf,
  noticeFloor,
  oldest,
  owed,
  padHandle,
  passes,
  proposerTag,
  Sha256,
  sha256,
  sharePpm,
  stateAt,
  termsFault,
  timelockFloor,
  vestedAt,
  votesAsked,
} from '../src/index.ts';
import { TRACK } from './samples.ts';

const DAY = 86_400;

test('SHA-256 in pieces is what everybody else computes, wherever it is cut', () => {
  const data = Uint8Array.from({ length: 300 }, (_, n) => (n * 31) & 255);
  for (const length of [0, 1, 55, 56, 63, 64, 65, 119, 120, 128, 300]) {
    const whole = data.subarray(0, length);
    const expected = new Uint8Array(createHash('sha256').update(whole).digest());
    expect(sha256(whole)).toEqual(expected);
    for (const cut of [0, 1, 64, length >> 1]) {
      const hash = new Sha256();
      hash.update(whole.subarray(0, cut));
      hash.update(whole.subarray(cut));
      expect(hash.digest()).toEqual(expected);
      expect(sha256(whole.subarray(0, cut), whole.subarray(cut))).toEqual(expected);
    }
  }
});

test('checkpoints: newest first, and nothing that is older than the series remembers', () => {
  const values = ['new', 'b', 'c', 'old'];
  expect([12, 10, 9, 7, 6].map((epoch) => at(10, values, epoch))).toEqual(['new', 'new', 'b', 'old', undefined]);
  expect([99, 100, 109, 110].map((now) => epochOf(now, 100n, 10))).toEqual([undefined, 0, 0, 1]);
});

test('the window of claims', () => {
  expect([oldest(5), oldest(128), oldest(300)]).toEqual([0, 0, 172]);
  const bits = [1n | (1n << 63n), 1n];
  const marked = Array.from({ length: 200 }, (_, epoch) => epoch).filter((epoch) => isMarked(bits, 20, epoch));
  expect(marked).toEqual([20, 83, 84]);
});

test('vesting, dividends, emission and budgets, to the unit', () => {
  const grant = { total: 1_000n, start: 0n, cliff: 10n, end: 30n };
  expect([9n, 10n, 29n, 30n].map((now) => vestedAt(grant, now))).toEqual([0n, 333n, 966n, 1_000n]);
  // A third of a unit a share, as 2^-64; the debt is what was paid already.
  const third = (1n << 64n) / 3n;
  expect(owed([third, 0n], 10n, [0n, 0n])).toBe(3n);
  expect(owed([0n, 7n], 2n, [0n, 4n])).toBe(10n);
  const list = forecast(40_000_000n, 0n, 50, 500);
  expect(list.slice(0, 2)).toEqual([200_000n, 199_000n]);
  expect(list.every((part, n) => n === 0 || part <= list[n - 1]!)).toBe(true);
  expect(list.reduce((a, b) => a + b)).toBeLessThanOrEqual(40_000_000n);
  const budget = { accrued: 5n, perDay: 86_400n, cap: 100n, drawn: 15n, since: 1_000n, until: 1_050n };
  expect([900, 1_010, 1_020, 2_000].map((now) => due(budget, now))).toEqual([0n, 0n, 10n, 40n]);
  expect([budgetId(3, false), budgetId(3, true), budgetId(2 ** 31 + 3, false)]).toEqual([3, 2 ** 31 + 3, 3]);
});

test('the state of a proposal on every edge of its life', () => {
  const life = { status: 0, cursor: 0, votingFrom: 100n, votingUntil: 200n, coolOff: 10, timelock: 20, grace: 30 };
  const passed = { ...life, status: 1 };
  expect([99, 100, 199, 200, 209, 210].map((now) => stateAt(life, now))).toEqual([
    'pending',
    'voting',
    'voting',
    'coolOff',
    'coolOff',
    'decided',
  ]);
  expect([229, 230, 259, 260].map((now) => stateAt(passed, now))).toEqual([
    'timelock',
    'executable',
    'executable',
    'expired',
  ]);
  expect(stateAt({ ...passed, cursor: 1 }, 230)).toBe('executing');
  expect([2, 3, 4, 5].map((status) => stateAt({ ...life, status }, 0))).toEqual([
    'defeated',
    'cancelled',
    'blocked',
    'executed',
  ]);
  expect([closesAt(life), executableUntil(life)]).toEqual([210, 260]);
  expect([changesAt(life, 99), changesAt(life, 200), changesAt(life, 210)]).toEqual([100, 210, undefined]);
  expect(['executed', 'expired', 'voting', 'decided'].map((state) => isTerminal(state as never))).toEqual([
    true,
    true,
    false,
    false,
  ]);
  expect(() => stateAt({ ...life, status: 6 }, 0)).toThrow(RangeError);
});

test('a house: quorum, veto and approval, one below and one above', () => {
  const house = { yes: 56n, no: 44n, abstain: 0n, eligible: 1_000n, quorum: 100n, veto: 45n, approvalBps: 5_500 };
  const said = (change: object) => {
    const one = { ...house, ...change };
    return [hasQuorum(one), isRejected(one), isApproved(one), passes(one)];
  };
  expect(said({})).toEqual([true, false, true, true]);
  expect(said({ no: 43n })).toEqual([false, false, true, false]);
  expect(said({ no: 45n })).toEqual([true, true, true, false]);
  expect(said({ yes: 55n, no: 44n, abstain: 1n })).toEqual([true, false, true, true]);
  expect(said({ yes: 55n, no: 45n, veto: 0n })).toEqual([true, false, false, false]);
  expect(passes({ ...house, yes: 0n, no: 0n, quorum: 0n })).toBe(false);
});

test('tracks: the floor that terms break, and what their kinds ask for', () => {
  expect(termsFault(TRACK)).toBeUndefined();
  expect(termsFault({ ...TRACK, kinds: 0 })).toBe('Kinds');
  expect(termsFault({ ...TRACK, votingPeriod: 3 * DAY - 1 })).toBe('VotingPeriod');
  expect(termsFault({ ...TRACK, bond: 100_000_000_001n })).toBe('Bond');
  expect(termsFault({ ...TRACK, token: { ...TRACK.token, approvalBps: 4_999 } })).toBe('Approval');
  expect(termsFault({ ...TRACK, flags: 4 })).toBe('Blockable');
  const floors = (['resolve', 'transfer', 'invoke'] as const).map((kind) => timelockFloor(kindsOf([kind])));
  expect(floors).toEqual([0, DAY, 7 * DAY]);
  expect([sharePpm(1n, 3n), sharePpm(2n, 1n), sharePpm(1n, 1n)]).toEqual([333_334, undefined, 1_000_000]);
  expect([noticeFloor(0, false), noticeFloor(1, true), noticeFloor(3, false)]).toEqual([3 * DAY, 14 * DAY, 7 * DAY]);
});

test('ballot slots: which one is taken, and how many votes it asks for', () => {
  const [pay, revoke] = [kindsOf(['transfer']), kindsOf(['revokeBudget'])];
  expect([freeSlot(0b101, pay), freeSlot(0x3fff, pay), freeSlot(0x3fff, revoke)]).toEqual([1, undefined, 14]);
  const proposers = Array.from({ length: 16 }, (_, slot) => (slot < 2 ? 5n : 6n));
  expect(votesAsked({ slotMask: 0b11, proposers }, 2, 5n, 25, 1_001n)).toBe(9n);
  expect(proposerTag(Uint8Array.from([1, 2, 0, 0, 0, 0, 0, 0, 9]))).toBe(513n);
  expect([addedBond(0xff, 8), addedBond(0x1fff, 13), addedBond(0x3fff, 14)]).toEqual([
    1_000_000_000n,
    32_000_000_000n,
    0n,
  ]);
});

test('whose ballot holds delegated shares', () => {
  const position = { epoch: 9, delegateAge: 1, delegate: 'new', formerDelegate: 'old' };
  expect([10, 9, 8, 7].map((epoch) => delegateAt(position, epoch))).toEqual(['new', 'new', 'new', 'old']);
});

test('handles, addresses of profiles, and documents in their one form', () => {
  expect(['ab', 'a'.repeat(33), 'Abc', 'a__b', 'a-b_1'].map(handleFault)).toEqual([
    'TooShort',
    'TooLong',
    'Character',
    'Separator',
    undefined,
  ]);
  expect(handleOf(padHandle('anna'))).toBe('anna');
  expect([handleOf(new Uint8Array(32)), handleOf(padHandle('an na'))]).toEqual([undefined, undefined]);
  expect(['https://a.b/c', 'ipfs://x', 'http://a.b', 'https://a b', 'https://'].map(isProfileUri)).toEqual([
    true,
    true,
    false,
    false,
    false,
  ]);
  expect(canonicalJson('{"b": 1.0, "a": [true, null, "é\\u0041"]}')).toBe('{"a":[true,null,"éA"],"b":1}');
  for (const wrong of ['NaN', '"\\ud800"', '{"a":1', '']) expect(() => canonicalJson(wrong), wrong).toThrow(RangeError);
});
