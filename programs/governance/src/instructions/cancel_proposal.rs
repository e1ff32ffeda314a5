//! Withdraw a proposal before voting begins. The track's bond goes back when it is closed; what was added for one of the last
//! slots stays, or a few would hold them by withdrawing and proposing again.

use anchor_lang::prelude::*;
use makerstake_common::log::log;
use makerstake_creators::Creator;

use super::accounts::*;
use crate::{clock::now, errors::GovernanceError, events::ProposalCancelled};

#[derive(Accounts)]
pub struct CancelProposal {
    /// Acts for the proposer.
    #[account(
        constraint = Creator::acts_for(&proposal_accounts.proposal.proposer, authority.address(), creator.as_ref())
            @ GovernanceError::NotProposer
    )]
    pub authority: Signer,
    /// The proposer's creator account, if the proposer is one.
    pub creator: Option<Account<Creator>>,
    pub proposal_accounts: Nested<ProposalAccounts>,
}

impl CancelProposal {
    /// Withdraws it.
    ///
    /// # Errors
    /// `VotingBegun`, `AlreadyDecided`.
    pub fn run(&mut self) -> Result<()> {
        let ProposalAccounts { platform, proposal } = &mut *self.proposal_accounts;
        proposal.cancel(now()?)?;
        platform.free_slot(proposal.slot);
        log(&ProposalCancelled { proposal: *proposal.address() });
        Ok(())
    }
}
