//! Execute the next action of a proposal that passed, where it revokes a grant: anyone may.

use anchor_lang::prelude::*;
use anchor_spl::token_interface::TokenInterface;
use makerstake_core::action::{Action, Kind};
use makerstake_equity::{
    pool_cpi::{self, Tokens},
    Grant,
};

use super::accounts::*;
use crate::{clock::now, errors::GovernanceError, state::Equity, treasury::Signature};

#[derive(Accounts)]
pub struct ExecuteRevokeGrant {
    pub pool_authority: Nested<PoolAuthority>,
    /// The grant that was voted on; equity reads and writes it.
    #[account(mut)]
    pub grant: UncheckedAccount,
    /// The share mint; equity checks it.
    #[account(mut)]
    pub mint: UncheckedAccount,
    /// The pool's vault; equity checks it.
    #[account(mut)]
    pub vault: UncheckedAccount,
    pub token_program: Interface<'static, TokenInterface>,
    pub equity_program: Program<Equity>,
}

impl ExecuteRevokeGrant {
    /// Revokes what is left of the grant. `payload` is empty for a proposal with inline actions.
    ///
    /// # Errors
    /// Those of a proposal that is not executable now; `WrongAction`, `WrongTarget`; equity's.
    pub fn run(&mut self, payload: &[u8]) -> Result<()> {
        let now = now()?;
        let PoolAuthority { platform, proposal, treasury, pool } = &mut *self.pool_authority;
        let (index, action) = next_action(proposal, payload, now)?;
        let Action::RevokeGrant { grant } = action else {
            return Err(GovernanceError::WrongAction.into());
        };
        require!(*grant == *self.grant.address().as_array(), GovernanceError::WrongTarget);
        if remains(self.grant.account(), now)? {
            let tokens = Tokens {
                mint: self.mint.account(),
                account: self.vault.account(),
                program: self.token_program.account(),
            };
            Signature::of(platform).call_equity(pool.account(), treasury.account(), |by| {
                pool_cpi::revoke_grant(by, &tokens, self.grant.account())
            })?;
        }
        log_execution(proposal.address(), index, Kind::RevokeGrant);
        Ok(())
    }
}

/// Whether there is anything left to revoke. What is closed, or has vested while owners voted, must not keep what the same
/// proposal revokes behind it from being executed.
fn remains(grant: &AccountView, now: i64) -> Result<bool> {
    if grant.owned_by(&System::id()) {
        return Ok(false);
    }
    let grant = Account::<Grant>::load(*grant)?;
    // Equity says no to one that was never revocable.
    Ok(grant.is_revocable != 1 || grant.schedule().vested_at(now) < grant.total)
}
