import { expect, test } from 'vitest';
import type { FullProposal } from '../src/chain/governance.ts';
import { freeNumber } from '../src/pages/governance/forms/report.ts';
import { pending } from '../src/pages/governance/forms/taken.ts';

test('a number that a proposal would take is not offered again', () => {
  const rule = (id: number) => ({ kind: 'repealRule' as const, id, version: 2, notice: 0 });
  const proposal = (status: number, cursor: number, ...ids: number[]) =>
    ({ status, cursor, body: ids.map(rule) }) as unknown as FullProposal;
  const all = [
    proposal(0, 0, 1),
    proposal(1, 1, 2, 3),
    proposal(2, 0, 4),
    proposal(5, 1, 5),
    { status: 0, cursor: 0, body: undefined } as FullProposal,
  ];
  expect(pending(all, [rule(6)])).toEqual([rule(1), rule(3), rule(6)]);
  expect(freeNumber([1, 3, 6], 1)).toBe(2);
  expect(freeNumber([], 0)).toBe(0);
});
