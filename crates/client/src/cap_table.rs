//! The cap table of a pool: every account that holds a part of the supply, balanced to the base unit.

#[cfg(feature = "native")]
mod load;
pub mod ocf;

#[cfg(feature = "native")]
pub use load::LoadError;

use makerstake_core::vesting::Schedule;
use solana_pubkey::Pubkey;

use crate::generated::equity::accounts::{Distribution, Grant, Pool, Position};

/// What a part of the supply is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Kind {
    /// Shares of a holder: they vote and earn dividends.
    Position,
    /// Shares on their way out of a position.
    Cooling,
    /// A grant, less what was released.
    Grant,
    /// Final distributions, less their claims.
    Unclaimed,
    /// Tokens of the pool's authority: the treasury.
    Treasury,
    /// Tokens of anybody, outside the pool.
    Liquid,
    /// Tokens that somebody gave to the vault; nobody's.
    Gift,
}

impl Kind {
    /// The name in tables.
    pub fn name(self) -> &'static str {
        match self {
            Self::Position => "position",
            Self::Cooling => "cooling",
            Self::Grant => "grant",
            Self::Unclaimed => "unclaimed",
            Self::Treasury => "treasury",
            Self::Liquid => "liquid",
            Self::Gift => "gift",
        }
    }
}

/// A part of the supply.
#[derive(Clone, Debug)]
pub struct Entry {
    /// What it is.
    pub kind: Kind,
    /// Whose it is, if anybody's.
    pub holder: Option<Pubkey>,
    /// Base units.
    pub shares: u64,
    /// Of a position: how many shares were earned.
    pub earned: u64,
    /// Of a grant: how many shares have not vested.
    pub unvested: u64,
    /// Of a position: who votes with it.
    pub delegate: Option<Pubkey>,
}

/// All parts of the supply.
#[derive(Clone, Debug)]
pub struct CapTable {
    /// The pool.
    pub pool: Pool,
    /// All base units there are.
    pub supply: u64,
    /// Base units in the vault.
    pub vault: u64,
    /// The cluster's time when the accounts were read.
    pub now: i64,
    /// The parts, by kind and the largest first.
    pub entries: Vec<Entry>,
}

/// The accounts that a cap table is made of.
#[derive(Clone, Debug, Default)]
pub struct Parts {
    /// Every position of the pool.
    pub positions: Vec<Position>,
    /// Every grant.
    pub grants: Vec<Grant>,
    /// Every distribution.
    pub distributions: Vec<Distribution>,
    /// Base units in token accounts of the pool's authority.
    pub treasury: u64,
}

impl CapTable {
    /// From a pool and its parts.
    pub fn of(pool: Pool, supply: u64, vault: u64, now: i64, parts: &Parts) -> Self {
        let mut table = Self { pool, supply, vault, now, entries: Vec::new() };
        parts.positions.iter().for_each(|position| table.add_position(position));
        parts.grants.iter().for_each(|grant| table.add_grant(grant));
        parts.distributions.iter().for_each(|one| table.add_distribution(one));
        table.add_rest(parts.treasury);
        table
    }

    /// What does not add up, in words; nothing when all does (INVARIANT 4).
    pub fn imbalances(&self) -> Vec<String> {
        let sums = [
            ("shares of positions", self.sum(Kind::Position), self.pool.total[0]),
            ("cooling shares", self.sum(Kind::Cooling), self.pool.cooling),
            ("unreleased grants", self.sum(Kind::Grant), self.pool.unreleased),
            ("unclaimed shares", self.sum(Kind::Unclaimed), self.pool.unclaimed),
        ];
        let mut found: Vec<String> = sums
            .iter()
            .filter(|(_, accounts, pool)| accounts != pool)
            .map(|(what, accounts, pool)| {
                format!("{what}: {accounts} in accounts, {pool} in the pool's books")
            })
            .collect();
        let backed: u64 = sums.iter().map(|(_, accounts, _)| accounts).sum();
        if backed > self.vault {
            found.push(format!("the vault holds {}, less than the {backed} it backs", self.vault));
        }
        let all: u128 = self.entries.iter().map(|entry| u128::from(entry.shares)).sum();
        if all != u128::from(self.supply) {
            found.push(format!("the lines add up to {all}, the supply is {}", self.supply));
        }
        let Pool { contributions_emitted, grants_emitted, treasury_emitted, .. } = self.pool;
        let emitted =
            u128::from(contributions_emitted) + u128::from(grants_emitted) + u128::from(treasury_emitted);
        if u128::from(self.supply) > emitted {
            found.push(format!("the supply is {}, more than the {emitted} emitted", self.supply));
        }
        found
    }

    fn sum(&self, kind: Kind) -> u64 {
        self.entries.iter().filter(|entry| entry.kind == kind).map(|entry| entry.shares).sum()
    }

    fn add(&mut self, kind: Kind, holder: Option<Pubkey>, shares: u64) -> Option<&mut Entry> {
        if shares == 0 {
            return None;
        }
        self.entries.push(Entry { kind, holder, shares, earned: 0, unvested: 0, delegate: None });
        self.entries.last_mut()
    }

    fn add_position(&mut self, position: &Position) {
        if let Some(entry) = self.add(Kind::Position, Some(position.holder), position.own[0]) {
            entry.earned = position.earned[0];
            entry.delegate = Some(position.delegate).filter(|delegate| *delegate != Pubkey::default());
        }
        self.add(Kind::Cooling, Some(position.holder), position.cooling);
    }

    fn add_grant(&mut self, grant: &Grant) {
        let schedule =
            Schedule { total: grant.total, start: grant.start, cliff: grant.cliff, end: grant.end };
        let unvested = grant.total.saturating_sub(schedule.vested_at(self.now));
        if let Some(entry) =
            self.add(Kind::Grant, Some(grant.holder), grant.total.saturating_sub(grant.released))
        {
            entry.unvested = unvested;
        }
    }

    fn add_distribution(&mut self, distribution: &Distribution) {
        // 3: final.
        if distribution.status == 3 {
            let gone = distribution.claimed.saturating_add(distribution.swept);
            self.add(Kind::Unclaimed, None, distribution.allocation.saturating_sub(gone));
        }
    }

    /// What lies outside the books, and the largest first.
    fn add_rest(&mut self, treasury: u64) {
        let inside: u64 = self.entries.iter().map(|entry| entry.shares).sum();
        let authority = self.pool.authority;
        self.add(Kind::Gift, None, self.vault.saturating_sub(inside));
        self.add(Kind::Treasury, Some(authority), treasury);
        self.add(Kind::Liquid, None, self.supply.saturating_sub(self.vault).saturating_sub(treasury));
        self.entries
            .sort_by(|a, b| a.kind.cmp(&b.kind).then(b.shares.cmp(&a.shares)).then(a.holder.cmp(&b.holder)));
    }
}
