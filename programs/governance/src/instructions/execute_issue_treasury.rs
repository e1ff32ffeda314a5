//! Execute the next action of a proposal that passed, where it mints shares of the treasury bucket to the treasury: anyone
//! may. Equity checks that the destination is the treasury's own.

use anchor_lang::prelude::*;
use anchor_spl::token_interface::TokenInterface;
use makerstake_core::action::{Action, Kind};
use makerstake_equity::pool_cpi::{self, Tokens};

use super::accounts::*;
use crate::{clock::now, errors::GovernanceError, state::Equity, treasury::Signature};

#[derive(Accounts)]
pub struct ExecuteIssueTreasury {
    pub pool_authority: Nested<PoolAuthority>,
    /// The share mint; equity checks it.
    #[account(mut)]
    pub mint: UncheckedAccount,
    /// A token account of the treasury; equity checks it.
    #[account(mut)]
    pub destination: UncheckedAccount,
    pub token_program: Interface<'static, TokenInterface>,
    pub equity_program: Program<Equity>,
}

impl ExecuteIssueTreasury {
    /// Mints the shares. `payload` is empty for a proposal with inline actions.
    ///
    /// # Errors
    /// Those of a proposal that is not executable now; `WrongAction`; equity's.
    pub fn run(&mut self, payload: &[u8]) -> Result<()> {
        let PoolAuthority { platform, proposal, treasury, pool } = &mut *self.pool_authority;
        let (index, action) = next_action(proposal, payload, now()?)?;
        let Action::IssueTreasury { amount } = action else {
            return Err(GovernanceError::WrongAction.into());
        };
        let tokens = Tokens {
            mint: self.mint.account(),
            account: self.destination.account(),
            program: self.token_program.account(),
        };
        Signature::of(platform).call_equity(pool.account(), treasury.account(), |by| {
            pool_cpi::issue_treasury(by, &tokens, amount)
        })?;
        log_execution(proposal.address(), index, Kind::IssueTreasury);
        Ok(())
    }
}
