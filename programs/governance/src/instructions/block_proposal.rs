//! Block a proposal of a marked track. All that the guardian can do, and only until its term is over (INVARIANT 15).

use anchor_lang::prelude::*;
use makerstake_common::log::log;

use super::accounts::*;
use crate::{clock::now, errors::GovernanceError, events::ProposalBlocked};

#[derive(Accounts)]
pub struct BlockProposal {
    #[account(constraint = *guardian.address() == proposal_accounts.platform.guardian @ GovernanceError::NotGuardian)]
    pub guardian: Signer,
    pub proposal_accounts: Nested<ProposalAccounts>,
}

impl BlockProposal {
    /// Blocks it; what is executed already stays executed.
    ///
    /// # Errors
    /// `GuardianExpired`, `NotBlockable`, `AlreadyDecided`.
    pub fn run(&mut self) -> Result<()> {
        let now = now()?;
        let ProposalAccounts { platform, proposal } = &mut *self.proposal_accounts;
        require!(now < platform.guardian_until, GovernanceError::GuardianExpired);
        if proposal.block(now)? {
            platform.free_slot(proposal.slot);
        }
        log(&ProposalBlocked { proposal: *proposal.address(), guardian: platform.guardian });
        Ok(())
    }
}
