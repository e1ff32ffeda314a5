//! Dispute an open distribution. Whoever computes another root says so, with a bond as large as the scorer's and the hash of
//! its evidence; the successor of the pool's founder has a brake, without a bond, once until a distribution is final.

use anchor_lang::prelude::*;
use makerstake_common::log::log;

use super::accounts::*;
use crate::{
    clock::now,
    errors::EquityError,
    events::{DistributionChallenged, DistributionContested},
    tokens,
};

#[derive(Accounts)]
pub struct ChallengeDistribution {
    /// Who says so, and pays the bond.
    #[account(mut)]
    pub challenger: Signer,
    pub pool_distribution: Nested<PoolDistribution>,
    pub system_program: Program<System>,
}

impl ChallengeDistribution {
    /// Notes the challenge and takes the bond.
    ///
    /// # Errors
    /// `NotChallengeable`, `ChallengeWindowOver`, `OwnDistribution`, `ZeroHash`; the system program's for the bond.
    pub fn run(&mut self, evidence_hash: [u8; 32]) -> Result<()> {
        let PoolDistribution { pool, distribution } = &mut *self.pool_distribution;
        let challenger = *self.challenger.address();
        distribution.challenge(challenger, evidence_hash, now()?)?;
        distribution.check()?;
        tokens::take_bond(&self.system_program, &mut self.challenger, distribution)?;
        log(&DistributionChallenged {
            pool: *pool.address(),
            challenger,
            evidence_hash,
            bond: distribution.bond,
            epoch: u64::from(distribution.epoch),
        });
        Ok(())
    }
}

#[derive(Accounts)]
pub struct ContestDistribution {
    #[account(constraint = *successor.address() == pool_distribution.pool.successor @ EquityError::NotSuccessor)]
    pub successor: Signer,
    pub pool_distribution: Nested<PoolDistribution>,
}

impl ContestDistribution {
    /// Stops the distribution until the owners rule or are silent.
    ///
    /// # Errors
    /// `AlreadyContested`, `NotChallengeable`, `ChallengeWindowOver`.
    pub fn run(&mut self) -> Result<()> {
        let PoolDistribution { pool, distribution } = &mut *self.pool_distribution;
        pool.contest()?;
        distribution.contest(now()?)?;
        distribution.check()?;
        pool.check()?;
        log(&DistributionContested { pool: *pool.address(), epoch: u64::from(distribution.epoch) });
        Ok(())
    }
}
