//! Recovery: the key that can replace a lost authority, and what it does.
//!
//! A recovery wins over an offer, which it withdraws and names in its event; it does not win over the authority, which
//! can cancel it for 7 days. The recovery key's own place changes hands by both keys at once, or by the authority alone
//! after 7 days, in which the old key can withdraw the offer or begin a recovery.

use anchor_lang::prelude::*;
use makerstake_common::{clock::now, log_event};

use super::{ChangeKeys, StopChange, Succeed};
use crate::{
    errors::CreatorError,
    events::{
        AuthorityRecovered, ChangeReplaced, RecoveryBegun, RecoveryCancelled, RecoveryKeyChanged,
        RecoveryKeyOffered,
    },
    state::creator::{Creator, AT_ONCE},
};

#[derive(Accounts)]
pub struct BeginRecovery {
    #[account(address = creator.recovery @ CreatorError::NotRecoveryKey)]
    pub recovery: Signer,
    #[account(mut, constraint = creator.is_current() @ CreatorError::UnknownVersion)]
    pub creator: Account<Creator>,
}

impl BeginRecovery {
    /// `begin_recovery`: starts the 7 days.
    ///
    /// # Errors
    /// [`CreatorError::NotRecoveryKey`], those of [`Creator::begin_recovery`].
    pub fn begin_recovery(&mut self, successor: Address) -> Result<()> {
        ChangeReplaced::log(&self.creator);
        let due_at = self.creator.begin_recovery(successor, now()?)?;
        self.creator.check()?;
        log_event!(RecoveryBegun { creator: *self.creator.address(), successor, due_at });
        Ok(())
    }
}

impl StopChange {
    /// `cancel_recovery`: the authority, because it is not lost, or the recovery key, because it named a wrong
    /// successor, forgets the recovery.
    ///
    /// # Errors
    /// [`CreatorError::NotKey`], [`CreatorError::NoRecovery`].
    pub fn cancel_recovery(&mut self) -> Result<()> {
        let successor = self.creator.cancel_recovery()?;
        self.creator.check()?;
        log_event!(RecoveryCancelled {
            creator: *self.creator.address(),
            successor,
            signer: *self.signer.address()
        });
        Ok(())
    }
}

impl Succeed {
    /// `finish_recovery`: makes the signer the authority, after the 7 days (INVARIANT 18).
    ///
    /// # Errors
    /// Those of [`Creator::finish_recovery`].
    pub fn finish_recovery(&mut self) -> Result<()> {
        let authority = *self.successor.address();
        let former = self.creator.finish_recovery(&authority, now()?)?;
        self.creator.check()?;
        log_event!(AuthorityRecovered { creator: *self.creator.address(), former, authority });
        Ok(())
    }

    /// `accept_recovery_key`: makes the signer the recovery key.
    ///
    /// # Errors
    /// Those of [`Creator::accept_recovery_key`].
    pub fn accept_recovery_key(&mut self) -> Result<()> {
        let recovery = *self.successor.address();
        let former = self.creator.accept_recovery_key(&recovery, now)?;
        self.creator.check()?;
        log_event!(RecoveryKeyChanged { creator: *self.creator.address(), former, recovery });
        Ok(())
    }
}

impl ChangeKeys {
    /// `set_recovery_key`: writes the key, or notes that it may accept.
    ///
    /// # Errors
    /// [`CreatorError::NotAuthority`], those of [`Creator::recovery_signed`] and of [`Creator::set_recovery_key`].
    pub fn set_recovery_key(&mut self, key: Address) -> Result<()> {
        let creator = *self.creator.address();
        let former = self.creator.recovery;
        let signed = self.creator.recovery_signed(self.recovery.as_ref().map(Signer::address))?;
        ChangeReplaced::log(&self.creator);
        let due_at = self.creator.set_recovery_key(key, signed, now)?;
        self.creator.check()?;
        if due_at == AT_ONCE {
            log_event!(RecoveryKeyChanged { creator, former, recovery: key });
        } else {
            log_event!(RecoveryKeyOffered { creator, successor: key, due_at });
        }
        Ok(())
    }
}
