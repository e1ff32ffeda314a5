//! Resolve a challenge: the pool's authority says which root stands, or that neither does. Once.

use anchor_lang::prelude::*;

use super::accounts::*;
use crate::{
    errors::EquityError,
    events::DistributionResolved,
    state::{distribution::VOID, Outcome},
};

#[derive(Accounts)]
pub struct ResolveDistribution {
    #[account(constraint = *authority.address() == pool_distribution.pool.authority @ EquityError::NotAuthority)]
    pub authority: Signer,
    pub pool_distribution: Nested<PoolDistribution>,
}

impl ResolveDistribution {
    /// Ends the challenge. What is at stake can be collected when the distribution is final or void.
    ///
    /// # Errors
    /// `NotChallenged`, also the second time.
    pub fn run(&mut self, outcome: Outcome) -> Result<()> {
        let PoolDistribution { pool, distribution } = &mut *self.pool_distribution;
        distribution.resolve(outcome)?;
        if distribution.status == VOID {
            let (allocation, start) = (distribution.allocation, distribution.window_start);
            pool.close_void(allocation, start)?;
        }
        distribution.check()?;
        pool.check()?;
        let outcome = outcome.number();
        emit!(DistributionResolved { pool: *pool.address(), epoch: distribution.epoch, outcome });
        Ok(())
    }
}
