use super::*;
use crate::hash::{Digest, ZERO};
use proptest::prelude::*;
use sha2::Digest as _;

/// SHA-256 of the `sha2` crate, which shares nothing with the runtime's.
struct Sha2;

impl Sha256 for Sha2 {
    fn hashv(parts: &[&[u8]]) -> Digest {
        let mut hasher = sha2::Sha256::new();
        for part in parts {
            hasher.update(part);
        }
        hasher.finalize().into()
    }
}

/// All levels of the tree, leaves first.
fn levels(leaves: &[Digest]) -> std::vec::Vec<std::vec::Vec<Digest>> {
    let mut levels = std::vec![leaves.to_vec()];
    while levels.last().unwrap().len() > 1 {
        let above = levels
            .last()
            .unwrap()
            .chunks(2)
            .map(|pair| node::<Sha2>(&pair[0], pair.get(1).unwrap_or(&ZERO)))
            .collect();
        levels.push(above);
    }
    levels
}

fn proof(levels: &[std::vec::Vec<Digest>], index: usize) -> std::vec::Vec<Digest> {
    levels[..levels.len() - 1]
        .iter()
        .enumerate()
        .map(|(level, nodes)| *nodes.get((index >> level) ^ 1).unwrap_or(&ZERO))
        .collect()
}

fn leaf(n: u32) -> Digest {
    Sha2::hashv(&[&LEAF_PREFIX, &n.to_le_bytes()])
}

#[test]
fn depth_is_the_rounded_up_logarithm() {
    for (leaves, expected) in
        [(1, 0), (2, 1), (3, 2), (4, 2), (5, 3), (1 << 20, 20), ((1 << 20) + 1, 21), (MAX_LEAVES, 27)]
    {
        assert_eq!(depth(leaves), Ok(expected), "{leaves} leaves");
    }
    assert_eq!(depth(0), Err(MerkleError::NoLeaves));
    assert_eq!(depth(MAX_LEAVES + 1), Err(MerkleError::TooManyLeaves));
    assert_eq!(depth(u32::MAX), Err(MerkleError::TooManyLeaves));
}

#[test]
fn a_tree_of_one_leaf_is_its_leaf() {
    assert_eq!(verify::<Sha2>(&leaf(1), &[], 0, &leaf(1)), Ok(()));
    assert_eq!(verify::<Sha2>(&leaf(1), &[ZERO], 0, &leaf(1)), Err(MerkleError::WrongLength));
}

#[test]
fn zero_leaves_and_zero_roots_are_refused() {
    assert_eq!(verify::<Sha2>(&ZERO, &[], 0, &leaf(1)), Err(MerkleError::ZeroLeaf));
    assert_eq!(verify::<Sha2>(&leaf(1), &[], 0, &ZERO), Err(MerkleError::ZeroRoot));
    let root = node::<Sha2>(&leaf(1), &ZERO);
    assert_eq!(verify::<Sha2>(&ZERO, &[leaf(1)], 1, &root), Err(MerkleError::ZeroLeaf));
    assert_eq!(verify::<Sha2>(&leaf(1), &[ZERO], 1, &root), Ok(()));
}

#[test]
fn the_greatest_depth_is_enforced() {
    let siblings = [leaf(9); 28];
    assert_eq!(root_from_proof::<Sha2>(&leaf(1), &siblings, 28), Err(MerkleError::TooManyLeaves));
    assert!(root_from_proof::<Sha2>(&leaf(1), &siblings[..27], 27).is_ok());
}

#[test]
fn a_node_is_the_hash_of_its_sorted_children_behind_a_one() {
    let (low, high) = ([1; 32], [2; 32]);
    let expected = Sha2::hashv(&[&[1], &low, &high]);
    assert_eq!(node::<Sha2>(&low, &high), expected);
    assert_eq!(node::<Sha2>(&high, &low), expected);
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(512))]

    #[test]
    fn sorting_is_bytewise(a: Digest, b: Digest, same in 0usize..=32) {
        let mut b = b;
        b[..same].copy_from_slice(&a[..same]);
        prop_assert_eq!(precedes(&a, &b), a < b);
    }

    #[test]
    fn every_leaf_proves_itself_and_nothing_else(count in 1u32..200, pick: prop::sample::Index, level in 0usize..8) {
        let leaves: std::vec::Vec<_> = (0..count).map(leaf).collect();
        let levels = levels(&leaves);
        let depth = depth(count).unwrap();
        prop_assert_eq!(levels.len(), usize::from(depth) + 1);
        let root = levels[usize::from(depth)][0];
        let index = pick.index(leaves.len());
        let proof = proof(&levels, index);
        prop_assert_eq!(verify::<Sha2>(&leaves[index], &proof, depth, &root), Ok(()));

        // Another leaf does not pass with this proof.
        prop_assert_eq!(verify::<Sha2>(&leaf(count), &proof, depth, &root), Err(MerkleError::WrongRoot));
        // A node of the tree does not pass for a leaf, though the hashes lead to the root.
        if (1..levels.len()).contains(&level) {
            let node = levels[level][index >> level];
            prop_assert_eq!(
                verify::<Sha2>(&node, &proof[level..], depth, &root),
                Err(MerkleError::WrongLength)
            );
        }
        // One sibling more or fewer is refused.
        let mut longer = proof.clone();
        longer.push(ZERO);
        prop_assert_eq!(verify::<Sha2>(&leaves[index], &longer, depth, &root), Err(MerkleError::WrongLength));
        if depth > 0 {
            prop_assert_eq!(verify::<Sha2>(&leaves[index], &proof[1..], depth, &root), Err(MerkleError::WrongLength));
        }
    }
}
