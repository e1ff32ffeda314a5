//! Let a handle go. The account stays for 30 days, in which only its last owner can take it back.

use anchor_lang::{address_eq, prelude::*};
use makerstake_common::{clock::now, log_event};

use crate::{errors::CreatorError, events::HandleReleased, state::*};

#[derive(Accounts)]
pub struct ReleaseHandle {
    #[account(address = creator.authority @ CreatorError::NotAuthority)]
    pub authority: Signer,
    #[account(mut, constraint = creator.is_current() @ CreatorError::UnknownVersion)]
    pub creator: Account<Creator>,
    #[account(
        mut,
        constraint = handle.is_current() @ CreatorError::UnknownVersion,
        constraint = address_eq(&handle.creator, creator.address()) @ CreatorError::NotHandleOwner,
    )]
    pub handle: Account<Handle>,
}

impl ReleaseHandle {
    /// Stamps the handle and clears it from the creator, which has at most one that is not released.
    ///
    /// # Errors
    /// [`CreatorError::NotAuthority`], [`CreatorError::NotHandleOwner`], [`CreatorError::HandleReleased`].
    pub fn run(&mut self) -> Result<()> {
        let free_at = self.handle.release(now()?)?;
        let handle = self.creator.leave_handle();
        self.handle.check()?;
        self.creator.check()?;
        log_event!(HandleReleased { creator: *self.creator.address(), handle, free_at });
        Ok(())
    }
}
