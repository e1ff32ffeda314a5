//! What a leaf of a batch says: who made what, and what kind of thing it is.

use crate::{
    hash::{Digest, Sha256},
    merkle::LEAF_PREFIX,
};

/// What is attested. Stored and hashed as one byte.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
#[repr(u8)]
pub enum Kind {
    /// A work that the creator made.
    Work = 0,
    /// A work made from other people's: a translation, a remix, an arrangement. Its metadata says from what.
    Derivative = 1,
    /// Only in batches: the author of the batch has listed the creator, whose address follows from its genesis key.
    Registration = 2,
}

impl Kind {
    /// The kind of a stored byte, or nothing for a byte that is no kind.
    pub const fn from_byte(byte: u8) -> Option<Self> {
        match byte {
            0 => Some(Self::Work),
            1 => Some(Self::Derivative),
            2 => Some(Self::Registration),
            _ => None,
        }
    }

    /// Whether a creator may attest this of its own, apart from a batch.
    pub const fn is_own_statement(self) -> bool {
        matches!(self, Self::Work | Self::Derivative)
    }
}

/// One leaf of a batch of attestations.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Leaf {
    /// Address of the creator that submits the batch.
    pub author: Digest,
    /// Address of the creator whose work this is.
    pub creator: Digest,
    /// SHA-256 of every byte of the work.
    pub content: Digest,
    /// SHA-256 of the metadata document's canonical form; zeros: none.
    pub metadata: Digest,
    /// Address of the attestation that this one replaces; zeros: none.
    pub parent: Digest,
    /// A [`Kind`].
    pub kind: u8,
    /// Random bytes, so that nobody can find out a leaf by guessing what is in it.
    pub nonce: [u8; 16],
}

impl Leaf {
    /// SHA-256(0 ‖ author ‖ creator ‖ content ‖ metadata ‖ parent ‖ kind ‖ nonce).
    pub fn hash<H: Sha256>(&self) -> Digest {
        H::hashv(&[
            &LEAF_PREFIX,
            &self.author,
            &self.creator,
            &self.content,
            &self.metadata,
            &self.parent,
            &[self.kind],
            &self.nonce,
        ])
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;
    use sha2::Digest as _;
    use std::vec::Vec;

    struct Sha2;

    impl Sha256 for Sha2 {
        fn hashv(parts: &[&[u8]]) -> Digest {
            sha2::Sha256::digest(parts.concat()).into()
        }
    }

    #[test]
    fn every_kind_comes_back_from_its_byte() {
        let kinds: Vec<_> =
            (0..=u8::MAX).filter_map(|byte| Kind::from_byte(byte).map(|kind| (byte, kind))).collect();
        assert_eq!(kinds, [(0, Kind::Work), (1, Kind::Derivative), (2, Kind::Registration)]);
        assert!(kinds.iter().all(|(byte, kind)| *byte == *kind as u8));
        assert!(!Kind::Registration.is_own_statement());
    }

    proptest! {
        /// The bytes have fixed places, so no two leaves share them.
        #[test]
        fn a_leaf_is_the_hash_of_178_bytes(fields: [[u8; 32]; 5], kind: u8, nonce: [u8; 16]) {
            let [author, creator, content, metadata, parent] = fields;
            let leaf = Leaf { author, creator, content, metadata, parent, kind, nonce };
            let mut bytes = std::vec![0u8];
            fields.iter().for_each(|field| bytes.extend(field));
            bytes.push(kind);
            bytes.extend(nonce);
            prop_assert_eq!(bytes.len(), 178);
            prop_assert_eq!(leaf.hash::<Sha2>(), <Digest>::from(sha2::Sha256::digest(&bytes)));
        }
    }
}
