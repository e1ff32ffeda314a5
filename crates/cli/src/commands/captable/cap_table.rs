//! The books of a pool: every account that holds a part of the supply.

use makerstake_client::generated::equity::accounts::{
    Distribution, Grant, Pool, Position, DISTRIBUTION_DISCRIMINATOR, GRANT_DISCRIMINATOR, POOL_DISCRIMINATOR,
    POSITION_DISCRIMINATOR,
};
use makerstake_client::programs::Program;
use makerstake_client::query;
use makerstake_core::vesting::Schedule;
use solana_account::Account;
use solana_pubkey::Pubkey;

use crate::context::Context;
use crate::failure::Failure;

/// Where an account of a pool names the pool: after the discriminator.
const POOL_AT: usize = 8;
/// Where a token account has its mint, its owner and its amount.
const TOKEN_MINT_AT: usize = 0;
const TOKEN_OWNER_AT: usize = 32;
const TOKEN_AMOUNT_AT: usize = 64;
/// Where a mint has its supply.
const SUPPLY_AT: usize = 36;

/// What a part of the supply is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Kind {
    /// Shares of a holder: they vote and earn dividends.
    Position,
    /// Shares on their way out of a position.
    Cooling,
    /// Shares at stake in a distribution.
    Bond,
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
            Self::Bond => "bond",
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
    pub kind: Kind,
    pub holder: Option<Pubkey>,
    pub shares: u64,
    /// Of a position: how many shares were earned.
    pub earned: u64,
    /// Of a grant: how many shares have not vested.
    pub unvested: u64,
    pub delegate: Option<Pubkey>,
}

/// All parts of the supply.
pub struct Books {
    pub pool: Pool,
    pub supply: u64,
    pub vault: u64,
    /// The cluster's time when the books were read.
    pub now: i64,
    pub entries: Vec<Entry>,
}

impl Books {
    /// Reads the books: seven requests, whatever the number of holders.
    pub fn read(context: &Context, address: &Pubkey) -> Result<Self, Failure> {
        let rpc = context.rpc();
        let now = context.chain_time()?;
        let all = |discriminator: [u8; 8], length| {
            let matching: [(usize, &[u8]); 2] = [(0, &discriminator), (POOL_AT, address.as_ref())];
            context.ask(query::slices(rpc, &Program::Equity.id(), &matching, 0, length))
        };
        let positions = all(POSITION_DISCRIMINATOR, Position::LEN)?;
        let grants = all(GRANT_DISCRIMINATOR, Grant::LEN)?;
        let distributions = all(DISTRIBUTION_DISCRIMINATOR, Distribution::LEN)?;
        let account = context.ask(query::account(rpc, address))?;
        let pool =
            account.as_ref().filter(|account| account.owner == Program::Equity.id()).and_then(|account| {
                account
                    .data
                    .starts_with(&POOL_DISCRIMINATOR)
                    .then(|| Pool::from_bytes(&account.data).ok())
                    .flatten()
            });
        let pool = pool.ok_or_else(|| Failure::input("not a pool").value(address))?;
        let accounts = context.ask(query::accounts(rpc, &[pool.mint, pool.vault]))?;
        let [Some(mint), Some(vault)] = accounts.as_slice() else {
            return Err(Failure::input("the pool's mint or vault is gone").value(address));
        };
        let owned: [(usize, &[u8]); 2] =
            [(TOKEN_MINT_AT, pool.mint.as_ref()), (TOKEN_OWNER_AT, pool.authority.as_ref())];
        let treasury = context.ask(query::slices(rpc, &mint.owner, &owned, TOKEN_AMOUNT_AT, 8))?;
        let treasury = treasury.iter().filter_map(|(_, amount)| number(amount, 0)).sum();
        let mut books = Self {
            supply: amount_at(mint, SUPPLY_AT)?,
            vault: amount_at(vault, TOKEN_AMOUNT_AT)?,
            now,
            entries: Vec::new(),
            pool,
        };
        positions
            .iter()
            .filter_map(|(_, bytes)| Position::from_bytes(bytes).ok())
            .for_each(|position| books.add_position(&position));
        grants
            .iter()
            .filter_map(|(_, bytes)| Grant::from_bytes(bytes).ok())
            .for_each(|grant| books.add_grant(&grant));
        distributions
            .iter()
            .filter_map(|(_, bytes)| Distribution::from_bytes(bytes).ok())
            .for_each(|one| books.add_distribution(&one));
        books.add_rest(treasury);
        Ok(books)
    }

    /// What does not add up, in words; nothing when all does (INVARIANT 4).
    pub fn imbalances(&self) -> Vec<String> {
        let sums = [
            ("shares of positions", self.sum(Kind::Position), self.pool.total[0]),
            ("cooling shares", self.sum(Kind::Cooling), self.pool.cooling),
            ("bonds", self.sum(Kind::Bond), self.pool.bonds),
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
        self.add(Kind::Bond, Some(distribution.proposer), distribution.proposer_bond);
        self.add(Kind::Bond, Some(distribution.challenger), distribution.challenger_bond);
        // 3: final.
        if distribution.status == 3 {
            self.add(Kind::Unclaimed, None, distribution.allocation.saturating_sub(distribution.claimed));
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

fn amount_at(account: &Account, at: usize) -> Result<u64, Failure> {
    number(&account.data, at)
        .ok_or_else(|| Failure::input("not a token account or mint").value(account.owner))
}

fn number(bytes: &[u8], at: usize) -> Option<u64> {
    bytes.get(at..at.checked_add(8)?)?.try_into().ok().map(u64::from_le_bytes)
}
