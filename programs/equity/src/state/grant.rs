//! A grant: shares out of the grants bucket that become their holder's over time.

use anchor_lang::prelude::*;
use makerstake_core::{units::DAY, vesting::Schedule};

use crate::{
    errors::EquityError,
    state::{
        supply::{minus, plus},
        NOBODY,
    },
};

/// First seed of a grant's address; then its pool, its first holder, and its id, u32 little-endian.
pub const GRANT_SEED: &[u8] = b"grant";
/// The layout that this program writes, and the only one it reads.
pub const VERSION: u8 = 1;
/// Seconds from asking for a transfer to its effect: 7 days, in which the recovery key of the holder can cancel it.
pub const TRANSFER_DELAY: i64 = 7 * DAY as i64;
/// How far the times of a grant may lie from now, in seconds: 50 years.
const HORIZON: u64 = 50 * 366 * (DAY as u64);

/// A grant. Seeds: `grant`, pool, first holder, id. The holder may change, the address does not.
#[account]
pub struct Grant {
    /// The pool.
    pub pool: Address,
    /// Whose position vested shares go to, unless a transfer has taken effect.
    pub holder: Address,
    /// Who holds the grant from [`TRANSFER_DELAY`] after `pending_since` on; zeros: no transfer is pending.
    pub pending_holder: Address,
    /// Who paid the rent and gets it back.
    pub payer: Address,
    /// All shares of the grant; after a revocation, what had vested. Base units.
    pub total: u64,
    /// What went to positions, base units.
    pub released: u64,
    /// When vesting starts to count, unix seconds.
    pub start: i64,
    /// Before this nothing is vested, unix seconds.
    pub cliff: i64,
    /// From this on all is vested, unix seconds.
    pub end: i64,
    /// When the pending transfer was asked for, unix seconds; 0: none is.
    pub pending_since: i64,
    /// The id in the address.
    pub id: u32,
    /// 1 if the pool's authority may revoke what has not vested.
    pub is_revocable: u8,
    /// 1 if the holder may give the grant to another.
    pub is_transferable: u8,
    /// Bump of the address.
    pub bump: u8,
    /// Layout of this account: 1.
    pub version: u8,
    /// Zeros, room for later layouts.
    pub reserved: [u8; 32],
}

/// What a grant is made with.
#[derive(Clone, Copy, AnchorSerialize, AnchorDeserialize, IdlType)]
pub struct GrantTerms {
    /// All shares, base units.
    pub total: u64,
    /// When vesting starts to count, unix seconds.
    pub start: i64,
    /// Before this nothing is vested, unix seconds.
    pub cliff: i64,
    /// From this on all is vested, unix seconds.
    pub end: i64,
    /// Whether the pool's authority may revoke what has not vested.
    pub is_revocable: bool,
    /// Whether the holder may give the grant to another.
    pub is_transferable: bool,
}

impl Grant {
    /// Writes a new grant.
    ///
    /// # Errors
    /// `ZeroKey`, `ZeroAmount`, `InvalidSchedule`.
    pub fn init(
        &mut self,
        pool: Address,
        (holder, id): (Address, u32),
        payer: Address,
        terms: &GrantTerms,
        (now, bump): (i64, u8),
    ) -> Result<()> {
        require!(holder != NOBODY, EquityError::ZeroKey);
        require!(terms.total > 0, EquityError::ZeroAmount);
        *self = Self {
            pool,
            holder,
            pending_holder: NOBODY,
            payer,
            total: terms.total,
            released: 0,
            start: terms.start,
            cliff: terms.cliff,
            end: terms.end,
            pending_since: 0,
            id,
            is_revocable: u8::from(terms.is_revocable),
            is_transferable: u8::from(terms.is_transferable),
            bump,
            version: VERSION,
            reserved: [0; 32],
        };
        let within = |time: i64| time.abs_diff(now) <= HORIZON;
        require!(self.schedule().is_ordered(), EquityError::InvalidSchedule);
        require!(within(self.start) && within(self.end), EquityError::InvalidSchedule);
        Ok(())
    }

