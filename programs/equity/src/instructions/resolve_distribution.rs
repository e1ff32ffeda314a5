//! Resolve a challenge: the pool's authority says which root stands, or that neither does. Once.

use anchor_lang::prelude::*;

use crate::{
    errors::EquityError,
    events::DistributionResolved,
    state::{distribution::VOID, Distribution, Outcome, Pool},
};

#[derive(Accounts)]
pub struct ResolveDistribution {
    #[account(address = pool.authority @ EquityError::NotAuthority)]
    pub authority: Signer,
    #[account(mut)]
    pub pool: Account<Pool>,
    #[account(mut, constraint = distribution.pool == *pool.address() @ EquityError::WrongPool)]
    pub distribution: Account<Distribution>,
}

impl ResolveDistribution {
    /// Ends the challenge. What is at stake can be collected when the distribution is final or void.
    ///
    /// # Errors
    /// `NotChallenged`, also the second time.
    pub fn run(&mut self, outcome: Outcome) -> Result<()> {
        self.distribution.resolve(outcome)?;
        if self.distribution.status == VOID {
            let (allocation, start) = (self.distribution.allocation, self.distribution.window_start);
            self.pool.close_void(allocation, start)?;
        }
        self.distribution.check()?;
        self.pool.check()?;
        let outcome = outcome.number();
        emit!(DistributionResolved { pool: *self.pool.address(), epoch: self.distribution.epoch, outcome });
        Ok(())
    }
}
