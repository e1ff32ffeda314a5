//! Execute the next action of a proposal that passed, where it names the scorer: anyone may.

use anchor_lang::prelude::*;
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
pub struct ExecuteScorer {
    pub platform: Account<Platform>,
    #[account(mut, constraint = proposal.platform == *platform.address() @ GovernanceError::WrongPlatform)]
    pub proposal: ProposalAccount,
    #[account(address = platform.treasury @ GovernanceError::WrongTreasury)]
    pub treasury: SystemAccount,
    #[account(mut, address = platform.pool @ GovernanceError::WrongPool)]
    pub pool: Account<Pool>,
    pub equity_program: Program<Equity>,
}

impl ExecuteScorer {
    /// Names the scorer. `brought` is empty for a proposal with inline actions.
    ///
    /// # Errors
    /// Those of a proposal that is not executable now; `WrongAction`; equity's.
    pub fn run(&mut self, brought: &[u8]) -> Result<()> {
        let index = self.proposal.advance(brought, now()?)?;
        let Action::SetScorer { scorer } = action_at(&self.proposal, index, brought)? else {
            return Err(GovernanceError::WrongAction.into());
        };
        let scorer = Address::new_from_array(*scorer);
        let bump = [self.platform.treasury_bump];
        let platform = *self.platform.address();
        let seeds: &[&[u8]] = &[TREASURY_SEED, platform.as_ref(), &bump];
        let accounts = cpi::accounts::SetScorer {
            authority: self.treasury.cpi_handle(),
            pool: self.pool.cpi_handle_mut(),
        };
        cpi::set_scorer(
            CpiContext::new_with_signer(self.equity_program.address(), accounts, &[seeds]),
            scorer,
        )?;
        emit!(ActionExecuted { proposal: *self.proposal.address(), index, kind: Kind::SetScorer as u8 });
        Ok(())
    }
}
