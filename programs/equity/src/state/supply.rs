//! The pool's books: what each bucket has emitted, and what the vault must hold for whom.

use anchor_lang::prelude::*;
use makerstake_core::{accumulator, emission, units::Bps};

use crate::{errors::EquityError, state::Pool};

/// A distribution that was just opened.
pub struct Opened {
    /// Its number.
    pub epoch: u32,
    /// Start of its window, unix seconds.
    pub start: i64,
    /// Most that one leaf may pay, base units.
    pub leaf_max: u64,
}

impl Pool {
    /// Opens the next distribution, whose window ends at `window_end`, and which pays `total` to `leaves` holders. What it
    /// pays counts as emitted from here on.
    ///
    /// The formula is floor((cap - emitted) x decay) (INVARIANT 2), and a leaf gets at most its part of it; the scorer
    /// states a total within both. So quiet weeks and few creators neither stop emission nor hand an epoch to one. A
    /// window in which nothing counts is a distribution without leaves, which pays nothing and moves the window on.
    ///
    /// # Errors
    /// `DistributionOpen`, `WindowTooShort`, `WindowTooLong`, `WindowInFuture`, `AboveFormula`, `EmptyTotal`.
    pub fn open_distribution(
        &mut self,
        (window_end, total, leaves): (i64, u64, u32),
        now: i64,
    ) -> Result<Opened> {
        require!(self.is_open == 0, EquityError::DistributionOpen);
        let (epoch, start) = (self.next_epoch, self.covered_until);
        let shortest = i64::from(self.window_seconds);
        let length = window_end.checked_sub(start).ok_or(EquityError::OutOfRange)?;
        require!(length >= shortest, EquityError::WindowTooShort);
        require!(length <= shortest.saturating_mul(2), EquityError::WindowTooLong);
        require!(window_end <= now, EquityError::WindowInFuture);
        let [decay, leaf_max] = [self.decay_bps, self.leaf_max_bps].map(Bps::new);
        let formula = emission::allocation(
            self.contributions_cap,
            self.contributions_emitted,
            decay.ok_or(EquityError::InvalidBps)?,
        )
        .ok_or(EquityError::OutOfRange)?;
        // Rounds down: no leaf passes the maximum.
        let leaf_max = leaf_max.ok_or(EquityError::InvalidBps)?.floor_of(formula);
        let most = formula.min(leaf_max.saturating_mul(u64::from(leaves)));
        require!(total <= most, EquityError::AboveFormula);
        require!((total == 0) == (leaves == 0), EquityError::EmptyTotal);
        self.contributions_emitted = plus(self.contributions_emitted, total)?;
        self.next_epoch = epoch.checked_add(1).ok_or(EquityError::OutOfRange)?;
        self.covered_until = window_end;
        self.is_open = 1;
        Ok(Opened { epoch, start, leaf_max })
    }

    /// Ends the open distribution as final: its allocation is in the vault and waits for claims.
    ///
    /// # Errors
    /// `OutOfRange`.
    pub fn close_final(&mut self, allocation: u64) -> Result<()> {
        self.unclaimed = plus(self.unclaimed, allocation)?;
        (self.is_open, self.silences, self.is_contested) = (0, 0, 0);
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

    /// Takes what nobody claimed of a distribution back into its bucket, and shares the dividends that it earned since the
    /// index stood at `since` among all who are left.
    ///
    /// # Errors
    /// `TooFewShares` when nobody could have them, `OutOfRange`.
    pub fn sweep(&mut self, rest: u64, since: u128) -> Result<()> {
        self.unclaimed = minus(self.unclaimed, rest)?;
        self.contributions_emitted = minus(self.contributions_emitted, rest)?;
        let earned = self.index().wrapping_sub(since).wrapping_mul(u128::from(rest));
        if earned > 0 {
            let shares = plus(self.shares(), self.unclaimed)?;
            require!(shares >= self.dividend_min_shares, EquityError::TooFewShares);
            let (index, left) = accumulator::share_out(self.index(), self.dividend_remainder, earned, shares)
                .ok_or(EquityError::OutOfRange)?;
            self.dividend_index = accumulator::split(index);
            self.dividend_remainder = left;
        }
        Ok(())
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

    /// What the vault must hold at least: shares, cooling, unclaimed and unreleased (INVARIANT 4).
    ///
    /// # Errors
    /// `OutOfRange`.
    pub fn backing(&self) -> Result<u64> {
        let parts = [self.cooling, self.unclaimed, self.unreleased];
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
