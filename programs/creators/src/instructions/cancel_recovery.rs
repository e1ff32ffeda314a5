//! Stop a recovery: the authority, because it is not lost; or the recovery key, because it named a wrong successor.

use anchor_lang::prelude::*;

use crate::{errors::CreatorError, events::RecoveryCancelled, log_event, state::Creator};

#[derive(Accounts)]
pub struct CancelRecovery {
    /// The authority or the recovery key.
    #[account(constraint = creator.is_key(signer.address()) @ CreatorError::NotKey)]
    pub signer: Signer,
    #[account(mut)]
    pub creator: Account<Creator>,
}

impl CancelRecovery {
    /// Forgets the recovery.
    ///
    /// # Errors
    /// [`CreatorError::NotKey`], [`CreatorError::NoRecovery`].
    pub fn run(&mut self) -> Result<()> {
        let successor = self.creator.cancel_recovery()?;
        log_event!(RecoveryCancelled {
            creator: *self.creator.address(),
            successor,
            signer: *self.signer.address()
        });
        Ok(())
    }
}
