//! Execute the next action of a proposal that passed, where it mints shares of the treasury bucket to the treasury: anyone
//! may. Equity checks that the destination is the treasury's own.

use anchor_lang::prelude::*;
use anchor_spl::token_interface::TokenInterface;
use makerstake_domain::action::{Action, Kind};
use makerstake_equity::{cpi, Pool};

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
pub struct ExecuteIssueTreasury {
    pub platform: Account<Platform>,
    #[account(mut, constraint = proposal.platform == *platform.address() @ GovernanceError::WrongPlatform)]
    pub proposal: ProposalAccount,
    #[account(address = platform.treasury @ GovernanceError::WrongTreasury)]
    pub treasury: SystemAccount,
    #[account(mut, address = platform.pool @ GovernanceError::WrongPool)]
    pub pool: Account<Pool>,
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
    /// Mints the shares. `brought` is empty for a proposal with inline actions.
    ///
    /// # Errors
    /// Those of a proposal that is not executable now; `WrongAction`; equity's.
    pub fn run(&mut self, brought: &[u8]) -> Result<()> {
        let index = self.proposal.advance(brought, now()?)?;
        let Action::IssueTreasury { amount } = action_at(&self.proposal, index, brought)? else {
            return Err(GovernanceError::WrongAction.into());
        };
        let bump = [self.platform.treasury_bump];
        let platform = *self.platform.address();
        let seeds: &[&[u8]] = &[TREASURY_SEED, platform.as_ref(), &bump];
        let accounts = cpi::accounts::IssueTreasury {
            authority: self.treasury.cpi_handle(),
            pool: self.pool.cpi_handle_mut(),
            mint: self.mint.cpi_handle_mut(),
            destination: self.destination.cpi_handle_mut(),
            token_program: self.token_program.cpi_handle(),
        };
        let program = self.equity_program.address();
        cpi::issue_treasury(CpiContext::new_with_signer(program, accounts, &[seeds]), amount)?;
        emit!(ActionExecuted { proposal: *self.proposal.address(), index, kind: Kind::IssueTreasury as u8 });
        Ok(())
    }
}
