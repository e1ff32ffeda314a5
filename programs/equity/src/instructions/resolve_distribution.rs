//! End a dispute: the pool's authority rules, or is silent for 45 days, and then anybody does. Once.

use anchor_lang::prelude::*;
use makerstake_common::log::log;

use super::accounts::*;
use crate::{
    clock::now,
    errors::EquityError,
    events::{DistributionExpired, DistributionResolved},
    state::{distribution::VOID, Ruling},
};

#[derive(Accounts)]
pub struct ResolveDistribution {
    #[account(constraint = *authority.address() == pool_distribution.pool.authority @ EquityError::NotAuthority)]
    pub authority: Signer,
    pub pool_distribution: Nested<PoolDistribution>,
}

impl ResolveDistribution {
    /// Ends the dispute. What is due of the bonds can be collected when the distribution is final or void.
    ///
    /// # Errors
    /// `FounderPeriodOver`, `FounderLimit`, `NotDisputed`, also the second time, `InvalidRuling`.
    pub fn run(&mut self, ruling: Ruling) -> Result<()> {
        let PoolDistribution { pool, distribution } = &mut *self.pool_distribution;
        pool.check_ruling(ruling, now()?)?;
        distribution.resolve(ruling)?;
        if distribution.status == VOID {
            let (allocation, start) = (distribution.allocation, distribution.window_start);
            pool.close_void(allocation, start)?;
        }
        distribution.check()?;
        pool.check()?;
        log(&DistributionResolved {
            pool: *pool.address(),
            epoch: distribution.epoch,
            outcome: u16::from(ruling.outcome.number()),
            fault: u16::from(ruling.fault.number()),
        });
        Ok(())
    }
}

#[derive(Accounts)]
pub struct ExpireDistribution {
    pub pool_distribution: Nested<PoolDistribution>,
}

impl ExpireDistribution {
    /// Ends a dispute on which nobody ruled as void, so that the next epoch can come (INVARIANT 26). A challenger loses a
    /// part of its bond, more with each silence in a row; the proposer and a contest lose nothing.
    ///
    /// # Errors
    /// `NotDisputed`, `RulingPending` before its time.
    pub fn run(&mut self) -> Result<()> {
        let PoolDistribution { pool, distribution } = &mut *self.pool_distribution;
        if distribution.expire(pool.silences, now()?)? {
            pool.silences = pool.silences.saturating_add(1);
        }
        let (allocation, start) = (distribution.allocation, distribution.window_start);
        pool.close_void(allocation, start)?;
        distribution.check()?;
        pool.check()?;
        log(&DistributionExpired {
            pool: *pool.address(),
            lost: distribution.treasury_due,
            epoch: u64::from(distribution.epoch),
        });
        Ok(())
    }
}
