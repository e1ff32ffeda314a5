//! Checks an epoch's files against each other, from the specification alone: the manifest against the list, the list
//! against the tree's leaves, every node of the tree against its children.
//!
//! This shares nothing with the builder but the hash function and the error type: its own reader of rows, numbers and
//! addresses, its own walk over the tree. A mistake in one is seen by the other. Memory: a few blocks of 8 MiB.

mod base58;
mod list;
mod manifest;
mod nodes;
mod score;

use std::{num::NonZero, path::Path, thread};

use crate::{
    error::{Fault, Result},
    Digest,
};

pub use score::{recompute, Evidence, Recomputed};

/// What the files say, once they agree.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Verified {
    /// SHA-256 of the manifest.
    pub data_hash: Digest,
    /// Genesis hash of the cluster.
    pub genesis_hash: [u8; 32],
    /// The pool.
    pub pool: [u8; 32],
    /// The distribution's number.
    pub epoch: u32,
    /// Start and end of the window, unix seconds.
    pub window: (i64, i64),
    /// What all leaves add up to, base units.
    pub allocation: u64,
    /// The most that a leaf may hold, base units.
    pub leaf_max: u64,
    /// Number of leaves.
    pub leaves: u32,
    /// Depth of the tree.
    pub depth: u8,
    /// Its root.
    pub root: Digest,
    /// SHA-256 of the rule.
    pub rule_hash: Digest,
    /// SHA-256 of the inputs.
    pub inputs_hash: Digest,
}

/// Checks the files of the epoch in `folder`.
///
/// # Errors
/// The first contradiction, with its place; when a file cannot be read.
pub fn verify(folder: &Path) -> Result<Verified> {
    let named = folder.join("manifest.json");
    let claims = manifest::read(&named)?;
    let tree = nodes::Tree::open(&folder.join("tree.bin"), claims.leaves)?;
    let list = folder.join("leaves.csv");
    let found = list::check(&list, &claims, &tree)?;
    let remedy = "the list is not the one that was built: fetch it again, or build again";
    let agree = |what: &str, file: &Path, found: String, said: String| match found == said {
        true => Ok(()),
        false => Err(Fault::new(format!("{what} is not the manifest's, {said}"), found, remedy).of(file)),
    };
    agree("number of rows", &list, found.rows.to_string(), claims.leaves.to_string())?;
    agree("sum", &list, found.sum.to_string(), claims.allocation.to_string())?;
    agree("size in bytes", &list, found.bytes.to_string(), claims.bytes.to_string())?;
    agree("SHA-256", &list, hex::encode(found.sha256), hex::encode(claims.sha256))?;
    let root = tree.check_nodes()?;
    agree("root", tree.path(), hex::encode(root), hex::encode(claims.root))?;
    agree("depth", tree.path(), tree.depth().to_string(), claims.depth.to_string())?;
    agree("size in bytes", tree.path(), tree.bytes().to_string(), claims.tree_bytes.to_string())?;
    Ok(Verified {
        data_hash: claims.data_hash,
        genesis_hash: claims.genesis_hash,
        pool: claims.pool,
        epoch: claims.epoch,
        window: claims.window,
        allocation: claims.allocation,
        leaf_max: claims.leaf_max,
        leaves: claims.leaves,
        depth: claims.depth,
        root,
        rule_hash: claims.rule_hash,
        inputs_hash: claims.inputs_hash,
    })
}

/// Checks a tree file alone: every node against its children. For trees whose leaves come from elsewhere, as
/// batches of attestations do. Returns the root.
///
/// # Errors
/// The first node that does not follow from its children; when the file cannot be read.
pub fn verify_tree(path: &Path, leaves: u32) -> Result<Digest> {
    nodes::Tree::open(path, leaves)?.check_nodes()
}

fn cores() -> usize {
    thread::available_parallelism().map_or(1, NonZero::get)
}

#[cfg(test)]
mod tests;
