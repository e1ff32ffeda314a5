//! Bring what has vested of a grant into its holder's position: anyone may.

use anchor_lang::prelude::*;

use crate::{
    clock::now,
    errors::EquityError,
    events::GrantReleased,
    state::{ledger, Grant, Pool, Position},
};

#[derive(Accounts)]
pub struct ReleaseGrant {
    #[account(mut)]
    pub pool: Account<Pool>,
    #[account(mut, constraint = grant.pool == *pool.address() @ EquityError::WrongPool)]
    pub grant: Account<Grant>,
    /// The position of the grant's holder.
    #[account(
        mut,
        constraint = position.pool == *pool.address() @ EquityError::WrongPool,
        constraint = position.holder == grant.holder @ EquityError::WrongHolder,
        constraint = position.is_delegated_to(delegate.as_ref()) @ EquityError::WrongDelegate
    )]
    pub position: Account<Position>,
    /// The position of the holder's delegate, if it has one.
    #[account(mut)]
    pub delegate: Option<Account<Position>>,
}

impl ReleaseGrant {
    /// Credits the shares, as granted ones: they do not count as earned.
    ///
    /// # Errors
    /// `NothingVested`.
    pub fn run(&mut self) -> Result<()> {
        let now = now()?;
        let shares = self.grant.release(now)?;
        self.pool.release_grant(shares)?;
        ledger::credit(&mut self.pool, &mut self.position, self.delegate.as_mut(), shares, now)?;
        self.grant.check()?;
        self.position.check()?;
        emit!(GrantReleased { grant: *self.grant.address(), shares });
        Ok(())
    }
}
