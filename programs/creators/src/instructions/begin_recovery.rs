//! The recovery key asks to replace a lost authority. It wins over an offer, which it withdraws and names in its
//! event; it does not win over the authority, which can cancel it for 7 days.

use anchor_lang::prelude::*;

use crate::{
    clock::now,
    errors::CreatorError,
    events::{ChangeReplaced, RecoveryBegun},
    log_event,
    state::Creator,
};

#[derive(Accounts)]
pub struct BeginRecovery {
    #[account(address = creator.recovery @ CreatorError::NotRecoveryKey)]
    pub recovery: Signer,
    #[account(mut)]
    pub creator: Account<Creator>,
}

impl BeginRecovery {
    /// Starts the 7 days.
    ///
    /// # Errors
    /// [`CreatorError::NotRecoveryKey`], those of [`Creator::begin_recovery`].
    pub fn run(&mut self, successor: Address) -> Result<()> {
        ChangeReplaced::log(&self.creator);
        let due_at = self.creator.begin_recovery(successor, now()?)?;
        log_event!(RecoveryBegun { creator: *self.creator.address(), successor, due_at });
        Ok(())
    }
}
