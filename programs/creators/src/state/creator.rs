//! A creator: the identity, who acts for it, its profile and its handle.

use anchor_lang::{address_eq, prelude::*};
use makerstake_core::{handle, hash::Digest};

use crate::errors::CreatorError;

mod keys;

/// Seconds that a change of keys signed by one key alone waits: 7 days.
pub const KEY_DELAY: i64 = 7 * 24 * 60 * 60;

pub(crate) use makerstake_common::NOBODY;

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

/// [`Creator::version`] of this layout.
pub const VERSION: u8 = 1;

/// One identity, 224 bytes with its discriminator. Seeds: `creator`, genesis key. It is never closed.
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
    /// Layout of this account: [`VERSION`].
    pub version: u8,
    /// Zeros, room for later layouts.
    pub reserved: [u8; 33],
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
        self.version = VERSION;
        Ok(())
    }

    /// Whether the account has the layout that this program reads and writes. Every instruction asks before it reads
    /// anything else.
    pub fn is_current(&self) -> bool {
        self.version == VERSION
    }

    /// Checks what holds of every creator at all times: somebody acts for it, its two keys differ, and a successor is
    /// named exactly while a change of keys is pending, which alone has a time.
    ///
    /// # Errors
    /// [`CreatorError::Unsound`].
    pub fn check(&self) -> Result<()> {
        let is_pending = self.succession != NONE;
        let is_sound = !address_eq(&self.authority, &NOBODY)
            && !address_eq(&self.authority, &self.recovery)
            && is_pending != address_eq(&self.successor, &NOBODY)
            && (is_pending || self.succeeds_at.get() == AT_ONCE)
            && self.succession <= RECOVERY_KEY;
        require!(is_sound, CreatorError::Unsound);
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
}

const _: () = assert!(core::mem::size_of::<Creator>() + 8 == 224);
