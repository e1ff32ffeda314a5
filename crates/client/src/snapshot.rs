//! One look at a platform: its pool, its settings, and every account that a question about it needs, loaded once.
//!
//! A snapshot is bytes and a time; what it says is pure, so that the command line, the dApp and the tests ask the same.
//! [`load`] fills one from a node in a few requests, however many accounts there are.

#[cfg(feature = "native")]
mod load;

use std::collections::BTreeMap;

use makerstake_core::{checkpoints, floor};
use solana_account::Account;
use solana_pubkey::Pubkey;

use crate::generated::equity::accounts::{Pool, Position, POOL_DISCRIMINATOR, POSITION_DISCRIMINATOR};
use crate::generated::governance::accounts::{
    Budget, Platform, Proposal, Rule, Track, BUDGET_DISCRIMINATOR, PLATFORM_DISCRIMINATOR,
    PROPOSAL_DISCRIMINATOR, RULE_DISCRIMINATOR, TRACK_DISCRIMINATOR,
};
use crate::platform::Addresses;
use crate::programs::Program;
use crate::proposals::Tail;

#[cfg(feature = "native")]
pub use load::{addresses_of, load, List, LoadError};

/// A platform at a moment.
#[derive(Clone, Debug)]
pub struct Snapshot {
    /// Where its accounts are.
    pub at: Addresses,
    /// The cluster's time, unix seconds.
    pub now: i64,
    /// The pool.
    pub pool: Pool,
    /// The platform.
    pub platform: Platform,
    /// Calls that a simulation refused, by the index of their action, with its reason.
    pub failing_calls: BTreeMap<usize, String>,
    accounts: BTreeMap<Pubkey, Account>,
}

/// The house of makers, for a proposal made at that moment.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Makers {
    /// Earned shares in positions that count in this snapshot epoch.
    pub earned: u64,
    /// How many there should be at the least.
    pub floor: u64,
    /// Whether the house is not asked: it was below its floor in this epoch and in the two before.
    pub is_dormant: bool,
}

/// Why accounts are not those of a platform.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum SnapshotError {
    /// There is no pool at its address.
    #[error("no pool at {0}")]
    NoPool(Pubkey),
    /// There is no platform at its address.
    #[error("no platform at {0}: its pool is not governed yet")]
    NoPlatform(Pubkey),
    /// The node sent no clock.
    #[error("the node has no clock")]
    NoClock,
}

/// The accounts that every snapshot needs.
pub fn base(at: &Addresses) -> [Pubkey; 5] {
    let (clock, rent) = (solana_sdk_ids::sysvar::clock::ID, solana_sdk_ids::sysvar::rent::ID);
    [at.pool, at.platform, at.treasury, clock, rent]
}

impl Snapshot {
    /// From accounts: those of [`base`], and whatever else was asked for.
    ///
    /// # Errors
    /// When one that every snapshot needs is missing.
    pub fn from_accounts(
        at: Addresses,
        accounts: impl IntoIterator<Item = (Pubkey, Option<Account>)>,
    ) -> Result<Self, SnapshotError> {
        let accounts: BTreeMap<Pubkey, Account> =
            accounts.into_iter().filter_map(|(address, account)| Some((address, account?))).collect();
        let pool = read(accounts.get(&at.pool), Program::Equity, &POOL_DISCRIMINATOR, Pool::from_bytes);
        let platform = read(
            accounts.get(&at.platform),
            Program::Governance,
            &PLATFORM_DISCRIMINATOR,
            Platform::from_bytes,
        );
        let clock = accounts.get(&solana_sdk_ids::sysvar::clock::ID);
        Ok(Self {
            pool: pool.ok_or(SnapshotError::NoPool(at.pool))?,
            platform: platform.ok_or(SnapshotError::NoPlatform(at.platform))?,
            now: clock.and_then(time_of_clock).ok_or(SnapshotError::NoClock)?,
            failing_calls: BTreeMap::new(),
            at,
            accounts,
        })
    }

    /// An account; nothing if there is none there, or nobody asked for it.
    pub fn account(&self, address: &Pubkey) -> Option<&Account> {
        self.accounts.get(address)
    }

    /// Lamports that an empty account keeps: nobody can pay them out.
    pub fn rent_floor(&self) -> u64 {
        let rent = self.account(&solana_sdk_ids::sysvar::rent::ID).and_then(|account| {
            let (per_byte_year, rest) = account.data.split_first_chunk::<8>()?;
            let years = f64::from_le_bytes(*rest.first_chunk()?);
            // An account without data is kept like one of 128 bytes.
            Some((128_u64.saturating_mul(u64::from_le_bytes(*per_byte_year)) as f64 * years) as u64)
        });
        rent.unwrap_or(890_880)
    }

    /// The house of makers.
    pub fn makers(&self) -> Makers {
        let earned = |back| self.counting(back, &self.pool.total_earned);
        let floor = floor::of_makers(self.pool.contributions_cap, self.pool.contributions_emitted);
        let is_dormant = (0..=checkpoints::VOTABLE_BACK).all(|back| earned(back) < floor);
        Makers { earned: earned(0), floor, is_dormant }
    }

