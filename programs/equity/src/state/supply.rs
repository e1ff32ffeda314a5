//! The pool's books: what each bucket has emitted, and what the vault must hold for whom.

use anchor_lang::prelude::*;
use makerstake_core::{accumulator, emission, units::Bps};

use crate::{errors::EquityError, state::Pool};

impl Pool {
    /// Opens the next distribution, whose window ends at `window_end`. Returns its number, start, and allocation:
    /// floor((cap - emitted) x decay) (INVARIANT 2). The allocation counts as emitted from here on.
    ///
    /// # Errors
    /// `DistributionOpen`, `WindowTooShort`, `WindowInFuture`, `NothingToAllocate`.
    pub fn open_distribution(&mut self, window_end: i64, now: i64) -> Result<(u32, i64, u64)> {
        require!(self.is_open == 0, EquityError::DistributionOpen);
        let (epoch, start) = (self.next_epoch, self.covered_until);
        let earliest = start.checked_add(i64::from(self.window_seconds)).ok_or(EquityError::OutOfRange)?;
        require!(window_end >= earliest, EquityError::WindowTooShort);
        require!(window_end <= now, EquityError::WindowInFuture);
        let decay = Bps::new(self.decay_bps).ok_or(EquityError::InvalidBps)?;
        let allocation = emission::allocation(self.contributions_cap, self.contributions_emitted, decay)
            .ok_or(EquityError::OutOfRange)?;
        require!(allocation > 0, EquityError::NothingToAllocate);
        self.contributions_emitted = plus(self.contributions_emitted, allocation)?;
        self.next_epoch = epoch.checked_add(1).ok_or(EquityError::OutOfRange)?;
        self.covered_until = window_end;
        self.is_open = 1;
        Ok((epoch, start, allocation))
    }

    /// Ends the open distribution as final: its allocation is in the vault and waits for claims.
    ///
    /// # Errors
    /// `OutOfRange`.
    pub fn close_final(&mut self, allocation: u64) -> Result<()> {
        self.unclaimed = plus(self.unclaimed, allocation)?;
        self.is_open = 0;
        Ok(())
    }

    /// Ends the open distribution as void: allocation and window are given back exactly (INVARIANT 7).
    ///
    /// # Errors
    /// `OutOfRange`.
    pub fn close_void(&mut self, allocation: u64, window_start: i64) -> Result<()> {
        self.contributions_emitted = minus(self.contributions_emitted, allocation)?;
        self.covered_until = window_start;
        self.is_open = 0;
        Ok(())
    }

    /// Takes `amount` out of the grants bucket.
    ///
    /// # Errors
    /// `ZeroAmount`, `AboveBucket`.
    pub fn open_grant(&mut self, amount: u64) -> Result<()> {
        self.grants_emitted = emitted(self.grants_cap, self.grants_emitted, amount)?;
        self.unreleased = plus(self.unreleased, amount)?;
        Ok(())
    }

    /// Returns `amount` of a grant to its bucket.
    ///
    /// # Errors
    /// `OutOfRange`.
    pub fn return_grant(&mut self, amount: u64) -> Result<()> {
        self.grants_emitted = minus(self.grants_emitted, amount)?;
        self.unreleased = minus(self.unreleased, amount)?;
        Ok(())
    }

    /// Takes `amount` out of the treasury bucket.
    ///
    /// # Errors
    /// `ZeroAmount`, `AboveBucket`.
    pub fn issue_treasury(&mut self, amount: u64) -> Result<()> {
        self.treasury_emitted = emitted(self.treasury_cap, self.treasury_emitted, amount)?;
        Ok(())
    }

    /// Books `amount` of a grant as released into a position.
    ///
    /// # Errors
    /// `OutOfRange`.
    pub fn release_grant(&mut self, amount: u64) -> Result<()> {
        self.unreleased = minus(self.unreleased, amount)?;
        Ok(())
    }

    /// Books `amount` of a final distribution as claimed into a position.
    ///
    /// # Errors
    /// `OutOfRange`.
    pub fn release_claim(&mut self, amount: u64) -> Result<()> {
        self.unclaimed = minus(self.unclaimed, amount)?;
        Ok(())
    }

    /// Books shares that left a position as at stake.
    ///
    /// # Errors
    /// `OutOfRange`.
    pub fn stake(&mut self, shares: u64) -> Result<()> {
        self.bonds = plus(self.bonds, shares)?;
        Ok(())
    }

