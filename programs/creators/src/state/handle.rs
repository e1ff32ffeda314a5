//! A handle: who holds a name, or held it last.

use anchor_lang::prelude::*;

use super::creator::NOBODY;
use crate::errors::CreatorError;

/// Seconds that a released handle is kept for its last owner: 30 days.
pub const HANDLE_REST: i64 = 30 * 24 * 60 * 60;

/// [`Handle::version`] of this layout.
pub const VERSION: u8 = 1;

/// A name and its owner, 88 bytes with the discriminator. Seeds: `handle`, padded name.
///
/// A released handle stays as it is, with its owner and the time; only its last owner can take it back. After
/// [`HANDLE_REST`] anyone may close it, which returns the rent to who paid it and makes the name free.
#[account]
pub struct Handle {
    /// The creator that holds the name, or held it last.
    pub creator: Address,
    /// Who paid the rent, and gets it back (INVARIANT 19).
    pub rent_payer: Address,
    /// Unix time at which it was released, in seconds; 0 while it is held.
    pub released_at: PodI64,
    /// Bump of the address.
    pub bump: u8,
    /// Layout of this account: [`VERSION`].
    pub version: u8,
    /// Zeros, room for later layouts.
    pub reserved: [u8; 6],
}

impl Handle {
    /// Writes a new handle.
    pub fn init(&mut self, creator: Address, rent_payer: Address, bump: u8) {
        // Not released, because the account was created, all zeros, a moment ago.
        self.creator = creator;
        self.rent_payer = rent_payer;
        self.bump = bump;
        self.version = VERSION;
    }

    /// Whether the account has the layout that this program reads and writes.
    pub fn is_current(&self) -> bool {
        self.version == VERSION
    }

    /// Checks what holds of every handle at all times: a creator holds it or held it last, and somebody paid for it.
    ///
    /// # Errors
    /// [`CreatorError::Unsound`].
    pub fn check(&self) -> Result<()> {
        let is_sound = self.creator != NOBODY && self.rent_payer != NOBODY && self.released_at.get() >= 0;
        require!(is_sound, CreatorError::Unsound);
        Ok(())
    }

    /// Whether its owner has let it go.
    pub fn is_released(&self) -> bool {
        self.released_at.get() != 0
    }

    /// Lets the name go. Returns the unix time from which others may take it.
    ///
    /// # Errors
    /// [`CreatorError::HandleReleased`] if it is released already.
    pub fn release(&mut self, now: i64) -> Result<i64> {
        require!(!self.is_released(), CreatorError::HandleReleased);
        self.released_at = now.into();
        self.free_at()
    }

    /// Gives a released name back to its last owner.
    ///
    /// # Errors
    /// [`CreatorError::HandleInUse`] if it was not released.
    pub fn reclaim(&mut self) -> Result<()> {
        require!(self.is_released(), CreatorError::HandleInUse);
        self.released_at = 0.into();
        Ok(())
    }

    /// Whether the name may be freed for others at `now`.
    ///
    /// # Errors
    /// [`CreatorError::HandleInUse`] while it is held, [`CreatorError::HandleResting`] for [`HANDLE_REST`] after its
    /// release.
    pub fn check_rested(&self, now: i64) -> Result<()> {
        require!(self.is_released(), CreatorError::HandleInUse);
        require!(now >= self.free_at()?, CreatorError::HandleResting);
        Ok(())
    }

    fn free_at(&self) -> Result<i64> {
        Ok(self.released_at.get().checked_add(HANDLE_REST).ok_or(CreatorError::OutOfRange)?)
    }
}

const _: () = assert!(core::mem::size_of::<Handle>() + 8 == 88);
