use std::{fs, path::PathBuf};

use makerstake_core::{
    hash::{Sha256, ZERO},
    merkle,
};
use proptest::prelude::*;

use super::*;
use crate::{error::Error, sha::Sha2};

fn leaf(index: u64) -> Digest {
    Sha2::hashv(&[b"leaf", &index.to_le_bytes()])
}

/// All levels, from the rule's own words: pairs, and zeros for who has no partner.
fn naive(leaves: &[Digest]) -> Vec<Vec<Digest>> {
    let mut levels = vec![leaves.to_vec()];
    while levels[levels.len() - 1].len() > 1 {
        let below = &levels[levels.len() - 1];
        let mut above = Vec::new();
        for left in (0..below.len()).step_by(2) {
            let right = below.get(left + 1).copied().unwrap_or(ZERO);
            let (smaller, larger) = (below[left].min(right), below[left].max(right));
            above.push(Sha2::hashv(&[&[1], &smaller, &larger]));
        }
        levels.push(above);
    }
    levels
}

fn scratch() -> (tempfile::TempDir, PathBuf) {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("tree.bin");
    (folder, path)
}

fn check(count: u64) {
    let (_folder, path) = scratch();
    let leaves: Vec<_> = (0..count).map(leaf).collect();
    let summary = build(&path, leaves.iter().copied().map(Ok::<_, Error>)).unwrap();
    let levels = naive(&leaves);
    let mut expected = fs::read(&path).unwrap()[..64].to_vec();
    levels.iter().for_each(|level| expected.extend(level.as_flattened()));
    assert_eq!(fs::read(&path).unwrap(), expected, "{count} leaves");
    assert_eq!(summary.root, levels[levels.len() - 1][0]);
    assert_eq!(usize::from(summary.depth), levels.len() - 1);
    let tree = TreeFile::open(&path).unwrap();
    assert_eq!(tree.summary(), summary);
    for index in [0, count / 3, count / 2, count - 1] {
        let index = u32::try_from(index).unwrap();
        let proof = tree.proof(index).unwrap();
        assert_eq!(tree.leaf(index).unwrap(), leaves[index as usize]);
        assert_eq!(
            merkle::verify::<Sha2>(&leaves[index as usize], &proof, summary.depth, &summary.root),
            Ok(())
        );
    }
}

#[test]
fn small_trees_are_the_naive_ones() {
    (1..=130).for_each(check);
}

#[test]
fn trees_around_a_stretch_are_the_naive_ones() {
    for count in [1 << 18, (1 << 18) + 1, (2 << 18) + 77] {
        check(count);
    }
}

#[test]
fn leaves_hashed_on_all_cores_are_the_same() {
    let (folder, path) = scratch();
    let other = folder.path().join("other.bin");
    let rows: Vec<u64> = (0..300_001).collect();
    build(&path, rows.iter().map(|row| Ok::<_, Error>(leaf(*row)))).unwrap();
    let mut builder = TreeBuilder::create(&other).unwrap();
    for rows in rows.chunks(70_001) {
        builder.extend(rows, |row| leaf(*row)).unwrap();
    }
    builder.finish().unwrap();
    assert!(fs::read(path).unwrap() == fs::read(other).unwrap());
}

#[test]
fn a_tree_of_nothing_is_refused() {
    let (folder, path) = scratch();
    let error = build(&path, std::iter::empty::<Result<_, Error>>()).unwrap_err();
    let name = path.display();
    assert_eq!(error.to_string(), format!("{name}: a tree without leaves: 0; give it at least one leaf"));
    let error = build(&path, [Ok::<_, Error>(leaf(0)), Ok(ZERO)]).unwrap_err();
    assert_eq!(error.to_string(), format!("{name}: a leaf of 32 zero bytes: 1; leave it out"));
    assert_eq!(fs::read_dir(folder.path()).unwrap().count(), 0);
}

#[test]
fn the_first_error_of_the_leaves_leaves_no_file() {
    let (folder, path) = scratch();
    let broken = || Error::Io { path: path.clone(), source: std::io::ErrorKind::BrokenPipe.into() };
    let error = build(&path, [Ok(leaf(0)), Err(broken())]).unwrap_err();
    assert_eq!(error.to_string(), broken().to_string());
    assert_eq!(fs::read_dir(folder.path()).unwrap().count(), 0);
}

#[test]
fn a_damaged_file_is_refused() {
    let (_folder, path) = scratch();
    build(&path, (0..5).map(|index| Ok::<_, Error>(leaf(index)))).unwrap();
    let whole = fs::read(&path).unwrap();
    let refused = |bytes: &[u8]| {
        fs::write(&path, bytes).unwrap();
        TreeFile::open(&path).unwrap_err().refusal().unwrap().what.clone()
    };
    assert_eq!(refused(&whole[..63]), "too short for a tree file");
    assert_eq!(refused(&whole[..whole.len() - 1]), "a tree of 5 leaves is 416 bytes");
    let with = |at: usize, byte: u8| {
        let mut bytes = whole.clone();
        bytes[at] = byte;
        bytes
    };
    assert_eq!(refused(&with(0, b'X')), "not a tree file");
    assert_eq!(refused(&with(8, 2)), "unknown version of tree file");
    assert_eq!(refused(&with(10, 2)), "the header contradicts itself");
    assert_eq!(refused(&with(63, 1)), "the header contradicts itself");
    assert_eq!(refused(&with(12, 0)), "a tree without leaves");
    assert_eq!(refused(&with(12, 6)), "a tree of 6 leaves is 448 bytes");
    assert_eq!(refused(&with(15, 0xff)), "too many leaves");
}

#[test]
fn an_index_beyond_the_leaves_is_refused() {
    let (_folder, path) = scratch();
    build(&path, (0..5).map(|index| Ok::<_, Error>(leaf(index)))).unwrap();
    let tree = TreeFile::open(&path).unwrap();
    let error = tree.proof(5).unwrap_err();
    assert_eq!(error.refusal().unwrap().what, "the tree has 5 leaves, counted from 0");
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(24))]

    /// A proof fits its own leaf only, at its full length only.
    #[test]
    fn a_proof_is_worth_nothing_elsewhere(count in 2u64..600, at: prop::sample::Index, other: prop::sample::Index) {
        let (_folder, path) = scratch();
        let summary = build(&path, (0..count).map(|index| Ok::<_, Error>(leaf(index)))).unwrap();
        let tree = TreeFile::open(&path).unwrap();
        let (at, other) = (at.index(count as usize) as u32, other.index(count as usize) as u32);
        let proof = tree.proof(at).unwrap();
        let fits = |index: u32, proof: &[Digest]| {
            merkle::verify::<Sha2>(&tree.leaf(index).unwrap(), proof, summary.depth, &summary.root).is_ok()
        };
        prop_assert!(fits(at, &proof));
        prop_assert_eq!(fits(other, &proof), other == at);
        prop_assert!(!fits(at, &proof[1..]));
    }
}
