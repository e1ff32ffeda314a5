//! Give the pool another scorer.

use anchor_lang::prelude::*;
use makerstake_common::log::log;

use crate::{clock::now, errors::EquityError, events::ScorerSet, state::Pool};

#[derive(Accounts)]
pub struct SetScorer {
    #[account(address = pool.authority @ EquityError::NotAuthority)]
    pub authority: Signer,
    #[account(mut)]
    pub pool: Account<Pool>,
}

impl SetScorer {
    /// Writes the scorer. A distribution that is open stays its proposer's.
    ///
    /// # Errors
    /// `FounderPeriodOver`, `ZeroKey`.
    pub fn run(&mut self, scorer: Address) -> Result<()> {
        self.pool.check_governed(now()?)?;
        self.pool.set_scorer(scorer)?;
        self.pool.check()?;
        log(&ScorerSet { pool: *self.pool.address(), scorer });
        Ok(())
    }
}
