//! Execute the next action of a proposal that passed, where it creates a grant: anyone may. In a track with limits the grant
//! is measured against what is left of the grants bucket.

use anchor_lang::prelude::*;
use anchor_spl::token_interface::TokenInterface;
use makerstake_domain::action::{Action, Kind};
use makerstake_equity::{cpi, GrantTerms, Pool};

use crate::{
    clock::now,
    errors::GovernanceError,
    events::ActionExecuted,
    state::{
        proposal::{action_at, ProposalAccount},
        Equity, Platform, Track,
    },
    treasury::TREASURY_SEED,
};

#[derive(Accounts)]
pub struct ExecuteCreateGrant {
    pub platform: Account<Platform>,
    #[account(
        mut,
        constraint = track.platform == *platform.address() @ GovernanceError::WrongPlatform,
        constraint = track.id == proposal.track @ GovernanceError::WrongTrack
    )]
    pub track: Account<Track>,
    #[account(mut, constraint = proposal.platform == *platform.address() @ GovernanceError::WrongPlatform)]
    pub proposal: ProposalAccount,
    /// Signs for the pool, and pays the rent of the grant.
    #[account(mut, address = platform.treasury @ GovernanceError::WrongTreasury)]
    pub treasury: SystemAccount,
    #[account(mut, address = platform.pool @ GovernanceError::WrongPool)]
    pub pool: Account<Pool>,
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
    /// Creates the grant. `brought` is empty for a proposal with inline actions.
    ///
    /// # Errors
    /// Those of a proposal that is not executable now; `WrongAction`, `AboveActionLimit`, `AboveEpochLimit`; equity's.
    pub fn run(&mut self, brought: &[u8]) -> Result<()> {
        let now = now()?;
        let index = self.proposal.advance(brought, now)?;
        let Action::CreateGrant(grant) = action_at(&self.proposal, index, brought)? else {
            return Err(GovernanceError::WrongAction.into());
        };
        let left = self.pool.grants_cap.saturating_sub(self.pool.grants_emitted);
        self.track.spend(grant.total, left, self.pool.power_epoch(now)?)?;
        let terms = GrantTerms {
            total: grant.total,
            start: grant.start,
            cliff: grant.cliff,
            end: grant.end,
            is_revocable: grant.is_revocable,
        };
        let (holder, id) = (Address::new_from_array(*grant.holder), grant.id);
        let bump = [self.platform.treasury_bump];
        let platform = *self.platform.address();
        let seeds: &[&[u8]] = &[TREASURY_SEED, platform.as_ref(), &bump];
        // The treasury is payer and authority at once.
        let authority = SystemAccount::load(*self.treasury.account())?;
        let accounts = cpi::accounts::CreateGrant {
            payer: self.treasury.cpi_handle_mut(),
            authority: authority.cpi_handle(),
            pool: self.pool.cpi_handle_mut(),
            mint: self.mint.cpi_handle_mut(),
            vault: self.vault.cpi_handle_mut(),
            grant: self.grant.cpi_handle_mut(),
            token_program: self.token_program.cpi_handle(),
            system_program: self.system_program.cpi_handle(),
        };
        let program = self.equity_program.address();
        cpi::create_grant(CpiContext::new_with_signer(program, accounts, &[seeds]), holder, id, terms)?;
        emit!(ActionExecuted { proposal: *self.proposal.address(), index, kind: Kind::CreateGrant as u8 });
        Ok(())
    }
}
