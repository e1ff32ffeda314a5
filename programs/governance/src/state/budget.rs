//! A budget: a stream of money to a team that reports.

use anchor_lang::prelude::*;
use makerstake_core::{
    action::BudgetTerms,
    budget::{Accrual, DUE_AFTER_END},
};

use crate::{
    errors::GovernanceError,
    state::{after, NOBODY},
};

/// A budget. Seeds: `budget`, platform, id (u32 little-endian). The treasury pays its rent and gets it back.
#[account]
pub struct Budget {
    /// The platform.
    pub platform: Address,
    /// The mint it is paid in; zeros: lamports.
    pub mint: Address,
    /// The wallet that is paid and that reports.
    pub recipient: Address,
    /// SHA-256 of the last report; zeros: none yet.
    pub report_hash: [u8; 32],
    /// Accrued before `since`, lamports or base units.
    pub accrued: u64,
    /// Accrues in a day, lamports or base units.
    pub per_day: u64,
    /// The most that is ever drawn, lamports or base units.
    pub cap: u64,
    /// Drawn, lamports or base units.
    pub drawn: u64,
    /// Since when the present rate applies, unix seconds.
    pub since: i64,
    /// Until when it runs, unix seconds.
    pub until: i64,
    /// The next report is due before this, unix seconds.
    pub report_due: i64,
    /// A report is due at the latest this long after the last one, seconds.
    pub report_every: u32,
    /// The id in the address.
    pub id: u32,
    /// How many reports there are.
    pub reports: u32,
    /// How many proposals there had been when it was opened: only later ones are about it.
    pub proposals_before: u32,
    /// 1 once it is revoked.
    pub is_revoked: u8,
    /// Bump of the address.
    pub bump: u8,
    /// Layout of this account: 1.
    pub version: u8,
    /// Zeros, room for later layouts.
    pub reserved: [u8; 29],
}

/// What a budget is opened with.
pub struct BudgetInit<'a> {
    /// The platform.
    pub platform: Address,
    /// The mint; zeros: lamports.
    pub mint: Address,
    /// The wallet that is paid.
    pub recipient: Address,
    /// What it is worth.
    pub terms: &'a BudgetTerms,
    /// Seconds between reports, at the most.
    pub report_every: u32,
    /// The id in the address.
    pub id: u32,
    /// How many proposals there have been.
    pub proposals: u32,
    /// Bump of the address.
    pub bump: u8,
}

impl Budget {
    /// A budget that runs from `now` on.
    ///
    /// # Errors
    /// `OutOfRange`.
    pub fn new(init: &BudgetInit<'_>, now: i64) -> Result<Self> {
        Ok(Self {
            platform: init.platform,
            mint: init.mint,
            recipient: init.recipient,
            report_hash: [0; 32],
            accrued: 0,
            per_day: init.terms.per_day,
            cap: init.terms.cap,
            drawn: 0,
            since: now,
            until: after(now, init.terms.lasts)?,
            report_due: after(now, init.report_every)?,
            report_every: init.report_every,
            id: init.id,
            reports: 0,
            proposals_before: init.proposals,
            is_revoked: 0,
            bump: init.bump,
            version: 1,
            reserved: [0; 29],
        })
    }

    /// Whether it is paid in lamports.
    pub fn is_sol(&self) -> bool {
        self.mint == NOBODY
    }

    fn accrual(&self) -> Accrual {
        Accrual {
            before: self.accrued,
            per_day: self.per_day,
            since: self.since,
            until: self.until,
            cap: self.cap,
        }
    }

    fn check_runs(&self, now: i64) -> Result<()> {
        require!(self.is_revoked == 0, GovernanceError::BudgetRevoked);
        require!(now < self.until, GovernanceError::BudgetEnded);
        Ok(())
    }

    /// That something may still be paid: while it runs, and for a year after its end.
    fn check_pays(&self, now: i64) -> Result<()> {
        require!(self.is_revoked == 0, GovernanceError::BudgetRevoked);
        require!(now < after(self.until, DUE_AFTER_END)?, GovernanceError::BudgetEnded);
        Ok(())
    }

    /// Takes out what has accrued and was not drawn (INVARIANT 14), or what the treasury has of it, where that is less: the
    /// rest stays due.
    ///
    /// # Errors
    /// `BudgetRevoked`, `BudgetEnded`, `ReportLate`, `NothingAccrued`, `InsufficientTreasury` where there is nothing.
    pub fn draw(&mut self, now: i64, balance: u64) -> Result<u64> {
        self.check_pays(now)?;
        require!(now < self.report_due, GovernanceError::ReportLate);
        let due = self.accrual().due(self.drawn, now);
        require!(due > 0, GovernanceError::NothingAccrued);
        require!(balance > 0, GovernanceError::InsufficientTreasury);
        let paid = due.min(balance);
        self.drawn = self.drawn.checked_add(paid).ok_or(GovernanceError::OutOfRange)?;
        Ok(paid)
    }

    /// Takes a report; a late one lets the money flow again.
    ///
    /// # Errors
    /// `BudgetRevoked`, `BudgetEnded`, `NoDocument`.
    pub fn report(&mut self, hash: [u8; 32], now: i64) -> Result<()> {
        self.check_pays(now)?;
        require!(hash != [0; 32], GovernanceError::NoDocument);
        self.report_hash = hash;
        self.reports = self.reports.checked_add(1).ok_or(GovernanceError::OutOfRange)?;
        self.report_due = after(now, self.report_every)?;
        Ok(())
    }

    /// Whether it is the budget that proposal `number` is about, and not one that took its id since.
    pub fn is_meant_by(&self, number: u32) -> bool {
        number > self.proposals_before
    }

    /// Changes rate, cap and end from `now` on; what accrued stays accrued.
    ///
    /// # Errors
    /// `BudgetRevoked`, `BudgetEnded`, `BelowDrawn`.
    pub fn amend(&mut self, terms: &BudgetTerms, now: i64) -> Result<()> {
        self.check_runs(now)?;
        require!(terms.cap >= self.drawn, GovernanceError::BelowDrawn);
        self.follow(self.accrual().amended(terms.per_day, terms.cap, after(now, terms.lasts)?, now));
        Ok(())
    }

    /// Lowers rate, cap and end from `now` on, each where the terms are lower. Nothing that its team does can make this an
    /// error: not what it draws, and not the end of the budget, after which there is nothing to lower.
    ///
    /// # Errors
    /// `OutOfRange`.
    pub fn reduce(&mut self, terms: &BudgetTerms, now: i64) -> Result<()> {
        if self.check_runs(now).is_ok() {
            let until = after(now, terms.lasts)?;
            self.follow(self.accrual().lowered(terms.per_day, terms.cap, until, self.drawn, now));
        }
        Ok(())
    }

    fn follow(&mut self, amended: Accrual) {
        self.accrued = amended.before;
        self.per_day = amended.per_day;
        self.since = amended.since;
        self.until = amended.until;
        self.cap = amended.cap;
    }

    /// Stops it for good. Revoking twice is no error: the second proposal must not hang.
    pub fn revoke(&mut self) {
        self.is_revoked = 1;
    }

    /// That nothing can be drawn any more: it is revoked, or over with nothing due, or a year after its end.
    ///
    /// # Errors
    /// `BudgetRuns`.
    pub fn check_closable(&self, now: i64) -> Result<()> {
        let is_over = self.check_runs(now).is_err() && self.accrual().due(self.drawn, now) == 0;
        require!(is_over || self.check_pays(now).is_err(), GovernanceError::BudgetRuns);
        Ok(())
    }
}
