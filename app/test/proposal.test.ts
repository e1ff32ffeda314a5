import { changesAt, delegateAt, isTerminal, votesToPropose } from '@makerstake/client';
import { expect, test } from 'vitest';

const life = { status: 0, cursor: 0, votingFrom: 100n, votingUntil: 200n, coolOff: 50, timelock: 30, grace: 20 };

test('the next change is the end of the present period', () => {
  expect([50, 150, 220].map((now) => changesAt(life, now))).toEqual([100, 200, 250]);
  expect(changesAt({ ...life, status: 1 }, 260)).toBe(280);
  expect(changesAt({ ...life, status: 2 }, 260)).toBeUndefined();
  expect([isTerminal('expired'), isTerminal('timelock')]).toEqual([true, false]);
});

test('the delegate of a past epoch is the one that counted then', () => {
  const position = { epoch: 10, delegateAge: 1, delegate: 'new', formerDelegate: 'old' };
  expect([10, 9, 8, 12].map((epoch) => delegateAt(position, epoch))).toEqual(['new', 'new', 'old', 'new']);
});

test('who delegated proposes with what was delegated to it, and with nothing of its own', () => {
  const nobody = '11111111111111111111111111111111';
  const position = {
    epoch: 10,
    own: [7n, 7n, 5n, 5n],
    received: [3n, 2n, 0n, 0n],
    delegateAge: 1,
    delegate: 'somebody',
    formerDelegate: nobody,
  };
  expect(votesToPropose(position, 10)).toEqual({ votes: 3n, delegated: 7n });
  expect(votesToPropose(position, 9)).toEqual({ votes: 2n, delegated: 7n });
  expect(votesToPropose(position, 8)).toEqual({ votes: 5n, delegated: 0n });
  expect(votesToPropose({ ...position, delegate: nobody }, 10)).toEqual({ votes: 10n, delegated: 0n });
});
