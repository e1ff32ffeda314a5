//! Money leaving treasuries: by execution and draws, as much as was voted. Lamports are counted with INVARIANT 19.

use std::collections::{BTreeMap, HashMap};

use makerstake_core::action::{Action, Asset};
use makerstake_testkit::{clock::DAY, governance::Budget};
use solana_pubkey::Pubkey;

use super::{hold, Held, Scope};
use crate::books::Kind;

/// What has accrued by a clock of our own.
#[derive(Clone, Copy, Debug)]
struct Meter {
    accrued: u64,
    since: i64,
    per_day: u64,
    until: i64,
    cap: u64,
}

impl Meter {
    fn at(&self, now: i64) -> u64 {
        let seconds = u128::try_from(now.min(self.until) - self.since).unwrap_or_default();
        let exact = u128::from(self.per_day) * seconds / u128::try_from(DAY).expect("a day");
        u64::try_from((u128::from(self.accrued) + exact).min(u128::from(self.cap))).expect("below the cap")
    }
}

/// The meters of all budgets.
#[derive(Clone, Default)]
pub struct Budgets(HashMap<Pubkey, Meter>);

impl Budgets {
    /// That no more is drawn than has accrued, and no more than the cap.
    pub fn check(&self, address: &Pubkey, budget: &Budget, now: i64) -> Held {
        let meter = self.0.get(address).ok_or("INVARIANT 14: an unknown budget")?;
        let accrued = meter.at(now);
        hold!(
            budget.drawn <= accrued && budget.drawn <= budget.cap,
            "INVARIANT 14: {} drawn of {accrued} accrued, cap {}",
            budget.drawn,
            budget.cap
        );
        Ok(())
    }

    fn follow(&mut self, address: Pubkey, before: Option<&Budget>, after: &Budget, now: i64) {
        let terms = |budget: &Budget| (budget.per_day, budget.cap, budget.since, budget.until);
        let is_same = before.is_some_and(|before| terms(before) == terms(after));
        let accrued = self.0.get(&address).filter(|_| before.is_some()).map_or(0, |meter| meter.at(now));
        if !is_same {
            let (per_day, cap, since, until) = terms(after);
            self.0.insert(address, Meter { accrued, since, per_day, until, cap });
        }
    }
}

/// INVARIANT 14: treasury outflow only through execute and draw; drawn ≤ rate × time and ≤ cap.
pub fn invariant_14_treasury_pays_what_was_voted(budgets: &mut Budgets, scope: &Scope<'_>) -> Held {
    let now = scope.executed.now;
    for diff in scope.diffs(Kind::Budget) {
        let Some(after) = diff.after.budget() else { continue };
        let before = diff.before.budget();
        budgets.follow(diff.address, before, after, now);
        budgets.check(&diff.address, after, now)?;
        let drawn = after.drawn.checked_sub(before.map_or(0, |before| before.drawn));
        let drawn = drawn.ok_or("INVARIANT 14: undrawn")?;
        if drawn > 0 {
            let was_due = before.is_some_and(|before| {
                before.is_revoked == 0
                    && now < before.until + 366 * 86_400
                    && now < before.report_due.max(after.report_due)
            });
            let is_called =
                ["governance.draw", "governance.draw_tokens"].iter().any(|name| scope.executed.has(name));
            hold!(was_due && is_called, "INVARIANT 14: {drawn} drawn of {before:?} at {now}");
        }
    }
    let none = Pubkey::default();
    let platforms: Vec<_> = scope.books.platforms(&none).collect();
    for (address, platform) in platforms {
        tokens(scope, address, &platform.treasury, &platform.pool)?;
    }
    Ok(())
}

/// What came into a treasury's token accounts, and what went out, mint by mint.
fn tokens(scope: &Scope<'_>, platform: &Pubkey, treasury: &Pubkey, pool: &Pubkey) -> Held {
    let mut moved = BTreeMap::<Pubkey, i128>::new();
    for diff in scope.diffs(Kind::Token) {
        let token = diff.after.token().or_else(|| diff.before.token());
        let Some(token) = token.filter(|token| token.owner == *treasury) else { continue };
        let amount = |entry: &crate::books::Entry| entry.token().map_or(0, |token| i128::from(token.amount));
        *moved.entry(token.mint).or_default() += amount(&diff.after) - amount(&diff.before);
    }
    if moved.is_empty() {
        return Ok(());
    }
    let mut expected = BTreeMap::<Pubkey, i128>::new();
    for (_, to, amount) in scope.executed.calls.iter().filter_map(crate::call::Call::tokens) {
        if let Some(token) = scope.books.token(&to).filter(|token| token.owner == *treasury) {
            *expected.entry(token.mint).or_default() += i128::from(amount);
        }
    }
    for call in scope.executed.calls {
        // What owners had their treasury do by a call: pay tokens, deposit them, share them out.
        let source = match call.tokens() {
            Some((from, _, amount)) => from.map(|from| (from, amount)),
            None if ["equity.deposit", "equity.deposit_dividend"].contains(&call.name()) => {
                call.named("source").zip(call.number(0))
            }
            None => None,
        };
        let Some((source, amount)) = source else { continue };
        if let Some(token) = scope.books.token(&source).filter(|token| token.owner == *treasury) {
            *expected.entry(token.mint).or_default() -= i128::from(amount);
        }
    }
    for done in scope.done.iter().filter(|done| done.proposal.head.platform == *platform) {
        match done.action() {
            Action::Transfer(transfer) => {
                if let Asset::Token(mint) = transfer.asset {
                    *expected.entry(Pubkey::new_from_array(*mint)).or_default() -=
                        i128::from(transfer.amount);
                }
            }
            Action::IssueTreasury { amount } => {
                let mint = scope.books.pool(pool).map(|pool| pool.mint).unwrap_or_default();
                *expected.entry(mint).or_default() += i128::from(amount);
            }
            _ => {}
        }
    }
    for diff in scope.diffs(Kind::Budget) {
        if let (Some(before), Some(after)) = (diff.before.budget(), diff.after.budget()) {
            if after.platform == *platform {
                *expected.entry(after.mint).or_default() -= i128::from(after.drawn - before.drawn);
            }
        }
    }
    for (mint, moved) in moved {
        let voted = expected.get(&mint).copied().unwrap_or_default();
        hold!(moved == voted, "INVARIANT 14: the treasury's {mint} moved by {moved}, voted were {voted}");
    }
    Ok(())
}
