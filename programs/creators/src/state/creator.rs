//! A creator: the identity, its keys, and the rules by which they change.
//!
//! With a recovery key set, no key of a creator changes at once on one signature alone: both together act
//! immediately, either alone waits [`KEY_DELAY`], and the other can stop it. So a stolen authority or a stolen
//! recovery key locks out nobody who still holds both, and a lost one costs a week.

use anchor_lang::{address_eq, prelude::*};
use makerstake_domain::{handle, hash::Digest};

use crate::errors::CreatorError;

/// First seed of a creator's address; the second is its genesis key.
pub const CREATOR_SEED: &[u8] = b"creator";
/// Seconds that a change of keys signed by one key alone waits: 7 days.
pub const KEY_DELAY: i64 = 7 * 24 * 60 * 60;

/// The all-zero key: none.
const NOBODY: Address = Address::new_from_array([0; 32]);

/// [`Creator::succeeds_at`]: the change can be completed without waiting.
pub const AT_ONCE: i64 = 0;

/// [`Creator::succession`]: no change of keys is pending.
pub const NONE: u8 = 0;
/// [`Creator::succession`]: the authority offered its place to the successor.
pub const OFFER: u8 = 1;
/// [`Creator::succession`]: the recovery key is putting the successor in the authority's place.
pub const RECOVERY: u8 = 2;
/// [`Creator::succession`]: the authority is putting the successor in the recovery key's place.
pub const RECOVERY_KEY: u8 = 3;

/// The chain's clock, read only where time matters: it costs a quarter of what a rotation may.
pub trait Clock: FnOnce() -> Result<i64> {}

impl<F: FnOnce() -> Result<i64>> Clock for F {}

/// One identity, 190 bytes with its discriminator. Seeds: `creator`, genesis key. It is never closed.
///
/// A new layout would be a new account type with its own discriminator, so there is no version field.
#[account]
pub struct Creator {
    /// The key that acts for this creator. At registration the genesis key; written by accept and finish_recovery.
    pub authority: Address,
    /// The key that can replace a lost authority; zeros: none. Written by register, set_recovery_key and
    /// accept_recovery_key.
    pub recovery: Address,
    /// The key that the pending change puts in place; zeros: no change is pending.
    pub successor: Address,
    /// The handle, padded with zeros to 32 bytes; zeros: none.
    pub handle: [u8; 32],
    /// SHA-256 of the profile document; zeros: none. Its address is in the `ProfileUpdated` event of this revision.
    pub profile_hash: [u8; 32],
    /// Unix time of registration, in seconds.
    pub created_at: PodI64,
    /// Unix time from which the pending change can be completed, in seconds; 0: at once, or none is pending.
    pub succeeds_at: PodI64,
    /// How often the profile was written.
    pub profile_revision: PodU32,
    /// Which change is pending: [`NONE`], [`OFFER`], [`RECOVERY`] or [`RECOVERY_KEY`].
    pub succession: u8,
    /// Bump of the address.
    pub bump: u8,
}

impl Creator {
    /// Writes a new creator, whose authority is its genesis key.
    ///
    /// # Errors
    /// [`CreatorError::SameAsRecoveryKey`] if the recovery key is the genesis key.
    pub fn init(&mut self, genesis_key: Address, recovery: Address, now: i64, bump: u8) -> Result<()> {
        require!(!address_eq(&recovery, &genesis_key), CreatorError::SameAsRecoveryKey);
        // The other fields are zero, because the account was created a moment ago.
        self.authority = genesis_key;
        self.recovery = recovery;
        self.created_at = now.into();
        self.bump = bump;
        Ok(())
    }

    /// Whether `signer` may act for `holder`: because it is the holder, a wallet; or because the holder is the
    /// creator in `creator` and the signer is that creator's current authority. No kind is stored anywhere: an
    /// address is a creator's exactly if an account of this program lives there.
    pub fn acts_for(holder: &Address, signer: &Address, creator: Option<&Account<Creator>>) -> bool {
        if address_eq(holder, signer) {
            return true;
        }
        match creator {
            Some(creator) => address_eq(creator.address(), holder) && address_eq(&creator.authority, signer),
            None => false,
        }
    }

    /// Whether a recovery key is set.
    pub fn has_recovery_key(&self) -> bool {
        !address_eq(&self.recovery, &NOBODY)
    }

    /// Whether a recovery is under way.
    pub fn in_recovery(&self) -> bool {
        self.succession == RECOVERY
    }

    /// Whether `signer` is one of this creator's two keys.
    pub fn is_key(&self, signer: &Address) -> bool {
        address_eq(&self.authority, signer) || address_eq(&self.recovery, signer)
    }

    /// Whether the recovery key signed too, given the optional second signer.
    ///
    /// # Errors
    /// [`CreatorError::NoRecoveryKey`] and [`CreatorError::NotRecoveryKey`]: a second signer is never ignored.
    pub fn recovery_signed(&self, second_signer: Option<&Address>) -> Result<bool> {
        let Some(signer) = second_signer else { return Ok(false) };
        require!(self.has_recovery_key(), CreatorError::NoRecoveryKey);
        require!(address_eq(&self.recovery, signer), CreatorError::NotRecoveryKey);
        Ok(true)
    }

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

    /// Writes the hash of the profile document. Returns the revision that this is.
    ///
    /// # Errors
    /// [`CreatorError::OutOfRange`] after 2^32 - 1 revisions.
    pub fn set_profile(&mut self, hash: Digest) -> Result<u32> {
        let revision = self.profile_revision.get().checked_add(1).ok_or(CreatorError::OutOfRange)?;
        self.profile_revision = revision.into();
        self.profile_hash = hash;
        Ok(revision)
    }

    /// Takes a handle.
    ///
    /// # Errors
    /// The rule that the name breaks; [`CreatorError::HasHandle`].
    pub fn take_handle(&mut self, name: handle::Padded) -> Result<()> {
        handle::check_padded(&name).map_err(CreatorError::from)?;
        require!(handle::is_none(&self.handle), CreatorError::HasHandle);
        self.handle = name;
        Ok(())
    }

    /// Lets the handle go, and returns it.
    pub fn leave_handle(&mut self) -> handle::Padded {
        core::mem::replace(&mut self.handle, handle::NONE)
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

const _: () = assert!(core::mem::size_of::<Creator>() + 8 == 190);
