//! Decide a proposal when its vote is over: anyone may. Its ballot slot is free again.

use anchor_lang::prelude::*;
use makerstake_common::log_event;

use super::accounts::*;
use crate::{clock::now, events::ProposalDecided};

#[derive(Accounts)]
pub struct FinalizeProposal {
    pub proposal_accounts: Nested<ProposalAccounts>,
}

impl FinalizeProposal {
    /// Writes the outcome.
    ///
    /// # Errors
    /// `VoteNotOver`, `AlreadyDecided`.
    pub fn run(&mut self) -> Result<()> {
        let ProposalAccounts { platform, proposal } = &mut *self.proposal_accounts;
        let is_passed = proposal.decide(now()?)?;
        platform.free_slot(proposal.slot);
        log_event!(ProposalDecided { proposal: *proposal.address(), is_passed: u8::from(is_passed) });
        Ok(())
    }
}
