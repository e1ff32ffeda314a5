//! What one investor has committed to an offering, and what came of it.

use anchor_lang::prelude::*;
use makerstake_core::{offering::Allotment, vesting::Schedule};

use super::{minus, plus, VERSION};
use crate::errors::OfferingError;

/// First seed of a commitment's address; then its offering and its investor.
pub const COMMITMENT_SEED: &[u8] = b"commitment";

/// A commitment, 184 bytes with the discriminator. Seeds: `commitment`, offering, investor.
#[account]
pub struct Commitment {
    /// The offering.
    pub offering: Address,
    /// Who buys: a wallet or a creator. Shares go to its position.
    pub investor: Address,
    /// The token account that refunds go to, named by who acts for the investor.
    pub refund_account: Address,
    /// Who paid the rent and gets it back.
    pub payer: Address,
    /// Committed, quote units; what was taken back is not in it.
    pub amount: u64,
    /// Bought, base units of the share mint.
    pub bought: u64,
    /// Owed and not paid back yet, quote units; written by settlement.
    pub owed: u64,
    /// Bought shares that went to the position, base units.
    pub released: u64,
    /// 1 once it is settled, or paid back in full.
    pub is_settled: u8,
    /// 1 if it is an insider's, which does not count towards the minimum.
    pub is_insider: u8,
    /// Bump of the address.
    pub bump: u8,
    /// Layout of this account: 1.
    pub version: u8,
    /// Zeros, room for later layouts.
    pub reserved: [u8; 12],
}

const _: () = assert!(core::mem::size_of::<Commitment>() + 8 == 184);

impl Commitment {
    /// A commitment of nothing yet.
    pub fn new(offering: Address, investor: Address, payer: Address, bump: u8) -> Self {
        Self {
            offering,
            investor,
            refund_account: super::NOBODY,
            payer,
            amount: 0,
            bought: 0,
            owed: 0,
            released: 0,
            is_settled: 0,
            is_insider: 0,
            bump,
            version: VERSION,
            reserved: [0; 12],
        }
    }

    /// Whether the account has the layout that this program reads and writes.
    pub fn is_current(&self) -> bool {
        self.version == VERSION
    }

    /// Adds to it, up to `max` in all.
    ///
    /// # Errors
    /// `ZeroAmount`, `AboveMaximum`.
    pub fn add(&mut self, amount: u64, max: u64) -> Result<()> {
        require!(amount > 0, OfferingError::ZeroAmount);
        let after = plus(self.amount, amount)?;
        require!(after <= max, OfferingError::AboveMaximum);
        self.amount = after;
        Ok(())
    }

    /// Takes from it.
    ///
    /// # Errors
    /// `ZeroAmount`, `AboveCommitment`.
    pub fn take(&mut self, amount: u64) -> Result<()> {
        require!(amount > 0, OfferingError::ZeroAmount);
        self.amount = self.amount.checked_sub(amount).ok_or(OfferingError::AboveCommitment)?;
        Ok(())
    }

    /// Marks it as an insider's, once.
    ///
    /// # Errors
    /// `AlreadyMarked`.
    pub fn mark(&mut self) -> Result<()> {
        require!(self.is_insider == 0, OfferingError::AlreadyMarked);
        self.is_insider = 1;
        Ok(())
    }

    /// Writes what it buys, once.
    ///
    /// # Errors
    /// `AlreadySettled`.
    pub fn settle(&mut self, allotment: &Allotment) -> Result<()> {
        require!(self.is_settled == 0, OfferingError::AlreadySettled);
        self.is_settled = 1;
        self.bought = allotment.shares;
        self.owed = allotment.refund;
        Ok(())
    }

    /// Takes out all that is owed.
    ///
    /// # Errors
    /// `NothingOwed`.
    pub fn take_owed(&mut self) -> Result<u64> {
        require!(self.owed > 0, OfferingError::NothingOwed);
        Ok(core::mem::replace(&mut self.owed, 0))
    }

    /// Takes out what has vested at `now` and was not released; rounds down. `times` are the start, the cliff and the end of
    /// vesting.
    ///
    /// # Errors
    /// `NothingVested`.
    pub fn release(&mut self, (start, cliff, end): (i64, i64, i64), now: i64) -> Result<u64> {
        let schedule = Schedule { total: self.bought, start, cliff, end };
        let due = minus(schedule.vested_at(now), self.released)?;
        require!(due > 0, OfferingError::NothingVested);
        self.released = plus(self.released, due)?;
        Ok(due)
    }

    /// That nothing is left to settle, to pay or to release.
    ///
    /// # Errors
    /// `CommitmentInUse`.
    pub fn check_closable(&self) -> Result<()> {
        let is_done = self.amount == 0 || self.is_settled == 1;
        require!(is_done && self.owed == 0 && self.released == self.bought, OfferingError::CommitmentInUse);
        Ok(())
    }

    /// That it owes no more than was committed, released no more than was bought, and has bought nothing unless settled.
    ///
    /// # Errors
    /// `Unbalanced`.
    pub fn check(&self) -> Result<()> {
        let is_sound = self.owed <= self.amount
            && self.released <= self.bought
            && (self.is_settled == 1 || (self.bought == 0 && self.owed == 0));
        require!(is_sound, OfferingError::Unbalanced);
        Ok(())
    }
}
