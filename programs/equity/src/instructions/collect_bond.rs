//! Bring a stake back into its holder's position, with what it won: anyone may, once the distribution is final or
//! void. Apart from the resolution, so that no position can ever stand in its way.

use anchor_lang::prelude::*;

use crate::{
    clock::now,
    errors::EquityError,
    events::BondCollected,
    state::{ledger, Distribution, Pool, Position},
};

#[derive(Accounts)]
pub struct CollectBond {
    #[account(mut)]
    pub pool: Account<Pool>,
    #[account(mut, constraint = distribution.pool == *pool.address() @ EquityError::WrongPool)]
    pub distribution: Account<Distribution>,
    /// The proposer's or the challenger's position.
    #[account(
        mut,
        constraint = position.pool == *pool.address() @ EquityError::WrongPool,
        constraint = position.is_delegated_to(delegate.as_ref()) @ EquityError::WrongDelegate
    )]
    pub position: Account<Position>,
    /// The position of that holder's delegate, if it has one.
    #[account(mut)]
    pub delegate: Option<Account<Position>>,
}

impl CollectBond {
    /// Credits the shares. Those of its own stake that the holder had earned are earned again; what it won was not.
    ///
    /// # Errors
    /// `NotFinal` before the end, `NoBondDue` for anybody else and the second time.
    pub fn run(&mut self) -> Result<()> {
        let bond = self.distribution.take_bond(&self.position.holder)?;
        self.pool.unstake(bond.shares)?;
        ledger::credit(&mut self.pool, &mut self.position, self.delegate.as_mut(), bond.shares, now()?)?;
        self.position.earn(bond.earned)?;
        self.position.check()?;
        self.pool.check()?;
        emit!(BondCollected {
            position: *self.position.address(),
            shares: bond.shares,
            epoch: self.distribution.epoch,
        });
        Ok(())
    }
}
