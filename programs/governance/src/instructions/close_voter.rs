//! Close a voter account that nothing depends on. The rent goes back to who paid it.

use anchor_lang::prelude::*;
use makerstake_common::log::log;
use makerstake_creators::Creator;

use crate::{
    errors::GovernanceError,
    events::VoterClosed,
    state::{Platform, Voter},
};

#[derive(Accounts)]
pub struct CloseVoter {
    /// Acts for the holder.
    pub authority: Signer,
    /// The holder's creator account, if the holder is one.
    pub creator: Option<Account<Creator>>,
    pub platform: Account<Platform>,
    #[account(
        mut, close = payer,
        constraint = voter.platform == *platform.address() @ GovernanceError::WrongPlatform,
        constraint = Creator::acts_for(&voter.holder, authority.address(), creator.as_ref())
            @ GovernanceError::NotHolder
    )]
    pub voter: Account<Voter>,
    /// Who paid the rent; gets lamports and nothing else, so its address suffices.
    #[account(mut, unsafe(dup), address = voter.payer @ GovernanceError::WrongPayer)]
    pub payer: UncheckedAccount,
}

impl CloseVoter {
    /// Closes the voter.
    ///
    /// # Errors
    /// `VoterInUse`.
    pub fn run(&mut self) -> Result<()> {
        self.voter.check_closable(&self.platform)?;
        log(&VoterClosed { voter: *self.voter.address() });
        Ok(())
    }
}
