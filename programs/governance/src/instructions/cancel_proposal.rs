//! Withdraw a proposal before voting begins. Its bond goes back when it is closed.

use anchor_lang::prelude::*;
use makerstake_creators::Creator;

use crate::{
    clock::now,
    errors::GovernanceError,
    events::ProposalCancelled,
    state::{Platform, Proposal},
};

#[derive(Accounts)]
pub struct CancelProposal {
    /// Acts for the proposer.
    #[account(
        constraint = Creator::acts_for(&proposal.proposer, authority.address(), creator.as_ref())
            @ GovernanceError::NotProposer
    )]
    pub authority: Signer,
    /// The proposer's creator account, if the proposer is one.
    pub creator: Option<Account<Creator>>,
    #[account(mut)]
    pub platform: Account<Platform>,
    #[account(mut, constraint = proposal.platform == *platform.address() @ GovernanceError::WrongPlatform)]
    pub proposal: Account<Proposal>,
}

impl CancelProposal {
    /// Withdraws it.
    ///
    /// # Errors
    /// `VotingBegun`, `AlreadyDecided`.
    pub fn run(&mut self) -> Result<()> {
        self.proposal.cancel(now()?)?;
        self.platform.free_slot(self.proposal.slot);
        emit!(ProposalCancelled { proposal: *self.proposal.address() });
        Ok(())
    }
}
