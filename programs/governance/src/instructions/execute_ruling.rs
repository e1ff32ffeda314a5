//! Execute the next action of a proposal that passed, where it decides a challenged distribution: anyone may.

use anchor_lang::prelude::*;
use makerstake_core::action::{Action, Kind, Ruling};
use makerstake_equity::{pool_cpi, Outcome};

use super::accounts::*;
use crate::{clock::now, errors::GovernanceError, state::Equity, treasury::Signature};

#[derive(Accounts)]
pub struct ExecuteRuling {
    pub pool_authority: Nested<PoolAuthority>,
    /// The distribution that was voted on; equity reads and writes it.
    #[account(mut)]
    pub distribution: UncheckedAccount,
    pub equity_program: Program<Equity>,
}

impl ExecuteRuling {
    /// Ends the challenge. `payload` is empty for a proposal with inline actions.
    ///
    /// # Errors
    /// Those of a proposal that is not executable now; `WrongAction`, `WrongTarget`; equity's.
    pub fn run(&mut self, payload: &[u8]) -> Result<()> {
        let PoolAuthority { platform, proposal, treasury, pool } = &mut *self.pool_authority;
        let (index, action) = next_action(proposal, payload, now()?)?;
        let Action::ResolveDistribution { distribution, outcome } = action else {
            return Err(GovernanceError::WrongAction.into());
        };
        require!(*distribution == *self.distribution.address().as_array(), GovernanceError::WrongTarget);
        let outcome = match outcome {
            Ruling::Proposed => Outcome::Proposed,
            Ruling::Rival => Outcome::Rival,
            Ruling::Void => Outcome::Void,
        };
        Signature::of(platform).call_equity(pool.account(), treasury.account(), |by| {
            pool_cpi::resolve_distribution(by, self.distribution.account(), outcome)
        })?;
        log_execution(proposal.address(), index, Kind::ResolveDistribution);
        Ok(())
    }
}
