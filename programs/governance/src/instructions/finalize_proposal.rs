//! Decide a proposal when its vote is over: anyone may. Its ballot slot is free again.

use anchor_lang::prelude::*;

use crate::{
    clock::now,
    errors::GovernanceError,
    events::ProposalDecided,
    state::{Platform, Proposal},
};

#[derive(Accounts)]
pub struct FinalizeProposal {
    #[account(mut)]
    pub platform: Account<Platform>,
    #[account(mut, constraint = proposal.platform == *platform.address() @ GovernanceError::WrongPlatform)]
    pub proposal: Account<Proposal>,
}

impl FinalizeProposal {
    /// Writes the outcome.
    ///
    /// # Errors
    /// `VoteNotOver`, `AlreadyDecided`.
    pub fn run(&mut self) -> Result<()> {
        let is_passed = self.proposal.decide(now()?)?;
        self.platform.free_slot(self.proposal.slot);
        emit!(ProposalDecided { proposal: *self.proposal.address(), is_passed: u8::from(is_passed) });
        Ok(())
    }
}
