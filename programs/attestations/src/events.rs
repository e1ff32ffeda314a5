//! What the program tells the world. Zeros stand for "none".

use anchor_lang::prelude::*;
use makerstake_creators::log_event;

use crate::state::Attestation;

/// A work was attested: alone, as a revision, or as a leaf of a batch.
#[event(bytemuck)]
pub struct Attested {
    pub attestation: Address,
    pub creator: Address,
    pub content: [u8; 32],
    pub metadata: [u8; 32],
    /// The attestation that it replaces.
    pub parent: Address,
    /// Slot since which it stands.
    pub slot: PodU64,
    pub revision: PodU16,
    pub kind: u8,
}

/// A batch was submitted.
#[event(bytemuck)]
pub struct BatchAttested {
    pub batch: Address,
    pub author: Address,
    pub root: [u8; 32],
    pub data_hash: [u8; 32],
    pub leaves: u32,
}

/// A leaf of a batch became an attestation; an [`Attested`] goes with it.
#[event(bytemuck)]
pub struct Promoted {
    pub attestation: Address,
    pub batch: Address,
}

/// An attestation no longer stands, since this slot.
#[event(bytemuck)]
pub struct Revoked {
    pub attestation: Address,
}

/// A creator vouches for an attestation.
#[event(bytemuck)]
pub struct Endorsed {
    pub attestation: Address,
    pub endorser: Address,
    pub slot: u64,
}

/// A creator no longer vouches for an attestation.
#[event(bytemuck)]
pub struct EndorsementWithdrawn {
    pub attestation: Address,
    pub endorser: Address,
}

impl Attested {
    /// Logs an attestation as it was just written.
    pub fn log(attestation: &Account<Attestation>) {
        log_event!(Attested {
            attestation: *attestation.address(),
            creator: attestation.creator,
            content: attestation.content,
            metadata: attestation.metadata,
            parent: attestation.parent,
            slot: attestation.slot,
            revision: attestation.revision,
            kind: attestation.kind,
        });
    }
}
