//! Execute the next action of a proposal that passed, where it creates a grant: anyone may.

use anchor_lang::prelude::*;
use anchor_spl::token_interface::TokenInterface;
use makerstake_core::action::{Action, Kind};
use makerstake_equity::{
    pool_cpi::{self, Tokens},
    GrantTerms,
};

use super::accounts::*;
use crate::{
    clock::now,
    errors::GovernanceError,
    state::{proposal::ProposalAccount, Equity, Platform},
    treasury::Signature,
};

#[derive(Accounts)]
pub struct ExecuteCreateGrant {
    pub platform: Account<Platform>,
    #[account(mut, constraint = proposal.platform == *platform.address() @ GovernanceError::WrongPlatform)]
    pub proposal: ProposalAccount,
    /// Signs for the pool, and pays the rent of the grant.
    #[account(mut, address = platform.treasury @ GovernanceError::WrongTreasury)]
    pub treasury: SystemAccount,
    /// The pool; equity writes it.
    #[account(mut, address = platform.pool @ GovernanceError::WrongPool)]
    pub pool: UncheckedAccount,
    /// The share mint; equity checks it.
    #[account(mut)]
    pub mint: UncheckedAccount,
    /// The pool's vault; equity checks it.
    #[account(mut)]
    pub vault: UncheckedAccount,
    /// The grant's address; equity derives it.
    #[account(mut)]
    pub grant: UncheckedAccount,
    pub token_program: Interface<'static, TokenInterface>,
    pub equity_program: Program<Equity>,
    pub system_program: Program<System>,
}

impl ExecuteCreateGrant {
    /// Creates the grant. `payload` is empty for a proposal with inline actions.
    ///
    /// # Errors
    /// Those of a proposal that is not executable now; `WrongAction`; equity's.
    pub fn run(&mut self, payload: &[u8]) -> Result<()> {
        let (index, action) = next_action(&mut self.proposal, payload, now()?)?;
        let Action::CreateGrant(grant) = action else {
            return Err(GovernanceError::WrongAction.into());
        };
        let terms = GrantTerms {
            total: grant.total,
            start: grant.start,
            cliff: grant.cliff,
            end: grant.end,
            is_revocable: grant.is_revocable,
            is_transferable: grant.is_transferable,
        };
        let (holder, id) = (Address::new_from_array(*grant.holder), grant.id);
        let tokens = Tokens {
            mint: self.mint.account(),
            account: self.vault.account(),
            program: self.token_program.account(),
        };
        let opened = (self.grant.account(), self.system_program.account());
        Signature::of(&self.platform).call_equity(self.pool.account(), self.treasury.account(), |by| {
            pool_cpi::create_grant(by, &tokens, opened, (&holder, id, &terms))
        })?;
        log_execution(self.proposal.address(), index, Kind::CreateGrant);
        Ok(())
    }
}
