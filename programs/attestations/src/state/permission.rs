//! A permission: a creator lets another one attest for it.

use core::ops::Range;

use anchor_lang::{address_eq, prelude::*};
use makerstake_core::attestor::{is_scope, Permission};

use super::{Moment, VERSION};
use crate::errors::AttestationError;

/// What a creator lets an attestor do, 120 bytes with the discriminator. Seeds: `attestor`, creator, attestor, number.
///
/// Only the slot of its revocation is ever written again, once; it is never closed.
#[account]
pub struct AttestorPermission {
    /// The creator in whose name works are attested.
    pub creator: Address,
    /// The creator that attests them.
    pub attestor: Address,
    /// Slot in which it was given.
    pub slot: PodU64,
    /// Unix time from which it stands, in seconds; not before it was given.
    pub from: PodI64,
    /// Unix time from which it stands no more.
    pub until: PodI64,
    /// Slot in which it was revoked; 0: it was not.
    pub revoked_slot: PodU64,
    /// Which of this attestor's permissions for this creator it is.
    pub number: PodU32,
    /// What it is for: a sum of 1 (attest), 2 (revise) and 4 (batches).
    pub scope: u8,
    /// Bump of the address.
    pub bump: u8,
    /// Layout of this account: [`VERSION`].
    pub version: u8,
    /// Zeros, room for later layouts.
    pub reserved: [u8; 9],
}

impl AttestorPermission {
    /// Writes a new permission.
    ///
    /// # Errors
    /// [`AttestationError::UnknownScope`], [`AttestationError::NoPeriod`].
    #[allow(clippy::too_many_arguments, reason = "one for each field")]
    pub fn init(
        &mut self,
        creator: Address,
        attestor: Address,
        number: u32,
        scope: u8,
        period: Range<i64>,
        slot: u64,
        bump: u8,
    ) -> Result<()> {
        require!(is_scope(scope), AttestationError::UnknownScope);
        require!(!period.is_empty(), AttestationError::NoPeriod);
        // The other fields are zero, because the account was created a moment ago.
        self.creator = creator;
        self.attestor = attestor;
        self.slot = slot.into();
        self.from = period.start.into();
        self.until = period.end.into();
        self.number = number.into();
        self.scope = scope;
        self.bump = bump;
        self.version = VERSION;
        Ok(())
    }

    /// Whether the account has the layout that this program reads and writes.
    pub fn is_current(&self) -> bool {
        self.version == VERSION
    }

    /// Checks that the attestor may do `what` at this time.
    ///
    /// # Errors
    /// [`AttestationError::OutOfScope`], [`AttestationError::PermissionNotYet`],
    /// [`AttestationError::PermissionExpired`], [`AttestationError::PermissionRevoked`].
    pub fn check_now(&self, what: u8, time: i64) -> Result<()> {
        self.terms().check_now(what, time).map_err(AttestationError::from)?;
        Ok(())
    }

    /// Checks that it stood when a batch was submitted, and was for what its leaf says.
    ///
    /// # Errors
    /// Those of [`Self::check_now`], [`AttestationError::PermissionYoungerThanBatch`].
    pub fn check_batch(&self, is_revision: bool, batch: Moment) -> Result<()> {
        self.terms().check_batch(is_revision, batch.slot, batch.time).map_err(AttestationError::from)?;
        Ok(())
    }

    /// Stamps the slot of the revocation, once.
    ///
    /// # Errors
    /// [`AttestationError::AlreadyRevoked`].
    pub fn revoke(&mut self, slot: u64) -> Result<()> {
        require!(self.revoked_slot.get() == 0, AttestationError::AlreadyRevoked);
        self.revoked_slot = slot.into();
        Ok(())
    }

    /// Checks what holds of every permission at all times.
    ///
    /// # Errors
    /// [`AttestationError::Unsound`].
    pub fn check(&self) -> Result<()> {
        let is_sound = is_scope(self.scope)
            && self.from.get() < self.until.get()
            && !address_eq(&self.creator, &self.attestor)
            && (self.revoked_slot.get() == 0 || self.revoked_slot.get() >= self.slot.get());
        require!(is_sound, AttestationError::Unsound);
        Ok(())
    }

    fn terms(&self) -> Permission {
        Permission {
            slot: self.slot.get(),
            revoked_slot: self.revoked_slot.get(),
            from: self.from.get(),
            until: self.until.get(),
            scope: self.scope,
        }
    }
}

const _: () = assert!(core::mem::size_of::<AttestorPermission>() + 8 == 120);
