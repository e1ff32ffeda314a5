//! An endorsement: another creator vouches for an attestation.

use anchor_lang::prelude::*;

use super::Moment;

/// One creator's word for one attestation, 121 bytes with the discriminator. Seeds: `endorsement`, attestation,
/// endorser. Closed when it is withdrawn.
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
    /// Bump of the address.
    pub bump: u8,
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
        *self =
            Self { attestation, endorser, rent_payer, slot: now.slot.into(), time: now.time.into(), bump };
    }
}

const _: () = assert!(core::mem::size_of::<Endorsement>() + 8 == 121);
