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
/// How far the times of a grant may lie from now, in seconds: 50 years.
const HORIZON: u64 = 50 * 366 * (DAY as u64);

/// A grant. Seeds: `grant`, pool, first holder, id. The holder may change, the address does not.
#[account]
pub struct Grant {
    /// The pool.
    pub pool: Address,
    /// Whose position vested shares go to. Written by transfer_grant.
    pub holder: Address,
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
    /// The id in the address.
    pub id: u32,
    /// 1 if the pool's authority may revoke what has not vested.
    pub is_revocable: u8,
    /// Bump of the address.
    pub bump: u8,
    /// Layout of this account: 1.
    pub version: u8,
    /// Zeros, room for later layouts.
    pub reserved: [u8; 33],
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
            payer,
            total: terms.total,
            released: 0,
            start: terms.start,
            cliff: terms.cliff,
            end: terms.end,
            id,
            is_revocable: u8::from(terms.is_revocable),
            bump,
            version: 1,
            reserved: [0; 33],
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

    /// Gives the grant to another holder.
    ///
    /// # Errors
    /// `ZeroKey`, `SameHolder`.
    pub fn transfer(&mut self, holder: Address) -> Result<()> {
        require!(holder != NOBODY, EquityError::ZeroKey);
        require!(holder != self.holder, EquityError::SameHolder);
        self.holder = holder;
        Ok(())
    }

    /// That no more was released than the grant holds.
    ///
    /// # Errors
    /// `Unbalanced`.
    pub fn check(&self) -> Result<()> {
        require!(self.released <= self.total, EquityError::Unbalanced);
        Ok(())
    }

    fn follow(&mut self, schedule: Schedule) {
        let Schedule { total, start, cliff, end } = schedule;
        (self.total, self.start, self.cliff, self.end) = (total, start, cliff, end);
    }
}
