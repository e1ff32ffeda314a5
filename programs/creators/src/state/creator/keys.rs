//! How a creator's keys change.
//!
//! With a recovery key set, no key changes at once on one signature alone: both together act immediately, either alone
//! waits [`KEY_DELAY`], and the other can stop it. So a stolen authority or a stolen recovery key locks out nobody who
//! still holds both, and a lost one costs a week.

use anchor_lang::{address_eq, prelude::*};

use super::{Creator, AT_ONCE, KEY_DELAY, NOBODY, NONE, OFFER, RECOVERY, RECOVERY_KEY};
use crate::errors::CreatorError;

/// The chain's clock, read only where time matters: it costs a quarter of what a rotation may.
pub trait Clock: FnOnce() -> Result<i64> {}

impl<F: FnOnce() -> Result<i64>> Clock for F {}

impl Creator {
    /// Offers the authority to `successor`. Returns the unix time from which it can be accepted: [`AT_ONCE`] if there
    /// is no recovery key or it signed too, otherwise after [`KEY_DELAY`].
    ///
    /// # Errors
    /// [`CreatorError::RecoveryPending`] and [`CreatorError::OfferPending`] without the recovery key's signature, and
    /// those of an unfit key.
    pub fn offer(&mut self, successor: Address, recovery_signed: bool, clock: impl Clock) -> Result<i64> {
        self.check_free(recovery_signed)?;
        self.check_successor(&successor)?;
        let immediate = recovery_signed || !self.has_recovery_key();
        let due_at = if immediate { AT_ONCE } else { after(clock()?)? };
        Ok(self.await_successor(successor, due_at, OFFER))
    }

    /// Makes the successor of an offer the authority. Returns the former one.
    ///
    /// # Errors
    /// [`CreatorError::RecoveryPending`] when a recovery took the offer's place, [`CreatorError::NoOffer`],
    /// [`CreatorError::NotSuccessor`], [`CreatorError::OfferNotDue`] before its time.
    pub fn accept(&mut self, signer: &Address, clock: impl Clock) -> Result<Address> {
        self.check_offered(OFFER, signer, clock)?;
        Ok(self.succeed())
    }

    /// Takes back an offer, of the authority or of the recovery key's place. Returns whom it was for.
    ///
    /// # Errors
    /// [`CreatorError::NoOffer`] when none is pending.
    pub fn withdraw_offer(&mut self) -> Result<Address> {
        require!(matches!(self.succession, OFFER | RECOVERY_KEY), CreatorError::NoOffer);
        Ok(self.settle())
    }

    /// Begins to replace the authority by `successor`, and withdraws an offer if one is pending: otherwise a thief
    /// of the authority could keep every recovery out with a standing offer. Returns the unix time from which it can be
    /// finished.
    ///
    /// # Errors
    /// [`CreatorError::RecoveryPending`] when one is under way (its clock is never restarted silently), and those of
    /// an unfit key.
    pub fn begin_recovery(&mut self, successor: Address, now: i64) -> Result<i64> {
        require!(!self.in_recovery(), CreatorError::RecoveryPending);
        self.check_successor(&successor)?;
        Ok(self.await_successor(successor, after(now)?, RECOVERY))
    }

    /// Ends a recovery without effect. Returns whom it was for.
    ///
    /// # Errors
    /// [`CreatorError::NoRecovery`] when none is pending.
    pub fn cancel_recovery(&mut self) -> Result<Address> {
        require!(self.in_recovery(), CreatorError::NoRecovery);
        Ok(self.settle())
    }

    /// Makes the successor of a recovery the authority, and changes nothing else (INVARIANT 18). Returns the former
    /// authority.
    ///
    /// # Errors
    /// [`CreatorError::NoRecovery`], [`CreatorError::NotSuccessor`], [`CreatorError::RecoveryNotDue`] before its time.
    pub fn finish_recovery(&mut self, signer: &Address, now: i64) -> Result<Address> {
        require!(self.in_recovery(), CreatorError::NoRecovery);
        require!(address_eq(&self.successor, signer), CreatorError::NotSuccessor);
        require!(now >= self.succeeds_at.get(), CreatorError::RecoveryNotDue);
        Ok(self.succeed())
    }

