//! The invariants of docs/invariants.md, each a function that cites its number, checked after every transaction from the
//! state of accounts. What a program computes is computed here again, from the rules and not from its code.
//!
//! Four are not here, because the models' comparison covers them exactly: allocations and windows (2), the outcome from
//! what a proposal copied (11), kinds and limits (13), and the versions of rules (16).

mod authority;
mod ballots;
mod claims;
mod distributions;
mod dividends;
mod execution;
mod guardian;
mod keys;
mod power;
mod rent;
mod supply;
mod treasury;
mod vesting;
mod works;

use std::collections::BTreeSet;

use solana_pubkey::Pubkey;

use crate::{
    books::{Books, Kind, State},
    executed::{AccountDiff, Done, Executed, Rent},
};

pub use claims::Tree;
pub use execution::due;
pub use power::at;

/// What an invariant found.
pub type Held = Result<(), String>;

/// Fails with a message unless something holds.
macro_rules! hold {
    ($holds:expr, $($message:tt)+) => {
        if !$holds {
            return Err(format!($($message)+));
        }
    };
}
pub(crate) use hold;

/// What must be remembered to say whether the invariants hold.
#[derive(Clone, Default)]
pub struct Watch {
    pub power: power::Power,
    pub claims: claims::Claims,
    pub supply: supply::Gifts,
    pub dividends: dividends::Shares,
    pub treasury: treasury::Budgets,
    pub vesting: vesting::Vested,
}

/// What a transaction touched.
pub struct Scope<'a> {
    pub executed: &'a Executed<'a>,
    pub books: &'a Books,
    pub done: &'a [Done<'a>],
    /// Pools of which anything changed.
    pub pools: BTreeSet<Pubkey>,
}

impl Scope<'_> {
    /// The changed accounts of a kind.
    pub fn diffs(&self, kind: Kind) -> impl Iterator<Item = &AccountDiff> {
        let is = move |state: &State| state.place().is_some_and(|(of, _)| of == kind);
        self.executed.diffs.iter().filter(move |diff| is(&diff.before.state) || is(&diff.after.state))
    }
}

/// Checks all invariants on what a transaction changed.
///
/// # Errors
/// The first that does not hold, by its number.
pub fn after(watch: &mut Watch, executed: &Executed<'_>, books: &Books) -> Held {
    let done = executed.executed()?;
    let pools = touched_pools(executed, books);
    let scope = Scope { executed, books, done: &done, pools };
    watch.power.remember(&scope);
    supply::invariant_1_supply_within_caps(&scope)?;
    claims::invariant_3_each_pays_once(&mut watch.claims, &scope)?;
    supply::invariant_4_vault_backs_everything(&mut watch.supply, &scope)?;
    power::invariant_5_power_is_a_history(&watch.power, &scope)?;
    dividends::invariant_6_dividends_add_up(&mut watch.dividends, &scope)?;
    distributions::invariant_7_final_is_final(&scope)?;
    claims::invariant_8_proofs_prove(&watch.claims, &scope)?;
    works::invariant_9_works_stand(&scope)?;
    ballots::invariant_10_each_share_counts_once(&watch.power, &scope)?;
    execution::invariant_12_executed_as_voted(&scope)?;
    treasury::invariant_14_treasury_pays_what_was_voted(&mut watch.treasury, &scope)?;
    guardian::invariant_15_guardian_only_blocks(&scope)?;
    vesting::invariant_17_vesting_is_monotone(&mut watch.vesting, &scope)?;
    keys::invariant_18_recovery_waits(&scope)?;
    rent::invariant_19_lamports_return(&scope)?;
    authority::invariant_20_nobody_but_who_may(&scope)
}

/// Checks on everything what [`after`] checks on what changed.
///
/// # Errors
/// The first that does not hold.
pub fn everywhere(watch: &mut Watch, books: &Books, now: i64) -> Held {
    let none = Pubkey::default();
    let executed =
        Executed { calls: &[], signers: Vec::new(), diffs: Vec::new(), now, slot: 0, rent: Rent::default() };
    let pools = books.pools(&none).map(|(address, _)| *address).collect();
    let scope = Scope { executed: &executed, books, done: &[], pools };
    watch.power.remember(&scope);
    supply::invariant_1_supply_within_caps(&scope)?;
    supply::invariant_4_vault_backs_everything(&mut watch.supply, &scope)?;
    power::invariant_5_power_is_a_history(&watch.power, &scope)?;
    dividends::invariant_6_dividends_add_up(&mut watch.dividends, &scope)?;
    for (platform, _) in books.platforms(&none) {
        for (address, _) in books.proposals(platform) {
            ballots::recount(&watch.power, &scope, address)?;
        }
        for (address, budget) in books.budgets(platform) {
            watch.treasury.check(address, budget, now)?;
        }
    }
    for pool in &scope.pools {
        for (address, grant) in books.grants(pool) {
            watch.vesting.check(address, grant, now)?;
        }
    }
    Ok(())
}

fn touched_pools(executed: &Executed<'_>, books: &Books) -> BTreeSet<Pubkey> {
    let mut pools = BTreeSet::new();
    for diff in &executed.diffs {
        for state in [&diff.before.state, &diff.after.state] {
            match state {
                State::Pool(_) => {
                    pools.insert(diff.address);
                }
                State::Position(position) => {
                    pools.insert(position.pool);
                }
                State::Distribution(distribution) => {
                    pools.insert(distribution.pool);
                }
                State::Grant(grant) => {
                    pools.insert(grant.pool);
                }
                State::Token(token) => pools.extend(of_mint(books, &token.mint)),
                State::Mint(_) => pools.extend(of_mint(books, &diff.address)),
                _ => {}
            }
        }
    }
    pools
}

fn of_mint<'a>(books: &'a Books, mint: &'a Pubkey) -> impl Iterator<Item = Pubkey> + 'a {
    let none = Pubkey::default();
    let pools: Vec<_> = books.pools(&none).collect();
    pools
        .into_iter()
        .filter(|(_, pool)| pool.mint == *mint || pool.dividend_mint == *mint)
        .map(|(address, _)| *address)
}
