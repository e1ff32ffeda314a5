import { expect, test } from 'vitest';
import { NOBODY } from '../src/chain/creators.ts';
import { type Affairs, needsOf } from '../src/pages/home/needs.ts';

const DAY = 86_400;
const NOW = 100 * DAY;
const DELEGATE = 'DS7cgCvnfDunhk4ZjUGq6mL6r4HEmgx2b6tGMdf4eBsZ';

const POSITION = {
  own: [100n],
  epoch: 9,
  delegate: NOBODY,
  formerDelegate: NOBODY,
  delegateAge: 200,
  dividendDebt: [0n, 0n],
  cooling: 0n,
  withdrawableFrom: 0,
};
const PROPOSAL = {
  number: 4,
  slot: 2,
  epoch: 9,
  status: 0,
  votingFrom: BigInt(NOW - DAY),
  votingUntil: BigInt(NOW + DAY),
  coolOff: 0,
  cursor: 0,
  timelock: DAY,
  grace: DAY,
};
const BUDGET = {
  id: 1,
  recipient: 'wallet',
  isRevoked: 0,
  reportDue: BigInt(NOW + 30 * DAY),
  until: BigInt(NOW + 60 * DAY),
  since: BigInt(NOW),
  accrued: 0n,
  perDay: 5n,
  cap: 100n,
  drawn: 0n,
};
const GRANT = {
  holder: 'holder',
  pendingHolder: NOBODY,
  pendingSince: 0n,
  total: 100n,
  released: 20n,
  start: 0n,
  cliff: 0n,
  end: BigInt(2 * NOW),
};

const needs = (some: object) =>
  needsOf({
    now: NOW,
    wallet: 'wallet',
    holder: 'holder',
    pool: { dividendIndex: [0n, 0n], snapshotGenesis: 0n, snapshotEpochSeconds: DAY },
    position: POSITION,
    voter: null,
    delegateVoter: null,
    open: [],
    grants: [],
    budgets: [],
    ...some,
  } as unknown as Affairs);
const kinds = (some: object) => needs(some).map(({ is }) => is);
const voter = (choice: number) => ({ numbers: [0, 0, 4], choices: [0, 0, choice] });

test('a vote waits until one has voted; a delegate’s ballot can be taken back', () => {
  expect(kinds({ open: [PROPOSAL] })).toEqual(['vote']);
  expect(kinds({ open: [PROPOSAL], position: null })).toEqual([]);
  expect(kinds({ open: [PROPOSAL], voter: voter(1) })).toEqual([]);
  expect(kinds({ open: [{ ...PROPOSAL, votingUntil: BigInt(NOW) }] })).toEqual([]);
  const position = { ...POSITION, delegate: DELEGATE };
  expect(kinds({ open: [PROPOSAL], position })).toEqual(['vote']);
  expect(needs({ open: [PROPOSAL], position, delegateVoter: voter(2) })).toMatchObject([
    { is: 'override', delegate: DELEGATE, choice: 2 },
  ]);
  // In that epoch another had the votes.
  const late = { ...position, delegateAge: 0, epoch: 10 };
  expect(kinds({ open: [PROPOSAL], position: late, delegateVoter: voter(2) })).toEqual(['vote']);
});

test('what has vested, what has waited long enough, and what has accrued can be fetched', () => {
  expect(needs({ grants: [GRANT] })).toMatchObject([{ is: 'grant', units: 30n }]);
  expect(kinds({ grants: [{ ...GRANT, released: 50n }] })).toEqual([]);
  expect(kinds({ grants: [{ ...GRANT, holder: 'other' }] })).toEqual([]);
  expect(kinds({ grants: [{ ...GRANT, pendingHolder: 'other', pendingSince: 1n }] })).toEqual([]);
  expect(kinds({ position: { ...POSITION, cooling: 7n, withdrawableFrom: 100 } })).toEqual(['withdrawal']);
  expect(kinds({ position: { ...POSITION, cooling: 7n, withdrawableFrom: 101 } })).toEqual([]);
  expect(kinds({ budgets: [BUDGET] })).toEqual([]);
  expect(needs({ budgets: [BUDGET], now: NOW + 2 * DAY })).toMatchObject([{ is: 'draw', units: 10n }]);
});

test('a report is asked for a week ahead, and then it is late and nothing can be drawn', () => {
  const due = (seconds: number) => ({ budgets: [{ ...BUDGET, accrued: 9n, reportDue: BigInt(NOW + seconds) }] });
  expect(kinds(due(8 * DAY))).toEqual(['draw']);
  expect(kinds(due(7 * DAY))).toEqual(['report', 'draw']);
  expect(kinds(due(0))).toEqual(['late']);
  expect(kinds({ budgets: [{ ...BUDGET, isRevoked: 1, reportDue: 0n }] })).toEqual([]);
  expect(kinds({ budgets: [{ ...BUDGET, recipient: 'other', reportDue: 0n }] })).toEqual([]);
});
