//! A creator: the identity, its keys, and the rules by which they change.
//!
//! With a recovery key set, no key of a creator changes on one signature alone at once: both together act
//! immediately, either alone waits [`KEY_DELAY`], and the other can stop it. So a stolen authority and a stolen
//! recovery key each do no lasting harm to an owner who still holds both.

use anchor_lang::prelude::*;
use makerstake_domain::{handle, hash::Digest};

use crate::errors::CreatorError;

/// First seed of a creator's address; the second is its genesis key.
pub const CREATOR_SEED: &[u8] = b"creator";
/// Seconds that a change of authority signed by one key alone waits: 7 days.
pub const KEY_DELAY: i64 = 7 * 24 * 60 * 60;

/// The all-zero key: none.
const NOBODY: Address = Address::new_from_array([0; 32]);

/// [`Creator::succession`]: no change of authority is pending.
pub const NONE: u8 = 0;
/// [`Creator::succession`]: the authority offered itself to the successor.
pub const OFFER: u8 = 1;
/// [`Creator::succession`]: the recovery key is putting the successor in the authority's place.
pub const RECOVERY: u8 = 2;

/// One identity, 190 bytes with its discriminator. Seeds: `creator`, genesis key. It is never closed.
///
/// A new layout would be a new account type with its own discriminator, so there is no version field.
#[account]
pub struct Creator {
    /// The key that acts for this creator. At registration the genesis key; written by accept and finish_recovery.
    pub authority: Address,
    /// The key that can replace a lost authority; zeros: none. Written by register and set_recovery_key.
    pub recovery: Address,
    /// Who becomes authority when the pending change is completed; zeros: no change is pending.
    pub successor: Address,
    /// The handle, padded with zeros to 32 bytes; zeros: none.
    pub handle: [u8; 32],
    /// SHA-256 of the profile document; zeros: none. Its address is in the `ProfileUpdated` event of this revision.
    pub profile_hash: [u8; 32],
    /// Unix time of registration, in seconds.
    pub created_at: PodI64,
    /// Unix time from which the pending change can be completed, in seconds; 0 when none is pending.
    pub succeeds_at: PodI64,
    /// How often the profile was written.
    pub profile_revision: PodU32,
    /// Which change is pending: [`NONE`], [`OFFER`] or [`RECOVERY`].
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
        require!(recovery != genesis_key, CreatorError::SameAsRecoveryKey);
        *self = Self {
            authority: genesis_key,
            recovery,
            successor: NOBODY,
            handle: handle::NONE,
            profile_hash: [0; 32],
            created_at: now.into(),
            succeeds_at: 0.into(),
            profile_revision: 0.into(),
            succession: NONE,
            bump,
        };
        Ok(())
    }

    /// Whether `signer` may act for `holder`: because it is the holder, a wallet; or because the holder is the
    /// creator in `creator` and the signer is that creator's current authority. No kind is stored anywhere: an
    /// address is a creator's exactly if an account of this program lives there.
    pub fn acts_for(holder: &Address, signer: &Address, creator: Option<&Account<Creator>>) -> bool {
        if holder == signer {
            return true;
        }
        match creator {
            Some(creator) => creator.address() == holder && creator.authority == *signer,
            None => false,
        }
    }

    /// Whether a recovery key is set.
    pub fn has_recovery_key(&self) -> bool {
        self.recovery != NOBODY
    }

    /// Whether a recovery is under way.
    pub fn in_recovery(&self) -> bool {
        self.succession == RECOVERY
    }

    /// Offers the authority to `successor`. Returns the unix time from which it can be accepted (at once if there is
    /// no recovery key or it signed too, otherwise after [`KEY_DELAY`]), and whose pending change this replaced
    /// (zeros: none). Only both keys together replace a pending change; that ends any tug-of-war with a thief of one.
    ///
    /// # Errors
    /// [`CreatorError::RecoveryPending`] and [`CreatorError::OfferPending`] without the recovery key's signature, and
    /// those of an unfit key.
    pub fn offer(&mut self, successor: Address, recovery_signed: bool, now: i64) -> Result<(i64, Address)> {
        if !recovery_signed {
            require!(!self.in_recovery(), CreatorError::RecoveryPending);
            require!(self.succession == NONE, CreatorError::OfferPending);
        }
        self.check_successor(&successor)?;
        let immediate = recovery_signed || !self.has_recovery_key();
        let due = if immediate { now } else { after(now)? };
        Ok((due, self.await_successor(successor, due, OFFER)))
    }

    /// Takes back an offer.
    ///
    /// # Errors
    /// [`CreatorError::NoOffer`] when none is pending.
    pub fn withdraw_offer(&mut self) -> Result<()> {
        require!(self.succession == OFFER, CreatorError::NoOffer);
        self.settle();
        Ok(())
    }

    /// Makes the successor of an offer the authority. Returns the former one.
    ///
    /// # Errors
    /// [`CreatorError::RecoveryPending`] when a recovery took the offer's place, [`CreatorError::NoOffer`],
    /// [`CreatorError::OfferNotDue`] before its time.
    pub fn accept(&mut self, now: i64) -> Result<Address> {
        require!(!self.in_recovery(), CreatorError::RecoveryPending);
        require!(self.succession == OFFER, CreatorError::NoOffer);
        require!(now >= self.succeeds_at.get(), CreatorError::OfferNotDue);
        Ok(self.succeed())
    }

    /// Begins to replace the authority by `successor`, and withdraws an offer if one was pending: otherwise a thief
    /// of the authority could keep every recovery out with a standing offer. Returns when it can be finished, and
    /// whom the withdrawn offer was for (zeros: there was none).
    ///
    /// # Errors
    /// [`CreatorError::RecoveryPending`] when one is under way (its clock is never restarted silently), and those of
    /// an unfit key.
    pub fn begin_recovery(&mut self, successor: Address, now: i64) -> Result<(i64, Address)> {
        require!(!self.in_recovery(), CreatorError::RecoveryPending);
        self.check_successor(&successor)?;
        let due = after(now)?;
        Ok((due, self.await_successor(successor, due, RECOVERY)))
    }

    /// Ends a recovery without effect.
    ///
    /// # Errors
    /// [`CreatorError::NoRecovery`] when none is pending.
    pub fn cancel_recovery(&mut self) -> Result<()> {
        require!(self.in_recovery(), CreatorError::NoRecovery);
        self.settle();
        Ok(())
    }

    /// Makes the successor of a recovery the authority, and changes nothing else (INVARIANT 18). Returns the former
    /// authority.
    ///
    /// # Errors
    /// [`CreatorError::NoRecovery`], [`CreatorError::RecoveryNotDue`] before its time.
    pub fn finish_recovery(&mut self, now: i64) -> Result<Address> {
        require!(self.in_recovery(), CreatorError::NoRecovery);
        require!(now >= self.succeeds_at.get(), CreatorError::RecoveryNotDue);
        Ok(self.succeed())
    }

    /// Sets, replaces or (with zeros) removes the recovery key. A recovery that the former key began falls with it;
    /// an offer stands. Returns the former key, and whom the fallen recovery was for (zeros: there was none).
    ///
    /// # Errors
    /// [`CreatorError::SameAsRecoveryKey`] if the key is the authority or is being offered the authority.
    pub fn set_recovery_key(&mut self, key: Address) -> Result<(Address, Address)> {
        require!(key != self.authority, CreatorError::SameAsRecoveryKey);
        let mut fallen = NOBODY;
        if self.in_recovery() {
            fallen = self.successor;
            self.settle();
        }
        require!(key == NOBODY || key != self.successor, CreatorError::SameAsRecoveryKey);
        Ok((core::mem::replace(&mut self.recovery, key), fallen))
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
        require!(self.handle == handle::NONE, CreatorError::HasHandle);
        self.handle = name;
        Ok(())
    }

    /// Lets the handle go, and returns it.
    pub fn leave_handle(&mut self) -> handle::Padded {
        core::mem::replace(&mut self.handle, handle::NONE)
    }

    fn check_successor(&self, successor: &Address) -> Result<()> {
        require!(*successor != NOBODY, CreatorError::ZeroKey);
        require!(*successor != self.authority, CreatorError::SameAuthority);
        require!(*successor != self.recovery, CreatorError::SameAsRecoveryKey);
        Ok(())
    }

    fn await_successor(&mut self, successor: Address, due: i64, succession: u8) -> Address {
        self.succeeds_at = due.into();
        self.succession = succession;
        core::mem::replace(&mut self.successor, successor)
    }

    fn succeed(&mut self) -> Address {
        let former = core::mem::replace(&mut self.authority, self.successor);
        self.settle();
        former
    }

    fn settle(&mut self) {
        self.successor = NOBODY;
        self.succeeds_at = 0.into();
        self.succession = NONE;
    }
}

/// When a change signed by one key alone can be completed.
fn after(now: i64) -> Result<i64> {
    Ok(now.checked_add(KEY_DELAY).ok_or(CreatorError::OutOfRange)?)
}

const _: () = assert!(core::mem::size_of::<Creator>() + 8 == 190);