    /// Whether optimistic tracks are open: what passes by silence needs somebody who could speak, in both houses.
    pub fn hears_silence(&self) -> bool {
        let pool = &self.pool;
        let sum = |buckets: [u64; 3]| buckets.into_iter().fold(0_u64, u64::saturating_add);
        let caps = sum([pool.contributions_cap, pool.grants_cap, pool.treasury_cap]);
        let minted = sum([pool.contributions_emitted, pool.grants_emitted, pool.treasury_emitted]);
        self.counting(0, &pool.total) >= floor::of_shares(caps, minted) && !self.makers().is_dormant
    }

    /// The value of one of the pool's histories so many snapshot epochs ago.
    fn counting(&self, back: u32, history: &[u64; checkpoints::DEPTH]) -> u64 {
        let Pool { epoch, snapshot_genesis, snapshot_epoch_seconds, .. } = self.pool;
        let now =
            checkpoints::epoch_of(self.now, snapshot_genesis, snapshot_epoch_seconds).unwrap_or_default();
        checkpoints::at(epoch, history, now.saturating_sub(back)).unwrap_or_default()
    }

    /// The track of an id.
    pub fn track(&self, id: u8) -> Option<Track> {
        self.governed(&self.at.track(id), &TRACK_DISCRIMINATOR, Track::from_bytes)
    }

    /// The budget of an id.
    pub fn budget(&self, id: u32) -> Option<Budget> {
        self.governed(&self.at.budget(id), &BUDGET_DISCRIMINATOR, Budget::from_bytes)
    }

    /// The rule of an id.
    pub fn rule(&self, id: u16) -> Option<Rule> {
        self.governed(&self.at.rule(id), &RULE_DISCRIMINATOR, Rule::from_bytes)
    }

    /// The position of a holder.
    pub fn position(&self, holder: &Pubkey) -> Option<Position> {
        let account = self.account(&self.at.position(holder));
        read(account, Program::Equity, &POSITION_DISCRIMINATOR, Position::from_bytes)
    }

    /// The tracks that were asked for, by id.
    pub fn tracks(&self) -> Vec<Track> {
        let mut tracks = self.all(&TRACK_DISCRIMINATOR, Track::from_bytes, |track| track.platform);
        tracks.sort_by_key(|(_, track)| track.id);
        tracks.into_iter().map(|(_, track)| track).collect()
    }

    /// The budgets that were asked for, by id, with their addresses.
    pub fn budgets(&self) -> Vec<(Pubkey, Budget)> {
        let mut budgets = self.all(&BUDGET_DISCRIMINATOR, Budget::from_bytes, |budget| budget.platform);
        budgets.sort_by_key(|(_, budget)| budget.id);
        budgets
    }

    /// The rules that were asked for, by id.
    pub fn rules(&self) -> Vec<Rule> {
        let mut rules = self.all(&RULE_DISCRIMINATOR, Rule::from_bytes, |rule| rule.platform);
        rules.sort_by_key(|(_, rule)| rule.id);
        rules.into_iter().map(|(_, rule)| rule).collect()
    }

    /// The proposals that were asked for, by number, with their addresses and what lies behind their fields.
    pub fn proposals(&self) -> Vec<(Pubkey, Proposal, Option<Tail>)> {
        let mut found = self.all(&PROPOSAL_DISCRIMINATOR, Proposal::from_bytes, |proposal| proposal.platform);
        found.sort_by_key(|(_, proposal)| proposal.number);
        let with_tail = |(address, proposal): (Pubkey, Proposal)| {
            let tail = self.account(&address).and_then(|account| Tail::of(&account.data, &proposal));
            (address, proposal, tail)
        };
        found.into_iter().map(with_tail).collect()
    }

    fn governed<T>(
        &self,
        address: &Pubkey,
        discriminator: &[u8; 8],
        decode: fn(&[u8]) -> std::io::Result<T>,
    ) -> Option<T> {
        read(self.account(address), Program::Governance, discriminator, decode)
    }

    fn all<T>(
        &self,
        discriminator: &[u8; 8],
        decode: fn(&[u8]) -> std::io::Result<T>,
        platform: fn(&T) -> Pubkey,
    ) -> Vec<(Pubkey, T)> {
        let decoded = self.accounts.iter().filter_map(|(address, account)| {
            Some((*address, read(Some(account), Program::Governance, discriminator, decode)?))
        });
        decoded.filter(|(_, account)| platform(account) == self.at.platform).collect()
    }
}

/// An account's fields, if this program owns it and it is of this type.
pub fn read<T>(
    account: Option<&Account>,
    program: Program,
    discriminator: &[u8; 8],
    decode: fn(&[u8]) -> std::io::Result<T>,
) -> Option<T> {
    let account = account.filter(|account| account.owner == program.id())?;
    account.data.starts_with(discriminator).then(|| decode(&account.data).ok()).flatten()
}

/// The time in the clock's account.
pub(crate) fn time_of_clock(account: &Account) -> Option<i64> {
    // slot, epoch_start_timestamp, epoch, leader_schedule_epoch, unix_timestamp: eight bytes each.
    account.data.get(32..40).and_then(|bytes| bytes.try_into().ok()).map(i64::from_le_bytes)
}
