//! Merkle trees: their leaves, roots and proofs.

use makerstake_client::tree::Tree;
use makerstake_core::hash::Digest;
use makerstake_core::{emission, merkle, work};
use serde::Deserialize;
use wasm_bindgen::prelude::wasm_bindgen;
use wasm_bindgen::JsValue;

use crate::border::{address, exactly, from_js, named, refusal, Address, Answer, Bytes, Hash};
use crate::hash::Sha2;

/// A whole tree.
#[wasm_bindgen]
pub struct MerkleTree(Tree);

#[wasm_bindgen]
impl MerkleTree {
    /// The tree of these leaves, 32 bytes each, one behind the other.
    ///
    /// # Errors
    /// No leaf, too many, or bytes that are no leaves.
    #[wasm_bindgen(constructor)]
    pub fn new(leaves: &[u8]) -> Answer<Self> {
        let (leaves, rest) = leaves.as_chunks::<32>();
        if !rest.is_empty() {
            return Err(refusal("a leaf has 32 bytes"));
        }
        Self::of(leaves.to_vec())
    }

    /// The root.
    #[wasm_bindgen(getter)]
    pub fn root(&self) -> Vec<u8> {
        self.0.root().to_vec()
    }

    /// How many levels are above the leaves.
    #[wasm_bindgen(getter)]
    pub fn depth(&self) -> usize {
        usize::from(self.0.depth())
    }

    /// The siblings that lead from a leaf to the root, lowest first, one behind the other.
    ///
    /// # Errors
    /// A leaf that is not there.
    pub fn proof(&self, leaf: usize) -> Answer<Vec<u8>> {
        let siblings = self.0.proof(leaf).ok_or_else(|| refusal(format!("no leaf {leaf}")))?;
        Ok(siblings.into_iter().flatten().collect())
    }
}

impl MerkleTree {
    /// The tree of these leaves.
    ///
    /// # Errors
    /// No leaf, or too many.
    pub fn of(leaves: Vec<Digest>) -> Answer<Self> {
        Tree::new(leaves).map(Self).map_err(named)
    }

    /// The root.
    pub fn root_digest(&self) -> Digest {
        self.0.root()
    }
}

/// The depth of a tree of so many leaves.
///
/// # Errors
/// No number of leaves that a tree can have.
#[wasm_bindgen(js_name = merkleDepth)]
pub fn merkle_depth(leaves: f64) -> Answer<u8> {
    if leaves.fract() != 0.0 || !(0.0..=f64::from(u32::MAX)).contains(&leaves) {
        return Err(refusal("no number of leaves"));
    }
    merkle::depth(leaves as u32).map_err(named)
}

/// Whether a leaf and its siblings, one behind the other, lead to the root in a tree of this depth.
///
/// # Errors
/// Bytes that are no leaf, siblings or root.
#[wasm_bindgen(js_name = verifyProof)]
pub fn verify_proof(leaf: &[u8], proof: &[u8], depth: u8, root: &[u8]) -> Answer<bool> {
    let (siblings, rest) = proof.as_chunks::<32>();
    if !rest.is_empty() {
        return Err(refusal("a sibling has 32 bytes"));
    }
    Ok(merkle::verify::<Sha2>(&exactly(leaf)?, siblings, depth, &exactly(root)?).is_ok())
}

/// What a leaf of a batch of attestations says; zeros: no metadata, no parent.
#[derive(Deserialize)]
struct WorkLeaf {
    author: Address,
    creator: Address,
    content: Hash,
    metadata: Hash,
    parent: Hash,
    kind: u8,
    nonce: Bytes,
}

/// The leaf of a batch of attestations.
///
/// # Errors
/// What is no leaf.
#[wasm_bindgen(js_name = workLeaf)]
pub fn work_leaf(leaf: JsValue) -> Answer<Vec<u8>> {
    let leaf: WorkLeaf = from_js(leaf)?;
    let leaf = work::Leaf {
        author: leaf.author.0,
        creator: leaf.creator.0,
        content: leaf.content.0,
        metadata: leaf.metadata.0,
        parent: leaf.parent.0,
        kind: leaf.kind,
        nonce: exactly(&leaf.nonce.0)?,
    };
    Ok(leaf.hash::<Sha2>().to_vec())
}

/// The leaf that pays shares to a holder in an epoch of a pool.
///
/// # Errors
/// What is no address.
#[wasm_bindgen(js_name = shareLeaf)]
pub fn share_leaf(pool: &str, epoch: u32, holder: &str, amount: u64) -> Answer<Vec<u8>> {
    Ok(emission::leaf::<Sha2>(&address(pool)?, epoch, &address(holder)?, amount).to_vec())
}
