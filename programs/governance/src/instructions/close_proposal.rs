//! Close a proposal at its end: anyone may. The rent goes back to who paid it; the bond too, but for what
//! the proposal forfeited: as spam, or for one of the last slots.

use anchor_lang::prelude::*;
use makerstake_common::log::log;

use crate::{
    clock::now,
    errors::GovernanceError,
    events::ProposalClosed,
    state::{Platform, Proposal},
};

#[derive(Accounts)]
pub struct CloseProposal {
    pub platform: Account<Platform>,
    #[account(
        mut, close = payer,
        constraint = proposal.platform == *platform.address() @ GovernanceError::WrongPlatform
    )]
    pub proposal: Account<Proposal>,
    /// Who paid rent and bond; gets lamports and nothing else, so its address suffices.
    #[account(mut, unsafe(dup), address = proposal.payer @ GovernanceError::WrongPayer)]
    pub payer: UncheckedAccount,
    /// Gets what is forfeited.
    #[account(mut, unsafe(dup), address = platform.treasury @ GovernanceError::WrongTreasury)]
    pub treasury: SystemAccount,
}

impl CloseProposal {
    /// Returns what goes back (INVARIANT 19).
    ///
    /// # Errors
    /// `NotTerminal`.
    pub fn run(&mut self) -> Result<()> {
        require!(self.proposal.state(now()?)?.is_terminal(), GovernanceError::NotTerminal);
        let forfeited = self.proposal.forfeited();
        if forfeited > 0 {
            self.proposal.sub_lamports(forfeited)?;
            self.treasury.add_lamports(forfeited)?;
        }
        log(&ProposalClosed { proposal: *self.proposal.address(), forfeited });
        Ok(())
    }
}
