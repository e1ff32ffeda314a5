//! Execute the next action of a proposal that passed, where it decides a challenged distribution: anyone may.

use anchor_lang::prelude::*;
use makerstake_domain::action::{Action, Kind, Ruling};
use makerstake_equity::{cpi, Distribution, Outcome, Pool};

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
pub struct ExecuteRuling {
    pub platform: Account<Platform>,
    #[account(mut, constraint = proposal.platform == *platform.address() @ GovernanceError::WrongPlatform)]
    pub proposal: ProposalAccount,
    #[account(address = platform.treasury @ GovernanceError::WrongTreasury)]
    pub treasury: SystemAccount,
    #[account(mut, address = platform.pool @ GovernanceError::WrongPool)]
    pub pool: Account<Pool>,
    /// The distribution that was voted on.
    #[account(mut)]
    pub distribution: Account<Distribution>,
    pub equity_program: Program<Equity>,
}

impl ExecuteRuling {
    /// Ends the challenge. `brought` is empty for a proposal with inline actions.
    ///
    /// # Errors
    /// Those of a proposal that is not executable now; `WrongAction`, `WrongTarget`; equity's.
    pub fn run(&mut self, brought: &[u8]) -> Result<()> {
        let index = self.proposal.advance(brought, now()?)?;
        let Action::ResolveDistribution { distribution, outcome } =
            action_at(&self.proposal, index, brought)?
        else {
            return Err(GovernanceError::WrongAction.into());
        };
        require!(*distribution == *self.distribution.address().as_array(), GovernanceError::WrongTarget);
        let outcome = match outcome {
            Ruling::Proposed => Outcome::Proposed,
            Ruling::Rival => Outcome::Rival,
            Ruling::Void => Outcome::Void,
        };
        let bump = [self.platform.treasury_bump];
        let platform = *self.platform.address();
        let seeds: &[&[u8]] = &[TREASURY_SEED, platform.as_ref(), &bump];
        let accounts = cpi::accounts::ResolveDistribution {
            authority: self.treasury.cpi_handle(),
            pool: self.pool.cpi_handle_mut(),
            distribution: self.distribution.cpi_handle_mut(),
        };
        let program = self.equity_program.address();
        cpi::resolve_distribution(CpiContext::new_with_signer(program, accounts, &[seeds]), outcome)?;
        let kind = Kind::ResolveDistribution as u8;
        emit!(ActionExecuted { proposal: *self.proposal.address(), index, kind });
        Ok(())
    }
}
