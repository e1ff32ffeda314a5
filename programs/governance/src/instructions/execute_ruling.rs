//! Execute the next action of a proposal that passed, where it decides a challenged distribution: anyone may.

use anchor_lang::prelude::*;
use makerstake_domain::action::{Action, Kind, Ruling};
use makerstake_equity::{calls, Outcome};

use super::accounts::*;
use crate::{clock::now, errors::GovernanceError, state::Equity, treasury::Signature};

#[derive(Accounts)]
pub struct ExecuteRuling {
    pub mandate: Nested<Mandate>,
    /// The distribution that was voted on; equity reads and writes it.
    #[account(mut)]
    pub distribution: UncheckedAccount,
    pub equity_program: Program<Equity>,
}

impl ExecuteRuling {
    /// Ends the challenge. `brought` is empty for a proposal with inline actions.
    ///
    /// # Errors
    /// Those of a proposal that is not executable now; `WrongAction`, `WrongTarget`; equity's.
    pub fn run(&mut self, brought: &[u8]) -> Result<()> {
        let Mandate { platform, proposal, treasury, pool } = &mut *self.mandate;
        let (index, action) = next_action(proposal, brought, now()?)?;
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
            calls::resolve_distribution(by, self.distribution.account(), outcome)
        })?;
        log_execution(proposal.address(), index, Kind::ResolveDistribution);
        Ok(())
    }
}