    /// The times of this grant.
    pub fn schedule(&self) -> Schedule {
        Schedule { total: self.total, start: self.start, cliff: self.cliff, end: self.end }
    }

    /// Takes out what has vested and was not released: rounds down to base units (INVARIANT 17).
    ///
    /// # Errors
    /// `NothingVested`.
    pub fn release(&mut self, now: i64) -> Result<u64> {
        let due = minus(self.schedule().vested_at(now), self.released)?;
        require!(due > 0, EquityError::NothingVested);
        self.released = plus(self.released, due)?;
        Ok(due)
    }

    /// Ends the grant with what has vested. Returns what goes back to the bucket.
    ///
    /// # Errors
    /// `NotRevocable`, `FullyVested`.
    pub fn revoke(&mut self, now: i64) -> Result<u64> {
        require!(self.is_revocable == 1, EquityError::NotRevocable);
        let cut = self.schedule().cut_at(now);
        let rest = minus(self.total, cut.total)?;
        require!(rest > 0, EquityError::FullyVested);
        self.follow(cut);
        Ok(rest)
    }

    /// Lets the grant vest fully at `end`, sooner than before.
    ///
    /// # Errors
    /// `FullyVested`, `NotSooner`.
    pub fn accelerate(&mut self, end: i64, now: i64) -> Result<()> {
        require!(self.schedule().vested_at(now) < self.total, EquityError::FullyVested);
        require!(end < self.end, EquityError::NotSooner);
        self.follow(self.schedule().ending(end));
        Ok(())
    }

    /// Who holds the grant at `now`.
    pub fn holder_at(&self, now: i64) -> Address {
        let is_out = now >= self.pending_since.saturating_add(TRANSFER_DELAY);
        if self.pending_holder != NOBODY && is_out {
            self.pending_holder
        } else {
            self.holder
        }
    }

    /// Writes down a transfer that has taken effect.
    pub fn settle(&mut self, now: i64) {
        let holder = self.holder_at(now);
        if holder != self.holder {
            self.holder = holder;
            (self.pending_holder, self.pending_since) = (NOBODY, 0);
        }
    }

    /// Gives the grant to another holder, [`TRANSFER_DELAY`] from now. Another transfer that was pending is forgotten.
    /// Returns when this one takes effect.
    ///
    /// # Errors
    /// `NotTransferable`, `ZeroKey`, `SameHolder`.
    pub fn transfer(&mut self, holder: Address, now: i64) -> Result<i64> {
        self.settle(now);
        require!(self.is_transferable == 1, EquityError::NotTransferable);
        require!(holder != NOBODY, EquityError::ZeroKey);
        require!(holder != self.holder, EquityError::SameHolder);
        (self.pending_holder, self.pending_since) = (holder, now);
        Ok(now.saturating_add(TRANSFER_DELAY))
    }

    /// Leaves the grant with its holder.
    ///
    /// # Errors
    /// `NoPendingTransfer`, also when it has taken effect.
    pub fn cancel_transfer(&mut self, now: i64) -> Result<()> {
        self.settle(now);
        require!(self.pending_holder != NOBODY, EquityError::NoPendingTransfer);
        (self.pending_holder, self.pending_since) = (NOBODY, 0);
        Ok(())
    }

    /// That no more was released than the grant holds, and a pending transfer has both its holder and its time.
    ///
    /// # Errors
    /// `Unbalanced`.
    pub fn check(&self) -> Result<()> {
        require!(self.released <= self.total, EquityError::Unbalanced);
        require!((self.pending_holder == NOBODY) == (self.pending_since == 0), EquityError::Unbalanced);
        Ok(())
    }

    fn follow(&mut self, schedule: Schedule) {
        let Schedule { total, start, cliff, end } = schedule;
        (self.total, self.start, self.cliff, self.end) = (total, start, cliff, end);
    }
}
