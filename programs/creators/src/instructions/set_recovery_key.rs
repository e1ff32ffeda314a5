//! Set, replace or remove the recovery key. Signed by both keys, or where there was none, at once; by the authority
//! alone the new key can accept its place after 7 days, in which the old one can withdraw it or begin a recovery.

use anchor_lang::prelude::*;

use crate::{
    clock::now,
    errors::CreatorError,
    events::{ChangeReplaced, RecoveryKeyChanged, RecoveryKeyOffered},
    log_event,
    state::creator::{Creator, AT_ONCE},
};

#[derive(Accounts)]
pub struct SetRecoveryKey {
    #[account(address = creator.authority @ CreatorError::NotAuthority)]
    pub authority: Signer,
    /// The current recovery key, to skip the delay.
    pub recovery: Option<Signer>,
    #[account(mut)]
    pub creator: Account<Creator>,
}

impl SetRecoveryKey {
    /// Writes the key, or notes that it may accept.
    ///
    /// # Errors
    /// [`CreatorError::NotAuthority`], those of [`Creator::recovery_signed`] and of [`Creator::set_recovery_key`].
    pub fn run(&mut self, key: Address) -> Result<()> {
        let creator = *self.creator.address();
        let former = self.creator.recovery;
        let signed = self.creator.recovery_signed(self.recovery.as_ref().map(Signer::address))?;
        ChangeReplaced::log(&self.creator);
        let due_at = self.creator.set_recovery_key(key, signed, now)?;
        if due_at == AT_ONCE {
            log_event!(RecoveryKeyChanged { creator, former, recovery: key });
        } else {
            log_event!(RecoveryKeyOffered { creator, successor: key, due_at });
        }
        Ok(())
    }
}
