//! What the program tells the world: enough to rebuild every account. Zeros stand for "none".

use anchor_lang::prelude::*;
use makerstake_common::log_event;

use crate::state::Attestation;

/// A work was attested: alone, as a revision, or as a leaf of a batch.
#[event(bytemuck)]
pub struct Attested {
    pub attestation: Address,
    pub creator: Address,
    pub content: [u8; 32],
    pub metadata: [u8; 32],
    /// The attestation that it replaces, which is marked as revised.
    pub parent: Address,
    /// The creator that stated it in the name of `creator`; zeros: `creator` itself did.
    pub attestor: Address,
    /// Slot since which it stands.
    pub slot: PodU64,
    /// Unix time of that slot, in seconds.
    pub time: PodI64,
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
    /// Slot since which its leaves stand.
    pub slot: PodU64,
    /// Unix time of that slot, in seconds.
    pub time: PodI64,
    pub leaves: PodU32,
}

/// The author of a batch revoked it: nothing more is promoted from it.
#[event(bytemuck)]
pub struct BatchRevoked {
    pub batch: Address,
    /// Unix time, in seconds.
    pub revoked_at: i64,
}

/// A leaf of a batch became an attestation; an [`Attested`] goes with it.
#[event(bytemuck)]
pub struct Promoted {
    pub attestation: Address,
    pub batch: Address,
}

/// An attestation no longer stands.
#[event(bytemuck)]
pub struct Revoked {
    pub attestation: Address,
    /// The slot of its revocation.
    pub slot: u64,
}

/// A creator vouches for an attestation.
#[event(bytemuck)]
pub struct Endorsed {
    pub attestation: Address,
    pub endorser: Address,
    /// Who paid the rent, and gets it back.
    pub rent_payer: Address,
    pub slot: u64,
    /// Unix time of that slot, in seconds.
    pub time: i64,
}

/// A creator no longer vouches for an attestation. The account stays for 90 days.
#[event(bytemuck)]
pub struct EndorsementWithdrawn {
    pub attestation: Address,
    pub endorser: Address,
    /// Unix time, in seconds.
    pub withdrawn_at: i64,
}

/// The account of a withdrawn endorsement is gone.
#[event(bytemuck)]
pub struct EndorsementClosed {
    pub attestation: Address,
    pub endorser: Address,
    pub rent_payer: Address,
}

/// A creator lets another one attest for it.
#[event(bytemuck)]
pub struct AttestorSet {
    pub permission: Address,
    pub creator: Address,
    pub attestor: Address,
    /// Slot in which the permission was given.
    pub slot: PodU64,
    /// Unix time from which it stands, in seconds.
    pub from: PodI64,
    /// Unix time from which it stands no more.
    pub until: PodI64,
    /// Which of this attestor's permissions for this creator it is.
    pub number: PodU32,
    /// What it is for: a sum of 1 (attest), 2 (revise) and 4 (batches).
    pub scope: u8,
}

/// A permission stands no more.
#[event(bytemuck)]
pub struct AttestorRevoked {
    pub permission: Address,
    /// The key that revoked it: the creator's authority or its recovery key.
    pub signer: Address,
    /// The slot of its revocation.
    pub slot: u64,
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
            attestor: attestation.attestor,
            slot: attestation.slot,
            time: attestation.time,
            revision: attestation.revision,
            kind: attestation.kind,
        });
    }
}
