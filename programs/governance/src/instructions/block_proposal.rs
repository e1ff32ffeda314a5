//! Block a proposal of a marked track. All that the guardian can do, and only until its term is over (INVARIANT 15).

use anchor_lang::prelude::*;

use crate::{
    clock::now,
    errors::GovernanceError,
    events::ProposalBlocked,
    state::{Platform, Proposal},
};

#[derive(Accounts)]
pub struct BlockProposal {
    #[account(address = platform.guardian @ GovernanceError::NotGuardian)]
    pub guardian: Signer,
    #[account(mut)]
    pub platform: Account<Platform>,
    #[account(mut, constraint = proposal.platform == *platform.address() @ GovernanceError::WrongPlatform)]
    pub proposal: Account<Proposal>,
}

impl BlockProposal {
    /// Blocks it; what is executed already stays executed.
    ///
    /// # Errors
    /// `GuardianExpired`, `NotBlockable`, `AlreadyDecided`.
    pub fn run(&mut self) -> Result<()> {
        let now = now()?;
        require!(now < self.platform.guardian_until, GovernanceError::GuardianExpired);
        if self.proposal.block(now)? {
            self.platform.free_slot(self.proposal.slot);
        }
        emit!(ProposalBlocked { proposal: *self.proposal.address(), guardian: self.platform.guardian });
        Ok(())
    }
}
