//! Lists of wallets that may commit, each with a cap of its own: a Merkle tree whose leaves name the offering.

use std::collections::BTreeMap;

use makerstake_core::merkle::{self, MerkleError};
use makerstake_core::offering::leaf;
use solana_pubkey::Pubkey;

use crate::hash::Sha2;
use crate::tree::Tree;

/// Why a list is refused.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum ListError {
    /// It has no wallet.
    Empty,
    /// It has more wallets than a tree has leaves.
    TooLong,
    /// This wallet stands in it twice.
    Duplicate(Pubkey),
    /// This wallet's cap is 0.
    NoCap(Pubkey),
}

impl std::fmt::Display for ListError {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        match self {
            Self::Empty => f.write_str("the list has no wallet"),
            Self::TooLong => write!(f, "a list has at most {} wallets", merkle::MAX_LEAVES),
            Self::Duplicate(wallet) => write!(f, "{wallet} stands in the list twice"),
            Self::NoCap(wallet) => write!(f, "{wallet} has a cap of 0"),
        }
    }
}

impl std::error::Error for ListError {}

/// A list and its tree.
#[derive(Clone, Debug)]
pub struct List {
    rows: BTreeMap<Pubkey, u64>,
    tree: Tree,
}

impl List {
    /// The list of an offering, from wallets with their caps in quote units, in any order.
    ///
    /// # Errors
    /// [`ListError`].
    pub fn new(offering: &Pubkey, wallets: &[(Pubkey, u64)]) -> Result<Self, ListError> {
        let mut rows = BTreeMap::new();
        for (wallet, cap) in wallets {
            if *cap == 0 {
                return Err(ListError::NoCap(*wallet));
            }
            if rows.insert(*wallet, *cap).is_some() {
                return Err(ListError::Duplicate(*wallet));
            }
        }
        let leaves =
            rows.iter().map(|(wallet, cap)| leaf::<Sha2>(offering.as_array(), wallet.as_array(), *cap));
        let tree = Tree::new(leaves.collect()).map_err(|error| match error {
            MerkleError::NoLeaves => ListError::Empty,
            _ => ListError::TooLong,
        })?;
        Ok(Self { rows, tree })
    }

    /// The root.
    pub fn root(&self) -> [u8; 32] {
        self.tree.root()
    }

    /// Levels below the root.
    pub fn depth(&self) -> u8 {
        self.tree.depth()
    }

    /// What the terms of the offering keep of it: root and depth.
    pub fn gate_data(&self) -> [u8; 64] {
        let mut data = [0; 64];
        data[..32].copy_from_slice(&self.root());
        data[32] = self.depth();
        data
    }

    /// The cap of a wallet and the siblings on its way up, lowest first; nothing for a wallet that is not in the list.
    pub fn proof(&self, wallet: &Pubkey) -> Option<(u64, Vec<[u8; 32]>)> {
        let cap = *self.rows.get(wallet)?;
        let at = self.rows.keys().position(|one| one == wallet)?;
        Some((cap, self.tree.proof(at)?))
    }

    /// The wallets with their caps, in the order of the leaves.
    pub fn rows(&self) -> impl Iterator<Item = (&Pubkey, &u64)> {
        self.rows.iter()
    }
}

/// Whether a proof leads from this wallet and cap to the root.
pub fn is_listed(offering: &Pubkey, wallet: &Pubkey, cap: u64, proof: &[[u8; 32]], root: &[u8; 32]) -> bool {
    let own = leaf::<Sha2>(offering.as_array(), wallet.as_array(), cap);
    let depth = u8::try_from(proof.len()).unwrap_or(u8::MAX);
    merkle::verify::<Sha2>(&own, proof, depth, root).is_ok()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn key(byte: u8) -> Pubkey {
        Pubkey::new_from_array([byte; 32])
    }

    #[test]
    fn every_wallet_of_a_list_of_any_length_has_a_proof() {
        let offering = key(99);
        for length in 1..=17_u8 {
            let rows: Vec<_> = (1..=length).map(|at| (key(at), u64::from(at) * 10)).collect();
            let list = List::new(&offering, &rows).unwrap();
            assert_eq!(list.depth(), merkle::depth(u32::from(length)).unwrap());
            for (wallet, cap) in &rows {
                let (own, proof) = list.proof(wallet).unwrap();
                assert_eq!(own, *cap);
                assert!(is_listed(&offering, wallet, own, &proof, &list.root()), "{length} {wallet}");
                assert!(!is_listed(&offering, wallet, own + 1, &proof, &list.root()));
                assert!(!is_listed(&key(98), wallet, own, &proof, &list.root()));
            }
            assert_eq!(list.proof(&key(200)), None);
        }
    }

    #[test]
    fn the_order_of_the_rows_plays_no_part() {
        let (a, b, c) = ((key(1), 5), (key(2), 6), (key(3), 7));
        let one = List::new(&key(9), &[a, b, c]).unwrap();
        assert_eq!(one.root(), List::new(&key(9), &[c, a, b]).unwrap().root());
        assert_eq!(one.gate_data()[32], 2);
    }

    #[test]
    fn a_list_of_nobody_of_somebody_twice_and_of_nothing_is_refused() {
        let refused = |rows: &[(Pubkey, u64)]| List::new(&key(9), rows).unwrap_err();
        assert_eq!(refused(&[]), ListError::Empty);
        assert_eq!(refused(&[(key(1), 5), (key(2), 5), (key(1), 6)]), ListError::Duplicate(key(1)));
        assert_eq!(refused(&[(key(1), 0)]), ListError::NoCap(key(1)));
    }
}
