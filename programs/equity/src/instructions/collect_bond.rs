//! Pay out what somebody is due of the bonds of a distribution that has ended: anyone may, to whoever is due. Apart from
//! the ruling, so that no account can ever stand in its way.

use anchor_lang::prelude::*;
use makerstake_common::log::log;

use super::accounts::*;
use crate::events::BondCollected;

#[derive(Accounts)]
pub struct CollectBond {
    pub pool_distribution: Nested<PoolDistribution>,
    /// The proposer, the challenger or the treasury: gets lamports and nothing else, so its address suffices.
    #[account(mut)]
    pub payee: UncheckedAccount,
}

impl CollectBond {
    /// Moves the lamports.
    ///
    /// # Errors
    /// `NotEnded` before the end, `NoBondDue` for anybody else and the second time.
    pub fn run(&mut self) -> Result<()> {
        let PoolDistribution { pool, distribution } = &mut *self.pool_distribution;
        let payee = *self.payee.address();
        let lamports = distribution.take_bond(&payee, &pool.successor)?;
        distribution.check()?;
        distribution.sub_lamports(lamports)?;
        self.payee.add_lamports(lamports)?;
        log(&BondCollected { pool: *pool.address(), payee, lamports, epoch: u64::from(distribution.epoch) });
        Ok(())
    }
}
