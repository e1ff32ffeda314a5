//! Let a handle go. The account stays for 30 days, in which only its last owner can take it back.

use anchor_lang::{address_eq, prelude::*};

use crate::{clock::now, errors::CreatorError, events::HandleLetGo, log_event, state::*};

#[derive(Accounts)]
pub struct ReleaseHandle {
    #[account(address = creator.authority @ CreatorError::NotAuthority)]
    pub authority: Signer,
    #[account(mut)]
    pub creator: Account<Creator>,
    #[account(mut, constraint = address_eq(&handle.creator, creator.address()) @ CreatorError::NotHandleOwner)]
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
        log_event!(HandleLetGo { creator: *self.creator.address(), handle, free_at });
        Ok(())
    }
}
