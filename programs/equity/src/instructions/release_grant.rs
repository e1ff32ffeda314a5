//! Bring what has vested of a grant into its holder's position: anyone may.

use anchor_lang::prelude::*;
use makerstake_common::log::log;
use makerstake_core::weight::Weight;

use super::accounts::*;
use crate::{
    clock::now,
    errors::EquityError,
    events::GrantReleased,
    state::{share_accounting, Grant, Pool},
};

#[derive(Accounts)]
pub struct ReleaseGrant {
    #[account(mut)]
    pub pool: Account<Pool>,
    #[account(mut, constraint = grant.pool == *pool.address() @ EquityError::WrongPool)]
    pub grant: Account<Grant>,
    /// The grant's holder's.
    pub holding: Nested<Holding>,
}

impl ReleaseGrant {
    /// Credits the shares, as granted ones: they do not count as earned.
    ///
    /// # Errors
    /// `WrongPool`, `WrongDelegate`, `WrongHolder`, `NothingVested`.
    pub fn run(&mut self) -> Result<()> {
        self.holding.check(self.pool.address())?;
        let Holding { position, delegate } = &mut *self.holding;
        let now = now()?;
        self.grant.settle(now);
        require!(position.holder == self.grant.holder, EquityError::WrongHolder);
        let shares = self.grant.release(now)?;
        self.pool.release_grant(shares)?;
        share_accounting::credit(
            &mut self.pool,
            position,
            delegate.as_deref_mut(),
            Weight::bought(shares),
            now,
        )?;
        self.grant.check()?;
        position.check()?;
        log(&GrantReleased {
            pool: *self.pool.address(),
            grant: *self.grant.address(),
            holder: position.holder,
            shares,
        });
        Ok(())
    }
}
