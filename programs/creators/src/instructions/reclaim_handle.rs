//! Take back a handle that one has let go and that nobody freed since.

use anchor_lang::{address_eq, prelude::*};
use makerstake_common::log_event;
use makerstake_core::handle;

use crate::{errors::CreatorError, events::HandleReclaimed, state::*};

#[derive(Accounts)]
#[instruction(name: [u8; 32])]
pub struct ReclaimHandle {
    #[account(address = creator.authority @ CreatorError::NotAuthority)]
    pub authority: Signer,
    #[account(mut, constraint = creator.is_current() @ CreatorError::UnknownVersion)]
    pub creator: Account<Creator>,
    #[account(
        mut,
        seeds = [b"handle", name],
        bump = handle.bump,
        constraint = handle.is_current() @ CreatorError::UnknownVersion,
        constraint = address_eq(&handle.creator, creator.address()) @ CreatorError::NotHandleOwner,
    )]
    pub handle: Account<Handle>,
}

impl ReclaimHandle {
    /// Undoes the release.
    ///
    /// # Errors
    /// [`CreatorError::NotAuthority`], [`CreatorError::NotHandleOwner`], [`CreatorError::HandleInUse`],
    /// [`CreatorError::HasHandle`].
    pub fn run(&mut self, name: handle::Padded) -> Result<()> {
        self.handle.reclaim()?;
        self.creator.take_handle(name)?;
        self.handle.check()?;
        self.creator.check()?;
        log_event!(HandleReclaimed { creator: *self.creator.address(), handle: name });
        Ok(())
    }
}
