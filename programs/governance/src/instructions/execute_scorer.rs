//! Execute the next action of a proposal that passed, where it names the scorer: anyone may.

use anchor_lang::prelude::*;
use makerstake_core::action::{Action, Kind};
use makerstake_equity::pool_cpi;

use super::accounts::*;
use crate::{clock::now, errors::GovernanceError, state::Equity, treasury::Signature};

#[derive(Accounts)]
pub struct ExecuteScorer {
    pub pool_authority: Nested<PoolAuthority>,
    pub equity_program: Program<Equity>,
}

impl ExecuteScorer {
    /// Names the scorer. `payload` is empty for a proposal with inline actions.
    ///
    /// # Errors
    /// Those of a proposal that is not executable now; `WrongAction`; equity's.
    pub fn run(&mut self, payload: &[u8]) -> Result<()> {
        let PoolAuthority { platform, proposal, treasury, pool } = &mut *self.pool_authority;
        let (index, action) = next_action(proposal, payload, now()?)?;
        let Action::SetScorer { scorer } = action else {
            return Err(GovernanceError::WrongAction.into());
        };
        let scorer = Address::new_from_array(*scorer);
        let signature = Signature::of(platform);
        signature.call_equity(pool.account(), treasury.account(), |by| pool_cpi::set_scorer(by, &scorer))?;
        log_execution(proposal.address(), index, Kind::SetScorer);
        Ok(())
    }
}
