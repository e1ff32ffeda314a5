import { delegateAt, due, owed, stateAt, vestedAt } from '@makerstake/client';
import type { Address } from '@solana/kit';
import type { Found } from '../../chain/accounts.ts';
import { NOBODY } from '../../chain/creators.ts';
import { type Grant, grantHolderAt, type Pool, type Position } from '../../chain/equity.ts';
import { type Budget, ballotOf, type FullProposal, type Voter } from '../../chain/governance.ts';

/** What somebody holds and is asked, as the chain says. */
export interface Affairs {
  now: number;
  /** Who pays and is paid. */
  wallet: Address;
  /** Who holds shares: the creator, or the wallet itself. */
  holder: Address;
  pool: Found<Pool>;
  position: Found<Position> | null | undefined;
  voter: Voter | null | undefined;
  /** Voter account of the delegate of now. */
  delegateVoter: Voter | null | undefined;
  open: readonly FullProposal[];
  grants: readonly Found<Grant>[];
  budgets: readonly Found<Budget>[];
}

/** One thing that waits for somebody. */
export type Need =
  | { is: 'vote'; proposal: FullProposal }
  /** The delegate has voted: an own ballot takes that back. */
  | { is: 'override'; proposal: FullProposal; delegate: Address; choice: number }
  | { is: 'dividend' | 'withdrawal' | 'grant'; units: bigint }
  | { is: 'draw'; budget: Found<Budget>; units: bigint }
  | { is: 'late' | 'report'; budget: Found<Budget> };

/** A report is asked for so long before it is late. */
const AHEAD = 7 * 86_400;

/** What waits for somebody, the most urgent first: reports, votes, then what can be fetched. */
export function needsOf(of: Affairs): Need[] {
  const { now, position, pool } = of;
  const needs: Need[] = [];
  for (const budget of of.budgets) {
    if (budget.recipient !== of.wallet || budget.isRevoked === 1) continue;
    const isLate = now >= Number(budget.reportDue);
    if (now < Number(budget.until) && now >= Number(budget.reportDue) - AHEAD)
      needs.push({ is: isLate ? 'late' : 'report', budget });
    const units = due(budget, now);
    if (!isLate && units > 0n) needs.push({ is: 'draw', budget, units });
  }
  for (const proposal of position ? of.open : []) {
    if (stateAt(proposal, now) !== 'voting' || ballotOf(of.voter, proposal) !== 0) continue;
    const delegate = delegateIn(position);
    // Whoever had the votes of that epoch may be another than the delegate of now, whose account is not known here.
    const had = position && delegateAt(position, proposal.epoch);
    const choice = delegate === had ? ballotOf(of.delegateVoter, proposal) : 0;
    needs.push(delegate && choice !== 0 ? { is: 'override', proposal, delegate, choice } : { is: 'vote', proposal });
  }
  for (const grant of of.grants) {
    const units = grantHolderAt(grant, now) === of.holder ? vestedAt(grant, BigInt(now)) - grant.released : 0n;
    if (units > 0n) needs.push({ is: 'grant', units });
  }
  if (position) {
    const dividends = owed(pool.dividendIndex, position.own[0] ?? 0n, position.dividendDebt);
    if (dividends > 0n) needs.push({ is: 'dividend', units: dividends });
    const from = Number(pool.snapshotGenesis) + position.withdrawableFrom * pool.snapshotEpochSeconds;
    if (position.cooling > 0n && now >= from) needs.push({ is: 'withdrawal', units: position.cooling });
  }
  return needs;
}

/** The delegate of a position, if it has one. */
export const delegateIn = (position: Position | null | undefined): Address | undefined =>
  position && position.delegate !== NOBODY ? position.delegate : undefined;