    /// Sets, replaces or (with zeros) removes the recovery key. With both signatures, or where there was no recovery
    /// key, at once; a pending change falls then, because a thief of the old key may have begun it. By the authority
    /// alone the new key can accept its place after [`KEY_DELAY`], so that a lost recovery key can be replaced. Returns
    /// the unix time of that, or [`AT_ONCE`] if it is done.
    ///
    /// # Errors
    /// [`CreatorError::RecoveryPending`], [`CreatorError::OfferPending`] and, for removal,
    /// [`CreatorError::RecoveryKeyMustSign`] without the recovery key's signature;
    /// [`CreatorError::SameAsRecoveryKey`] for the authority itself, [`CreatorError::UnchangedKey`].
    pub fn set_recovery_key(
        &mut self,
        key: Address,
        recovery_signed: bool,
        clock: impl Clock,
    ) -> Result<i64> {
        require!(!address_eq(&key, &self.authority), CreatorError::SameAsRecoveryKey);
        require!(!address_eq(&key, &self.recovery), CreatorError::UnchangedKey);
        self.check_free(recovery_signed)?;
        if recovery_signed || !self.has_recovery_key() {
            self.recovery = key;
            self.settle();
            return Ok(AT_ONCE);
        }
        require!(!address_eq(&key, &NOBODY), CreatorError::RecoveryKeyMustSign);
        Ok(self.await_successor(key, after(clock()?)?, RECOVERY_KEY))
    }

    /// Makes the successor the recovery key. Returns the former one.
    ///
    /// # Errors
    /// As [`Self::accept`].
    pub fn accept_recovery_key(&mut self, signer: &Address, clock: impl Clock) -> Result<Address> {
        self.check_offered(RECOVERY_KEY, signer, clock)?;
        let key = self.settle();
        Ok(core::mem::replace(&mut self.recovery, key))
    }

    /// Only both keys together replace a pending change; that ends any tug-of-war with a thief of one.
    fn check_free(&self, recovery_signed: bool) -> Result<()> {
        if !recovery_signed {
            require!(!self.in_recovery(), CreatorError::RecoveryPending);
            require!(self.succession == NONE, CreatorError::OfferPending);
        }
        Ok(())
    }

    fn check_successor(&self, successor: &Address) -> Result<()> {
        require!(!address_eq(successor, &NOBODY), CreatorError::ZeroKey);
        require!(!address_eq(successor, &self.authority), CreatorError::UnchangedKey);
        require!(!address_eq(successor, &self.recovery), CreatorError::SameAsRecoveryKey);
        Ok(())
    }

    fn check_offered(&self, succession: u8, signer: &Address, clock: impl Clock) -> Result<()> {
        require!(!self.in_recovery(), CreatorError::RecoveryPending);
        require!(self.succession == succession, CreatorError::NoOffer);
        require!(address_eq(&self.successor, signer), CreatorError::NotSuccessor);
        let due_at = self.succeeds_at.get();
        require!(due_at == AT_ONCE || clock()? >= due_at, CreatorError::OfferNotDue);
        Ok(())
    }

    fn await_successor(&mut self, successor: Address, due_at: i64, succession: u8) -> i64 {
        self.successor = successor;
        self.succeeds_at = due_at.into();
        self.succession = succession;
        due_at
    }

    fn succeed(&mut self) -> Address {
        let successor = self.settle();
        core::mem::replace(&mut self.authority, successor)
    }

    fn settle(&mut self) -> Address {
        self.succeeds_at = 0.into();
        self.succession = NONE;
        core::mem::replace(&mut self.successor, NOBODY)
    }
}

/// When a change signed by one key alone can be completed.
fn after(now: i64) -> Result<i64> {
    Ok(now.checked_add(KEY_DELAY).ok_or(CreatorError::OutOfRange)?)
}
