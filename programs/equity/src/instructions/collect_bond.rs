//! Bring a stake back into its holder's position, with what it won: anyone may, once the distribution is final or
//! void. Apart from the resolution, so that no position can ever stand in its way.

use anchor_lang::prelude::*;
use makerstake_core::weight::Weight;

use super::accounts::*;
use crate::{clock::now, events::BondCollected, state::share_accounting};

#[derive(Accounts)]
pub struct CollectBond {
    pub pool_distribution: Nested<PoolDistribution>,
    /// The proposer's or the challenger's.
    pub holding: Nested<Holding>,
}

impl CollectBond {
    /// Credits the shares. Those of its own stake that the holder had earned are earned again; what it won was not.
    ///
    /// # Errors
    /// `WrongPool`, `WrongDelegate`; `NotFinal` before the end, `NoBondDue` for anybody else and the second time.
    pub fn run(&mut self) -> Result<()> {
        let PoolDistribution { pool, distribution } = &mut *self.pool_distribution;
        self.holding.check(pool.address())?;
        let Holding { position, delegate } = &mut *self.holding;
        let bond = distribution.take_bond(&position.holder)?;
        pool.unstake(bond.shares)?;
        let back = Weight { shares: bond.shares, earned: bond.earned };
        share_accounting::credit(pool, position, delegate.as_deref_mut(), back, now()?)?;
        position.check()?;
        pool.check()?;
        emit!(BondCollected {
            position: *position.address(),
            shares: bond.shares,
            epoch: distribution.epoch,
        });
        Ok(())
    }
}
