//! A batch: up to 2^27 statements under one root.

use anchor_lang::prelude::*;
use makerstake_domain::{
    hash::{is_zero, Digest},
    merkle,
};

use super::Moment;
use crate::{errors::AttestationError, sha256::Syscall};

/// The root of a tree of leaves, 126 bytes with the discriminator. Seeds: `batch`, author, root. Never changed or closed.
#[account]
pub struct Batch {
    /// Address of the creator that submitted it.
    pub author: Address,
    /// Root of the tree.
    pub root: [u8; 32],
    /// SHA-256 of the data from which the tree is built, wherever it is kept.
    pub data_hash: [u8; 32],
    /// Slot since which every leaf stands.
    pub slot: PodU64,
    /// Unix time of that slot, in seconds.
    pub time: PodI64,
    /// How many leaves the tree has.
    pub leaves: PodU32,
    /// How deep it is: ceil(log2(leaves)).
    pub depth: u8,
    /// Bump of the address.
    pub bump: u8,
}

impl Batch {
    /// Writes a new batch.
    ///
    /// # Errors
    /// [`AttestationError::ZeroRoot`], [`AttestationError::ZeroDataHash`], [`AttestationError::NoLeaves`],
    /// [`AttestationError::TooManyLeaves`].
    pub fn init(
        &mut self,
        author: Address,
        root: Digest,
        data_hash: Digest,
        leaves: u32,
        now: Moment,
        bump: u8,
    ) -> Result<()> {
        require!(!is_zero(&root), AttestationError::ZeroRoot);
        require!(!is_zero(&data_hash), AttestationError::ZeroDataHash);
        let depth = merkle::depth(leaves).map_err(AttestationError::from)?;
        *self = Self {
            author,
            root,
            data_hash,
            slot: now.slot.into(),
            time: now.time.into(),
            leaves: leaves.into(),
            depth,
            bump,
        };
        Ok(())
    }

    /// Checks that a leaf is in this batch (INVARIANT 8).
    ///
    /// # Errors
    /// [`AttestationError::WrongProofLength`], [`AttestationError::NotInBatch`].
    pub fn check_leaf(&self, leaf: &Digest, proof: &[Digest]) -> Result<()> {
        merkle::verify::<Syscall>(leaf, proof, self.depth, &self.root).map_err(AttestationError::from)?;
        Ok(())
    }

    /// When its leaves were stated.
    pub fn moment(&self) -> Moment {
        Moment { slot: self.slot.get(), time: self.time.get() }
    }
}

const _: () = assert!(core::mem::size_of::<Batch>() + 8 == 126);
