//! Trees against hashing the same bytes, and nothing else, with `sha2` on all cores.

use std::{fs, path::Path};

use makerstake_core::work;
use makerstake_distribution::{
    sha::Sha2,
    tree::{TreeBuilder, TreeFile},
    verify,
};
use rayon::prelude::*;
use sha2::{Digest as _, Sha256};

use crate::{
    data::{blocks, bytes32, leaf, mixed},
    machine::write_bytes,
    report::{Ratio, Report},
    time::{timed, timed_over},
    Failed,
};

const POOL: [u8; 32] = [7; 32];

/// The leaves of an epoch: messages of 77 bytes.
pub fn shares(rows: u64, folder: &Path, report: &mut Report) -> Result<(), Failed> {
    run(rows, folder, ("an epoch's", 77, 2.5), leaf, |row| row.hash(&POOL, 1), report)
}

/// The leaves of a batch of attestations: messages of 178 bytes.
pub fn attestations(rows: u64, folder: &Path, report: &mut Report) -> Result<(), Failed> {
    let attested = |index| work::Leaf {
        author: POOL,
        creator: bytes32(index, false),
        content: bytes32(!index, false),
        metadata: bytes32(index ^ 0xffff_0000, false),
        parent: [0; 32],
        kind: 0,
        nonce: u128::from(mixed(index)).to_be_bytes(),
    };
    run(rows, folder, ("a batch's", 178, 3.0), attested, |row| row.hash::<Sha2>(), report)
}

fn run<T: Send + Sync>(
    rows: u64,
    folder: &Path,
    (whose, leaf_bytes, aim): (&str, usize, f64),
    row: impl Fn(u64) -> T + Sync,
    hash: impl Fn(&T) -> [u8; 32] + Sync,
    report: &mut Report,
) -> Result<(), Failed> {
    let made = |range: std::ops::Range<u64>| range.into_par_iter().map(&row).collect::<Vec<_>>();
    let runs = runs(rows);
    let (_, generating) =
        timed_over(runs, || blocks(rows).for_each(|range| drop(std::hint::black_box(made(range)))));
    let (_, hashing) = timed_over(runs, || hash_only(rows, leaf_bytes));
    let path = folder.join("tree.bin");
    let (summary, total) = timed_over(runs, || {
        let mut builder = TreeBuilder::create(&path)?;
        for range in blocks(rows) {
            builder.extend(&made(range), &hash)?;
        }
        builder.finish()
    });
    let summary = summary?;
    let building = total - generating;
    let (written, writing) = timed_over(runs, || write_bytes(folder, summary.bytes));
    written?;
    report.time(&format!("hash the bytes of {whose} tree with `sha2`, both cores"), rows, hashing);
    report.time("write as many bytes as its tree.bin, synced", rows, writing);
    let ratio = Ratio { of: hashing, what: "hashing", aim: Some(aim) };
    report.ratio("build its tree.bin, synced", rows, building, &ratio);
    let (root, checking) = timed_over(runs, || verify::verify_tree(&path, summary.leaves));
    assert_eq!(root?, summary.root);
    let ratio = Ratio { of: building, what: "the build", aim: Some(1.5) };
    report.ratio("check every node of it by separate code", rows, checking, &ratio);
    proofs(&path, rows, report)?;
    Ok(fs::remove_file(path)?)
}

/// How often trees of so many rows are made: once where that takes seconds.
fn runs(rows: u64) -> usize {
    (5_000_000 / rows.max(1)).clamp(1, 5) as usize
}

/// One digest a leaf and a node, of messages of their lengths.
fn hash_only(rows: u64, leaf_bytes: usize) {
    let digests = |count: usize, length: usize| {
        (0..count).into_par_iter().with_min_len(1 << 12).for_each_init(
            || vec![0_u8; length],
            |message, index| {
                message[1..9].copy_from_slice(&index.to_be_bytes());
                std::hint::black_box(Sha256::digest(&message));
            },
        );
    };
    digests(rows as usize, leaf_bytes);
    digests(rows.saturating_sub(1) as usize, 65);
}

fn proofs(path: &Path, rows: u64, report: &mut Report) -> Result<(), Failed> {
    let tree = TreeFile::open(path)?;
    let indices: Vec<u32> = (0..10_000).map(|at| (mixed(at) % rows) as u32).collect();
    for index in &indices {
        tree.proof(*index)?;
    }
    let (read, time) = timed(|| indices.iter().try_for_each(|index| tree.proof(*index).map(drop)));
    read?;
    let what = format!("a proof by range reads, warm, depth {}", tree.summary().depth);
    report.microseconds(&what, time.wall * 1e6 / indices.len() as f64, 50.0);
    Ok(())
}
