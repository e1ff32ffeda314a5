//! Let a grant vest sooner. Nothing that had vested is lost.

use anchor_lang::prelude::*;
use makerstake_common::log::log;

use crate::{
    clock::now,
    errors::EquityError,
    events::GrantAccelerated,
    state::{Grant, Pool},
};

#[derive(Accounts)]
pub struct AccelerateGrant {
    #[account(address = pool.authority @ EquityError::NotAuthority)]
    pub authority: Signer,
    pub pool: Account<Pool>,
    #[account(mut, constraint = grant.pool == *pool.address() @ EquityError::WrongPool)]
    pub grant: Account<Grant>,
}

impl AccelerateGrant {
    /// Moves the end to `end`, unix seconds; the past means at once.
    ///
    /// # Errors
    /// `FounderPeriodOver`, `FullyVested`, `NotSooner`.
    pub fn run(&mut self, end: i64) -> Result<()> {
        let now = now()?;
        self.pool.check_governed(now)?;
        self.grant.accelerate(end, now)?;
        self.grant.check()?;
        log(&GrantAccelerated {
            pool: *self.pool.address(),
            grant: *self.grant.address(),
            end: self.grant.end,
        });
        Ok(())
    }
}