    /// Books shares as no longer at stake.
    ///
    /// # Errors
    /// `OutOfRange`.
    pub fn unstake(&mut self, shares: u64) -> Result<()> {
        self.bonds = minus(self.bonds, shares)?;
        Ok(())
    }

    /// Books shares that left a position as cooling.
    ///
    /// # Errors
    /// `OutOfRange`.
    pub fn start_cooling(&mut self, shares: u64) -> Result<()> {
        self.cooling = plus(self.cooling, shares)?;
        Ok(())
    }

    /// Books cooled shares as paid out.
    ///
    /// # Errors
    /// `OutOfRange`.
    pub fn end_cooling(&mut self, shares: u64) -> Result<()> {
        self.cooling = minus(self.cooling, shares)?;
        Ok(())
    }

    /// Shares a dividend of `amount` among all shares in positions and those that wait to be claimed (INVARIANTS 6 and
    /// 27). Returns how many these are.
    ///
    /// # Errors
    /// `ZeroAmount`, `TooFewShares`, `OutOfRange` when what is owed then passes 2^64 base units. Only what is owed: if all
    /// dividends ever counted, a sole holder could pay in and collect one sum until no dividend fits any more.
    pub fn deposit_dividend(&mut self, amount: u64) -> Result<u64> {
        require!(amount > 0, EquityError::ZeroAmount);
        let shares = plus(self.shares(), self.unclaimed)?;
        require!(shares >= self.dividend_min_shares, EquityError::TooFewShares);
        plus(self.dividends_owed(), amount)?;
        self.dividends_deposited = self.dividends_deposited.wrapping_add(amount);
        let (index, rest) = accumulator::deposit(self.index(), self.dividend_remainder, amount, shares)
            .ok_or(EquityError::OutOfRange)?;
        self.dividend_index = accumulator::split(index);
        self.dividend_remainder = rest;
        Ok(shares)
    }

    /// Books `amount` of dividends as paid out.
    ///
    /// # Errors
    /// `Unbalanced` when more would be paid than was paid in.
    pub fn pay_dividend(&mut self, amount: u64) -> Result<()> {
        require!(amount <= self.dividends_owed(), EquityError::Unbalanced);
        self.dividends_paid = self.dividends_paid.wrapping_add(amount);
        Ok(())
    }

    /// What was paid in and not yet paid out. Both are kept modulo 2^64; the difference is below that.
    pub fn dividends_owed(&self) -> u64 {
        self.dividends_deposited.wrapping_sub(self.dividends_paid)
    }

    /// What the vault must hold at least: shares, cooling, unclaimed, unreleased and bonds (INVARIANT 4).
    ///
    /// # Errors
    /// `OutOfRange`.
    pub fn backing(&self) -> Result<u64> {
        let parts = [self.cooling, self.unclaimed, self.unreleased, self.bonds];
        parts.into_iter().try_fold(self.shares(), plus)
    }

    /// That each bucket is within its cap (INVARIANT 1) and that the books do not promise more than was emitted.
    ///
    /// # Errors
    /// `Unbalanced`.
    pub fn check(&self) -> Result<()> {
        require!(self.contributions_emitted <= self.contributions_cap, EquityError::Unbalanced);
        require!(self.grants_emitted <= self.grants_cap, EquityError::Unbalanced);
        require!(self.treasury_emitted <= self.treasury_cap, EquityError::Unbalanced);
        let emitted = plus(plus(self.contributions_emitted, self.grants_emitted)?, self.treasury_emitted)?;
        require!(self.backing()? <= emitted, EquityError::Unbalanced);
        Ok(())
    }
}

/// What a bucket has emitted after `amount` more.
fn emitted(cap: u64, before: u64, amount: u64) -> Result<u64> {
    require!(amount > 0, EquityError::ZeroAmount);
    let after = before.checked_add(amount).ok_or(EquityError::AboveBucket)?;
    require!(after <= cap, EquityError::AboveBucket);
    Ok(after)
}

/// Sum, or `OutOfRange`.
pub(crate) fn plus(a: u64, b: u64) -> Result<u64> {
    Ok(a.checked_add(b).ok_or(EquityError::OutOfRange)?)
}

/// Difference, or `OutOfRange`.
pub(crate) fn minus(a: u64, b: u64) -> Result<u64> {
    Ok(a.checked_sub(b).ok_or(EquityError::OutOfRange)?)
}
