use makerstake_core::merkle::{self, MerkleError};

use super::*;
use crate::{
    leaves::{LeafWriter, Limits},
    manifest::{Kind, Window},
    sha::Sha2,
};

pub(crate) fn terms(limits: Limits) -> Terms {
    let hash = |byte: u8| hex::encode([byte; 32]);
    Terms {
        genesis_hash: [1; 32],
        pool: [2; 32],
        epoch: 3,
        window: Window { start: 100, end: 200 },
        limits,
        source: Source { kind: Kind::Scored, rule_sha256: hash(4), inputs_sha256: hash(5) },
    }
}

/// A folder with a list of `count` holders, and what they get together.
pub(crate) fn listed(count: u64) -> (tempfile::TempDir, Folder, Limits) {
    let scratch = tempfile::tempdir().unwrap();
    let folder = Folder::new(scratch.path());
    let rows: Vec<_> = (1..=count)
        .map(|at| {
            let mut holder = [9; 32];
            holder[..8].copy_from_slice(&at.to_be_bytes());
            (Leaf { holder, amount: at * 7, score: at }, format!("works={at}"))
        })
        .collect();
    let mut writer = LeafWriter::create(&folder.leaves()).unwrap();
    writer.extend(&rows).unwrap();
    writer.finish().unwrap();
    (scratch, folder, Limits { allocation: count * (count + 1) / 2 * 7, leaf_max: count * 7 })
}

#[test]
fn every_holder_of_the_list_has_a_proof() {
    let (_scratch, folder, limits) = listed(37);
    let built = folder.build(&terms(limits)).unwrap();
    assert_eq!(folder.built().unwrap(), built);
    let root = built.manifest.root().unwrap();
    for at in 1..=37_u64 {
        let mut holder = [9; 32];
        holder[..8].copy_from_slice(&at.to_be_bytes());
        let Claim { index, leaf, proof } = folder.claim(&holder).unwrap().unwrap();
        assert_eq!((u64::from(index), leaf.amount), (at - 1, at * 7));
        let hash = leaf.hash(&[2; 32], 3);
        assert_eq!(merkle::verify::<Sha2>(&hash, &proof, built.manifest.tree.depth, &root), Ok(()));
        // INVARIANT 8: worth nothing in another epoch or pool.
        let elsewhere = [leaf.hash(&[2; 32], 4), leaf.hash(&[3; 32], 3)];
        for leaf in &elsewhere {
            assert_eq!(merkle::verify::<Sha2>(leaf, &proof, 6, &root), Err(MerkleError::WrongRoot));
        }
    }
    assert_eq!(folder.claim(&[8; 32]).unwrap(), None);
}

#[test]
fn the_same_list_gives_the_same_bytes() {
    let (_one, one, limits) = listed(1_000);
    let (_two, two, _) = listed(1_000);
    assert_eq!(one.build(&terms(limits)).unwrap(), two.build(&terms(limits)).unwrap());
    assert_eq!(fs::read(one.tree()).unwrap(), fs::read(two.tree()).unwrap());
    assert_eq!(fs::read(one.manifest()).unwrap(), fs::read(two.manifest()).unwrap());
}

#[test]
fn a_build_that_fails_leaves_neither_tree_nor_manifest() {
    let (_scratch, folder, limits) = listed(10);
    folder.build(&terms(limits)).unwrap();
    let wrong = Limits { allocation: limits.allocation + 1, ..limits };
    fs::remove_file(folder.tree()).unwrap();
    assert_eq!(folder.build(&terms(wrong)).unwrap_err().refusal().unwrap().what, "wrong sum");
    let mut left: Vec<_> =
        fs::read_dir(folder.path()).unwrap().map(|entry| entry.unwrap().file_name()).collect();
    left.sort();
    assert_eq!(left, ["leaves.csv"]);
}

#[test]
fn a_list_that_changed_after_the_build_gives_no_claim() {
    let (_scratch, folder, limits) = listed(10);
    folder.build(&terms(limits)).unwrap();
    let text = fs::read_to_string(folder.leaves()).unwrap();
    fs::write(folder.leaves(), text.replacen(",7,1,", ",8,1,", 1)).unwrap();
    let mut holder = [9; 32];
    holder[..8].copy_from_slice(&1_u64.to_be_bytes());
    let error = folder.claim(&holder).unwrap_err();
    assert_eq!(error.refusal().unwrap().what, "the row is not in the tree");
    assert_eq!(error.refusal().unwrap().line, Some(2));
}

#[test]
fn a_window_goes_forward() {
    let (_scratch, folder, limits) = listed(3);
    let mut terms = terms(limits);
    terms.window = Window { start: 5, end: 5 };
    let error = folder.build(&terms).unwrap_err();
    assert_eq!(error.refusal().unwrap().what, "the window does not go forward");
}

#[test]
fn sources_come_back() {
    let (_scratch, folder, limits) = listed(3);
    let source = terms(limits).source;
    folder.write_source(&source).unwrap();
    assert_eq!(folder.read_source().unwrap(), source);
    fs::write(folder.source(), b"{}").unwrap();
    assert_eq!(folder.read_source().unwrap_err().refusal().unwrap().what, "not a source");
}

#[test]
fn another_list_stands_beside_no_manifest_and_no_source_of_the_one_before() {
    let (_scratch, folder, limits) = listed(10);
    let Terms { source, .. } = terms(limits);
    folder.write_source(&source).unwrap();
    folder.build(&terms(limits)).unwrap();
    folder.begin_again().unwrap();
    assert!(!folder.manifest().exists() && !folder.source().exists() && folder.leaves().exists());
    folder.begin_again().unwrap();
}
