//! Merkle trees in memory, every level kept, by the rules of [`makerstake_core::merkle`]. Trees of whole epochs are files
//! (`makerstake-distribution`).

use makerstake_core::hash::{Digest, ZERO};
use makerstake_core::merkle::{self, MerkleError};

use crate::hash::Sha2;

/// A tree.
#[derive(Clone, Debug)]
pub struct Tree {
    /// From the leaves up to the root; an absent sibling is not stored.
    levels: Vec<Vec<Digest>>,
}

impl Tree {
    /// The tree of these leaves.
    ///
    /// # Errors
    /// [`MerkleError::NoLeaves`], [`MerkleError::TooManyLeaves`].
    pub fn new(leaves: Vec<Digest>) -> Result<Self, MerkleError> {
        merkle::depth(u32::try_from(leaves.len()).map_err(|_| MerkleError::TooManyLeaves)?)?;
        let mut levels = vec![leaves];
        while let Some(level) = levels.last().filter(|level| level.len() > 1) {
            let node = |pair: &[Digest]| match pair {
                [left, right] => merkle::node::<Sha2>(left, right),
                [left] => merkle::node::<Sha2>(left, &ZERO),
                _ => ZERO,
            };
            let above = level.chunks(2).map(node).collect();
            levels.push(above);
        }
        Ok(Self { levels })
    }

    /// The root.
    pub fn root(&self) -> Digest {
        self.levels.last().and_then(|level| level.first()).copied().unwrap_or(ZERO)
    }

    /// How many levels are above the leaves.
    pub fn depth(&self) -> u8 {
        u8::try_from(self.levels.len().saturating_sub(1)).unwrap_or(u8::MAX)
    }

    /// The siblings that lead from a leaf to the root, lowest first; `None` for a leaf that is not there.
    pub fn proof(&self, leaf: usize) -> Option<Vec<Digest>> {
        self.levels.first()?.get(leaf)?;
        let below_root = self.levels.iter().take(usize::from(self.depth())).enumerate();
        let siblings =
            below_root.map(|(height, level)| level.get((leaf >> height) ^ 1).copied().unwrap_or(ZERO));
        Some(siblings.collect())
    }
}
