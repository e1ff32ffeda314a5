//! Merkle trees as files: every level of the tree, so that a proof is a few reads and never a computation.
//!
//! The file is a header of 64 bytes, then the levels, leaves first, root last, each its nodes of 32 bytes one after
//! another. Level `k` of a tree of `n` leaves has `ceil(n / 2^k)` nodes; an absent right sibling is not stored.
//!
//! | bytes | contents |
//! | --- | --- |
//! | 0..8 | `MKRSTREE` |
//! | 8..10 | version 1, u16 little-endian |
//! | 10 | depth |
//! | 11 | 0 |
//! | 12..16 | number of leaves, u32 little-endian |
//! | 16..48 | root |
//! | 48..64 | zeros |
//!
//! The rules of the tree itself are those of [`makerstake_core::merkle`].

mod build;
mod header;
mod read;

pub use build::{build, TreeBuilder};
pub use header::{Shape, HEADER_BYTES, MAGIC, NODE_BYTES, VERSION};
pub use read::TreeFile;

use makerstake_core::hash::Digest;

/// What a tree is known by.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Summary {
    /// The root.
    pub root: Digest,
    /// How many leaves.
    pub leaves: u32,
    /// How many levels above the leaves: the number of siblings in every proof.
    pub depth: u8,
    /// Size of the file in bytes.
    pub bytes: u64,
}

#[cfg(test)]
mod tests;
