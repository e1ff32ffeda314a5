//! Decide a proposal when its vote is over: anyone may. Its ballot slot is free again.

use anchor_lang::prelude::*;
use makerstake_creators::log_event;

use super::accounts::*;
use crate::{clock::now, events::ProposalDecided};

#[derive(Accounts)]
pub struct FinalizeProposal {
    pub docket: Nested<Docket>,
}

impl FinalizeProposal {
    /// Writes the outcome.
    ///
    /// # Errors
    /// `VoteNotOver`, `AlreadyDecided`.
    pub fn run(&mut self) -> Result<()> {
        let Docket { platform, proposal } = &mut *self.docket;
        let is_passed = proposal.decide(now()?)?;
        platform.free_slot(proposal.slot);
        log_event!(ProposalDecided { proposal: *proposal.address(), is_passed: u8::from(is_passed) });
        Ok(())
    }
}
