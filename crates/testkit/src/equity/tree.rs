//! Trees of claims, built from the format's description, not with the code under test.

use sha2::{Digest, Sha256};
use solana_pubkey::Pubkey;

use super::Root;

/// A whole tree of one distribution.
#[derive(Clone, Debug)]
pub struct Tree {
    /// Who gets how much.
    pub claims: Vec<(Pubkey, u64)>,
    levels: Vec<Vec<[u8; 32]>>,
}

impl Tree {
    /// The tree of these claims, in this order, for one pool and epoch.
    pub fn new(pool: &Pubkey, epoch: u32, claims: &[(Pubkey, u64)]) -> Self {
        let mut level: Vec<_> =
            claims.iter().map(|(holder, amount)| leaf(pool, epoch, holder, *amount)).collect();
        let mut levels = vec![level.clone()];
        while level.len() > 1 {
            level = level.chunks(2).map(|pair| node(&pair[0], pair.get(1).unwrap_or(&[0; 32]))).collect();
            levels.push(level.clone());
        }
        Self { claims: claims.to_vec(), levels }
    }

    /// As a proposal names it.
    pub fn root(&self) -> Root {
        let root = self.levels[self.levels.len() - 1].first().copied().unwrap_or_default();
        let total = self.claims.iter().fold(0_u64, |sum, (_, amount)| sum.saturating_add(*amount));
        Root { root, data_hash: hash(&[b"data", &root]), leaves: self.claims.len() as u32, total }
    }

    /// The siblings of the subtree of `width` places, a power of two, that begins at claim `first`, lowest first.
    pub fn range_proof(&self, first: usize, width: usize) -> Vec<[u8; 32]> {
        let levels = width.ilog2() as usize;
        self.proof(first).into_iter().skip(levels).collect()
    }

    /// The siblings of claim `index`, lowest first.
    pub fn proof(&self, index: usize) -> Vec<[u8; 32]> {
        let below_root = &self.levels[..self.levels.len() - 1];
        let sibling = |(height, level): (usize, &Vec<[u8; 32]>)| {
            level.get((index >> height) ^ 1).copied().unwrap_or([0; 32])
        };
        below_root.iter().enumerate().map(sibling).collect()
    }
}

/// A root that one leaf reaches through `siblings`: a tree of 2^n leaves of which only one path is known.
pub fn deep(leaf: [u8; 32], siblings: &[[u8; 32]], total: u64) -> Root {
    let root = siblings.iter().fold(leaf, |child, sibling| node(&child, sibling));
    Root { root, data_hash: hash(&[b"data", &root]), leaves: 1 << siblings.len(), total }
}

/// The leaf of a claim: SHA-256(0x00, pool, epoch, holder, amount).
pub fn leaf(pool: &Pubkey, epoch: u32, holder: &Pubkey, amount: u64) -> [u8; 32] {
    hash(&[&[0], pool.as_ref(), &epoch.to_le_bytes(), holder.as_ref(), &amount.to_le_bytes()])
}

/// A node: SHA-256(0x01, smaller, larger).
pub fn node(a: &[u8; 32], b: &[u8; 32]) -> [u8; 32] {
    hash(&[&[1], a.min(b), a.max(b)])
}

pub(super) fn hash(parts: &[&[u8]]) -> [u8; 32] {
    let mut hasher = Sha256::new();
    for part in parts {
        hasher.update(part);
    }
    hasher.finalize().into()
}
