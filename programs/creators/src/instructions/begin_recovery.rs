//! The recovery key asks to replace a lost authority. It wins over an offer, which it withdraws and names in its
//! event; it does not win over the authority, which can cancel it for 7 days.

use anchor_lang::prelude::*;

use crate::{clock::now, errors::CreatorError, events::RecoveryBegun, state::Creator};

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
        let pending = self.creator.begin_recovery(successor, now()?)?;
        emit!(RecoveryBegun {
            creator: *self.creator.address(),
            successor,
            replaced: pending.replaced,
            due_at: pending.due_at,
        });
        Ok(())
    }
}
