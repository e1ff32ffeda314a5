//! Dividends, shared a second time from outside.

use std::collections::HashMap;

use makerstake_testkit::equity::{Distribution, Pool, Position};
use solana_pubkey::Pubkey;

use super::{
    claims::{claimed, Claimed},
    hold, Held, Scope,
};
use crate::books::Kind;

/// A distribution's status when it can be claimed.
const FINAL: u8 = 3;

/// What every position is owed, in units of 2^-64 base units modulo 2^128, by a count of our own.
#[derive(Clone, Default)]
pub struct Shares {
    due: HashMap<Pubkey, u128>,
    /// Per pool: fractions that went with closed positions.
    dust: HashMap<Pubkey, u128>,
    gifts: super::supply::Gifts,
}

fn wide([low, high]: [u64; 2]) -> u128 {
    u128::from(low) | u128::from(high) << 64
}

/// What a position is owed, to the fraction.
fn owed(pool: &Pool, position: &Position) -> u128 {
    let all = wide(pool.dividend_index).wrapping_mul(u128::from(position.own[0]));
    all.wrapping_sub(wide(position.dividend_debt))
}

/// How much the index grew since a distribution became final.
fn since(pool: &Pool, dist: &Distribution) -> u128 {
    wide(pool.dividend_index).wrapping_sub(wide(dist.dividend_index))
}

/// What a transaction swept of a pool's distributions, and what that had earned.
fn swept(scope: &Scope<'_>, address: &Pubkey, before: &Pool) -> (u64, u128) {
    let pairs = scope.diffs(Kind::Distribution);
    let pairs = pairs.filter_map(|diff| Some((diff.before.distribution()?, diff.after.distribution()?)));
    pairs.filter(|(was, _)| was.pool == *address).fold((0, 0), |(shares, earned), (was, is)| {
        let rest = is.swept - was.swept;
        (shares + rest, earned + since(before, was) * u128::from(rest))
    })
}

/// INVARIANT 6: owed + paid ≤ deposited; the split does not depend on who settles when (±1 base unit a settlement).
///
/// To the fraction: what all are owed, what was paid and what did not divide are what was paid in. And each position is
/// owed what our own count says, which knows nothing of debts and settlements.
pub fn invariant_6_dividends_add_up(shares: &mut Shares, scope: &Scope<'_>) -> Held {
    shares.gifts.remember(scope);
    for address in &scope.pools {
        let Some(pool) = scope.books.pool(address) else { continue };
        shares.bury(scope, address);
        let open = scope.books.positions(address).map(|(_, position)| owed(pool, position));
        let (mut exact, mut floor) = (0_u128, 0_u128);
        for owed in open {
            exact = exact.wrapping_add(owed);
            floor += owed >> 64;
        }
        // What waits to be claimed earns too, since its distribution became final (INVARIANT 27).
        for (_, dist) in scope.books.distributions(address).filter(|(_, dist)| dist.status == FINAL) {
            let unclaimed = u128::from(dist.allocation - dist.claimed - dist.swept);
            let owed = since(pool, dist).wrapping_mul(unclaimed);
            exact = exact.wrapping_add(owed);
            floor += owed >> 64;
        }
        let (deposited, paid) = (u128::from(pool.dividends_deposited), u128::from(pool.dividends_paid));
        let dust = shares.dust.get(address).copied().unwrap_or_default();
        let all = exact
            .wrapping_add(paid << 64)
            .wrapping_add(u128::from(pool.dividend_remainder))
            .wrapping_add(dust);
        hold!(all == deposited << 64, "INVARIANT 6: {all} of {deposited} paid in, {paid} paid");
        hold!(floor + paid <= deposited, "INVARIANT 6: owed {floor} and paid {paid} of {deposited}");
        let left = u128::from(scope.books.tokens(&pool.dividend_vault));
        // The dividend vault's own deposits are no gifts: they are made by the program.
        let given = u128::from(shares.gifts.to(&pool.dividend_vault));
        hold!(
            left + paid == deposited + given,
            "INVARIANT 6: {left} in the vault, paid {paid} of {deposited}"
        );
        shares.share(scope, address, pool)?;
    }
    Ok(())
}

impl Shares {
    /// A closed position forgets less than a base unit.
    fn bury(&mut self, scope: &Scope<'_>, address: &Pubkey) {
        for diff in scope.diffs(Kind::Position) {
            let Some(gone) = diff.before.position().filter(|_| diff.after.position().is_none()) else {
                continue;
            };
            let pool = scope.executed.before(scope.books, address).and_then(|entry| entry.pool());
            if let Some(pool) = pool.filter(|_| gone.pool == *address) {
                *self.dust.entry(*address).or_default() += owed(pool, gone);
                self.due.remove(&diff.address);
            }
        }
    }

    fn share(&mut self, scope: &Scope<'_>, address: &Pubkey, pool: &Pool) -> Held {
        let executed = scope.executed;
        let before = executed.before(scope.books, address).and_then(|entry| entry.pool());
        let paid_in = before.map_or(0, |before| pool.dividends_deposited - before.dividends_deposited);
        let paid_out = before.map_or(0, |before| pool.dividends_paid - before.dividends_paid);
        // What was swept in this transaction, and what it had earned.
        let (swept, earned) = before.map_or((0, 0), |before| swept(scope, address, before));
        let moves = executed.calls.iter().filter(|call| call.name().starts_with("equity.")).count();
        if moves > 1 && (paid_in > 0 || paid_out > 0 || swept > 0) {
            // The order within a transaction is not in the accounts: begin anew from them. The sum was checked above.
            for (at, position) in scope.books.positions(address) {
                self.due.insert(*at, owed(pool, position));
            }
            return Ok(());
        }
        if let Some(before) = before.filter(|_| paid_in > 0 || earned > 0) {
            let total = u128::from(before.total[0]) + u128::from(before.unclaimed - swept);
            let dividend = (u128::from(paid_in) << 64) + earned + u128::from(before.dividend_remainder);
            let (growth, rest) = (dividend / total, dividend % total);
            let grown = wide(pool.dividend_index).wrapping_sub(wide(before.dividend_index));
            hold!(
                grown == growth && u128::from(pool.dividend_remainder) == rest,
                "INVARIANT 6: the index grew by {grown}, should by {growth}"
            );
            for (at, position) in scope.books.positions(address) {
                let due = self.due.entry(*at).or_default();
                *due = due.wrapping_add(growth.wrapping_mul(u128::from(position.own[0])));
            }
        }
        for Claimed { position, distribution, amount } in claimed(scope)? {
            let dist = scope.books.distribution(&distribution).filter(|dist| dist.pool == *address);
            let Some(dist) = dist else { continue };
            let due = self.due.entry(position).or_default();
            *due = due.wrapping_add(since(pool, dist).wrapping_mul(u128::from(amount)));
        }
        if paid_out > 0 {
            let position =
                executed.calls_of("equity.collect_dividend").find_map(|call| call.named("position"));
            let position = position.ok_or("INVARIANT 6: a dividend was paid that nobody collected")?;
            let due = self.due.entry(position).or_default();
            hold!(*due >> 64 == u128::from(paid_out), "INVARIANT 6: paid {paid_out} of {}", *due >> 64);
            *due -= u128::from(paid_out) << 64;
        }
        for (at, position) in scope.books.positions(address) {
            let due = self.due.get(at).copied().unwrap_or_default();
            let owed = owed(pool, position);
            hold!(owed == due, "INVARIANT 6: {at} is owed {owed}, by our count {due}");
        }
        Ok(())
    }
}
