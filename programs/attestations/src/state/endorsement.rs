//! An endorsement: another creator vouches for an attestation.

use anchor_lang::{address_eq, prelude::*};

use super::{Moment, VERSION};
use crate::errors::AttestationError;

/// Seconds that a withdrawn endorsement is kept: 90 days. Longer than any window of a distribution stays open, so
/// whoever computes one again sees what stood in it.
pub const ENDORSEMENT_KEPT: i64 = 90 * 24 * 60 * 60;

/// One creator's word for one attestation, 136 bytes with the discriminator. Seeds: `endorsement`, attestation,
/// endorser. It is withdrawn once, and closed [`ENDORSEMENT_KEPT`] later; then the creator can vouch again.
#[account]
pub struct Endorsement {
    /// What is vouched for.
    pub attestation: Address,
    /// Address of the creator that vouches.
    pub endorser: Address,
    /// Who paid the rent, and gets it back (INVARIANT 19).
    pub rent_payer: Address,
    /// Slot in which it was given.
    pub slot: PodU64,
    /// Unix time of that slot, in seconds.
    pub time: PodI64,
    /// Unix time at which it was withdrawn, in seconds; 0: it stands.
    pub withdrawn_at: PodI64,
    /// Bump of the address.
    pub bump: u8,
    /// Layout of this account: [`VERSION`].
    pub version: u8,
    /// Zeros, room for later layouts.
    pub reserved: [u8; 6],
}

impl Endorsement {
    /// Writes a new endorsement.
    pub fn init(
        &mut self,
        attestation: Address,
        endorser: Address,
        rent_payer: Address,
        now: Moment,
        bump: u8,
    ) {
        *self = Self {
            attestation,
            endorser,
            rent_payer,
            slot: now.slot.into(),
            time: now.time.into(),
            withdrawn_at: 0.into(),
            bump,
            version: VERSION,
            reserved: [0; 6],
        };
    }

    /// Whether the account has the layout that this program reads and writes.
    pub fn is_current(&self) -> bool {
        self.version == VERSION
    }

    /// Whether the creator vouches no longer.
    pub fn is_withdrawn(&self) -> bool {
        self.withdrawn_at.get() != 0
    }

    /// Stamps the time of the withdrawal, once.
    ///
    /// # Errors
    /// [`AttestationError::EndorsementWithdrawn`].
    pub fn withdraw(&mut self, now: i64) -> Result<()> {
        require!(!self.is_withdrawn(), AttestationError::EndorsementWithdrawn);
        self.withdrawn_at = now.into();
        Ok(())
    }

    /// Checks that nobody needs the account any more.
    ///
    /// # Errors
    /// [`AttestationError::EndorsementStands`], [`AttestationError::EndorsementKept`] for [`ENDORSEMENT_KEPT`] after
    /// the withdrawal.
    pub fn check_closable(&self, now: i64) -> Result<()> {
        require!(self.is_withdrawn(), AttestationError::EndorsementStands);
        let kept = now.saturating_sub(self.withdrawn_at.get());
        require!(kept >= ENDORSEMENT_KEPT, AttestationError::EndorsementKept);
        Ok(())
    }

    /// Checks what holds of every endorsement at all times: it has an endorser and something endorsed.
    ///
    /// # Errors
    /// [`AttestationError::Unsound`].
    pub fn check(&self) -> Result<()> {
        let is_sound = !address_eq(&self.endorser, &self.attestation) && self.withdrawn_at.get() >= 0;
        require!(is_sound, AttestationError::Unsound);
        Ok(())
    }
}

const _: () = assert!(core::mem::size_of::<Endorsement>() + 8 == 136);
