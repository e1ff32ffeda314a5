//! Execute the next action of a proposal that passed, where it revokes a grant: anyone may.

use anchor_lang::prelude::*;
use anchor_spl::token_interface::TokenInterface;
use makerstake_domain::action::{Action, Kind};
use makerstake_equity::{cpi, Grant, Pool};

use crate::{
    clock::now,
    errors::GovernanceError,
    events::ActionExecuted,
    state::{
        proposal::{action_at, ProposalAccount},
        Equity, Platform,
    },
    treasury::TREASURY_SEED,
};

#[derive(Accounts)]
pub struct ExecuteRevokeGrant {
    pub platform: Account<Platform>,
    #[account(mut, constraint = proposal.platform == *platform.address() @ GovernanceError::WrongPlatform)]
    pub proposal: ProposalAccount,
    #[account(address = platform.treasury @ GovernanceError::WrongTreasury)]
    pub treasury: SystemAccount,
    #[account(mut, address = platform.pool @ GovernanceError::WrongPool)]
    pub pool: Account<Pool>,
    /// The grant that was voted on.
    #[account(mut)]
    pub grant: Account<Grant>,
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
    /// Revokes the grant. `brought` is empty for a proposal with inline actions.
    ///
    /// # Errors
    /// Those of a proposal that is not executable now; `WrongAction`, `WrongTarget`; equity's.
    pub fn run(&mut self, brought: &[u8]) -> Result<()> {
        let index = self.proposal.advance(brought, now()?)?;
        let Action::RevokeGrant { grant } = action_at(&self.proposal, index, brought)? else {
            return Err(GovernanceError::WrongAction.into());
        };
        require!(*grant == *self.grant.address().as_array(), GovernanceError::WrongTarget);
        let bump = [self.platform.treasury_bump];
        let platform = *self.platform.address();
        let seeds: &[&[u8]] = &[TREASURY_SEED, platform.as_ref(), &bump];
        let accounts = cpi::accounts::RevokeGrant {
            authority: self.treasury.cpi_handle(),
            pool: self.pool.cpi_handle_mut(),
            grant: self.grant.cpi_handle_mut(),
            mint: self.mint.cpi_handle_mut(),
            vault: self.vault.cpi_handle_mut(),
            token_program: self.token_program.cpi_handle(),
        };
        cpi::revoke_grant(CpiContext::new_with_signer(self.equity_program.address(), accounts, &[seeds]))?;
        emit!(ActionExecuted { proposal: *self.proposal.address(), index, kind: Kind::RevokeGrant as u8 });
        Ok(())
    }
}
