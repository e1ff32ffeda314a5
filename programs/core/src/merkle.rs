//! Merkle trees of fixed depth with sorted pairs.
//!
//! All leaves of a tree of `n` leaves sit at depth `ceil(log2(n))`. On each level an odd node out is paired with
//! 32 zero bytes; a pair of two absent nodes does not exist. A tree of one leaf has depth 0 and the leaf for its root.
//!
//! Two rules keep a proof from meaning anything else (INVARIANT 8): leaves and nodes are hashed under different
//! first bytes, and a proof must have exactly as many siblings as the stored depth. So neither an inner node
//! passed for a leaf nor a proof cut short or drawn out ever reaches the root.

use crate::hash::{is_zero, same, Digest, Sha256};

/// The greatest depth of a tree.
pub const MAX_DEPTH: u8 = 27;
/// The greatest number of leaves: 2^27.
pub const MAX_LEAVES: u32 = 1 << MAX_DEPTH;
/// First byte of what is hashed to a leaf.
pub const LEAF_PREFIX: [u8; 1] = [0];
/// First byte of what is hashed to an inner node.
pub const NODE_PREFIX: [u8; 1] = [1];

/// Why a tree or a proof is refused.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum MerkleError {
    /// A tree has at least one leaf.
    NoLeaves,
    /// More than [`MAX_LEAVES`] leaves, or a depth above [`MAX_DEPTH`].
    TooManyLeaves,
    /// The leaf is 32 zero bytes, which stand for an absent sibling.
    ZeroLeaf,
    /// The root is 32 zero bytes.
    ZeroRoot,
    /// The proof has another number of siblings than the tree is deep.
    WrongLength,
    /// The proof leads to another root.
    WrongRoot,
}

/// The depth of a tree of `leaves` leaves: `ceil(log2(leaves))`.
///
/// # Errors
/// [`MerkleError::NoLeaves`] for 0, [`MerkleError::TooManyLeaves`] above [`MAX_LEAVES`].
pub fn depth(leaves: u32) -> Result<u8, MerkleError> {
    match leaves {
        0 => Err(MerkleError::NoLeaves),
        1 => Ok(0),
        2..=MAX_LEAVES => {
            // ceil(log2(n)) = floor(log2(n - 1)) + 1 for n > 1; at most 27, so it fits.
            let log = leaves.saturating_sub(1).ilog2().saturating_add(1);
            u8::try_from(log).map_err(|_| MerkleError::TooManyLeaves)
        }
        _ => Err(MerkleError::TooManyLeaves),
    }
}

/// The parent of two nodes, in either order.
pub fn node<H: Sha256>(a: &Digest, b: &Digest) -> Digest {
    let (smaller, larger) = if precedes(a, b) { (a, b) } else { (b, a) };
    H::hashv(&[&NODE_PREFIX, smaller, larger])
}

/// The root of an aligned subtree, all of whose places are given: 2^k hashes, where an absent place is 32 zero bytes.
/// Leaves its root in the first place. Returns how many levels it has.
///
/// As in the whole tree, a node without children does not exist either. Whoever says that a place is absent, or gives
/// another hash for it, reaches another root.
///
/// # Errors
/// [`MerkleError::WrongLength`] unless the number of places is a power of two, [`MerkleError::NoLeaves`] for none.
pub fn fold_subtree<H: Sha256>(places: &mut [Digest]) -> Result<u8, MerkleError> {
    let mut width = places.len();
    if width == 0 {
        return Err(MerkleError::NoLeaves);
    }
    if !width.is_power_of_two() {
        return Err(MerkleError::WrongLength);
    }
    let mut levels = 0_u8;
    while width > 1 {
        width /= 2;
        for at in 0..width {
            let left = at.saturating_mul(2);
            let (Some(a), Some(b)) = (places.get(left), places.get(left.saturating_add(1))) else {
                return Err(MerkleError::WrongLength);
            };
            let parent = if is_zero(a) && is_zero(b) { *a } else { node::<H>(a, b) };
            if let Some(place) = places.get_mut(at) {
                *place = parent;
            }
        }
        levels = levels.saturating_add(1);
    }
    Ok(levels)
}

/// The root that a leaf and its siblings, lowest first, lead to in a tree of `depth` levels.
///
/// # Errors
/// [`MerkleError::WrongLength`] unless there are exactly `depth` siblings, [`MerkleError::TooManyLeaves`] above
/// [`MAX_DEPTH`], [`MerkleError::ZeroLeaf`] for a leaf of 32 zero bytes.
pub fn root_from_proof<H: Sha256>(leaf: &Digest, proof: &[Digest], depth: u8) -> Result<Digest, MerkleError> {
    if depth > MAX_DEPTH {
        return Err(MerkleError::TooManyLeaves);
    }
    if proof.len() != usize::from(depth) {
        return Err(MerkleError::WrongLength);
    }
    if is_zero(leaf) {
        return Err(MerkleError::ZeroLeaf);
    }
    Ok(proof.iter().fold(*leaf, |child, sibling| node::<H>(&child, sibling)))
}

/// Checks that `leaf` is in the tree of this root and depth.
///
/// # Errors
/// Those of [`root_from_proof`]; [`MerkleError::ZeroRoot`] for a root of 32 zero bytes; [`MerkleError::WrongRoot`]
/// when the proof leads elsewhere.
pub fn verify<H: Sha256>(
    leaf: &Digest,
    proof: &[Digest],
    depth: u8,
    root: &Digest,
) -> Result<(), MerkleError> {
    if is_zero(root) {
        return Err(MerkleError::ZeroRoot);
    }
    if same(&root_from_proof::<H>(leaf, proof, depth)?, root) {
        Ok(())
    } else {
        Err(MerkleError::WrongRoot)
    }
}

/// Whether `a` sorts before `b`, compared as bytes, eight at a time: a third of the cost of a byte loop on chain.
fn precedes(a: &Digest, b: &Digest) -> bool {
    let mut left = a.as_chunks::<8>().0.iter();
    let right = b.as_chunks::<8>().0.iter();
    for theirs in right {
        let Some(ours) = left.next() else { return false };
        let (ours, theirs) = (u64::from_be_bytes(*ours), u64::from_be_bytes(*theirs));
        if ours != theirs {
            return ours < theirs;
        }
    }
    false
}

#[cfg(test)]
mod tests;
