//! A batch: up to 2^27 statements under one root.

use anchor_lang::prelude::*;
use makerstake_core::{
    hash::{is_zero, Digest},
    merkle,
};

use super::{Moment, VERSION};
use crate::{errors::AttestationError, sha256::Syscall};

/// The root of a tree of leaves, 144 bytes with the discriminator. Seeds: `batch`, author, root. Only the time of its
/// revocation is ever written again, once; it is never closed.
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
    /// Unix time at which its author revoked it, in seconds; 0: it stands.
    pub revoked_at: PodI64,
    /// How many leaves the tree has.
    pub leaves: PodU32,
    /// How deep it is: ceil(log2(leaves)).
    pub depth: u8,
    /// Bump of the address.
    pub bump: u8,
    /// Layout of this account: [`VERSION`].
    pub version: u8,
    /// Zeros, room for later layouts.
    pub reserved: [u8; 9],
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
            revoked_at: 0.into(),
            leaves: leaves.into(),
            depth,
            bump,
            version: VERSION,
            reserved: [0; 9],
        };
        Ok(())
    }

    /// Whether the account has the layout that this program reads and writes.
    pub fn is_current(&self) -> bool {
        self.version == VERSION
    }

    /// Whether its author has revoked it.
    pub fn is_revoked(&self) -> bool {
        self.revoked_at.get() != 0
    }

    /// Stamps the time of the revocation, once.
    ///
    /// # Errors
    /// [`AttestationError::AlreadyRevoked`].
    pub fn revoke(&mut self, now: i64) -> Result<()> {
        require!(!self.is_revoked(), AttestationError::AlreadyRevoked);
        self.revoked_at = now.into();
        Ok(())
    }

    /// Checks what holds of every batch at all times: it has a root, data, and the depth that its leaves need.
    ///
    /// # Errors
    /// [`AttestationError::Unsound`].
    pub fn check(&self) -> Result<()> {
        let is_sound = !is_zero(&self.root)
            && !is_zero(&self.data_hash)
            && merkle::depth(self.leaves.get()) == Ok(self.depth)
            && self.revoked_at.get() >= 0;
        require!(is_sound, AttestationError::Unsound);
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

const _: () = assert!(core::mem::size_of::<Batch>() + 8 == 144);
