//! A key that the authority alone named takes the recovery key's place, 7 days later.

use anchor_lang::prelude::*;

use crate::{clock::now, events::RecoveryKeyChanged, log_event, state::Creator};

#[derive(Accounts)]
pub struct AcceptRecoveryKey {
    pub successor: Signer,
    #[account(mut)]
    pub creator: Account<Creator>,
}

impl AcceptRecoveryKey {
    /// Makes the signer the recovery key.
    ///
    /// # Errors
    /// Those of [`Creator::accept_recovery_key`].
    pub fn run(&mut self) -> Result<()> {
        let recovery = *self.successor.address();
        let former = self.creator.accept_recovery_key(&recovery, now)?;
        log_event!(RecoveryKeyChanged { creator: *self.creator.address(), former, recovery });
        Ok(())
    }
}
