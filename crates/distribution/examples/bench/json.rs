//! Size and time against a JSON file that stores every proof, as Jito's distributor does: bytes as arrays of numbers.

use std::{
    fs,
    fs::File,
    io::{BufWriter, Write as _},
    path::Path,
};

use makerstake_distribution::{
    address,
    tree::{TreeBuilder, TreeFile},
};
use rayon::prelude::*;
use serde::Serialize;

use crate::{
    data::{blocks, leaf},
    report::{Ratio, Report},
    time::timed,
    Failed,
};

#[derive(Serialize)]
struct Node {
    claimant: String,
    total_unlocked_amount: u64,
    total_locked_amount: u64,
    proof: Vec<[u8; 32]>,
}

pub fn run(rows: u64, folder: &Path, report: &mut Report) -> Result<(), Failed> {
    let [tree, json] = ["tree.bin", "tree.json"].map(|name| folder.join(name));
    let (summary, building) = timed(|| {
        let mut builder = TreeBuilder::create(&tree)?;
        for range in blocks(rows) {
            let leaves: Vec<_> = range.into_par_iter().map(leaf).collect();
            builder.extend(&leaves, |row| row.hash(&[7; 32], 1))?;
        }
        builder.finish()
    });
    let summary = summary?;
    let (written, storing) = timed(|| store(&tree, &json, summary.leaves));
    written?;
    let bytes = fs::metadata(&json)?.len();
    report.time("tree.bin, for comparison with the next", rows, building);
    let ratio = Ratio { of: building, what: "tree.bin", aim: None };
    report.ratio("every proof in JSON, as Jito's distributor stores them, besides", rows, storing, &ratio);
    report.bytes("tree.bin", rows, summary.bytes, None);
    report.bytes("the JSON", rows, bytes, Some((summary.bytes, "tree.bin")));
    Ok(())
}

/// Streams the file, on all cores, which is kinder than building it in memory first.
fn store(tree: &Path, json: &Path, leaves: u32) -> Result<(), Failed> {
    let tree = TreeFile::open(tree)?;
    let mut file = BufWriter::new(File::create(json)?);
    write!(file, "{{\"merkle_root\":{:?},\"tree_nodes\":[", tree.summary().root)?;
    for range in blocks(u64::from(leaves)) {
        let first = range.start == 0;
        let texts: Result<Vec<Vec<u8>>, String> = range.into_par_iter().map(|at| node(&tree, at)).collect();
        let text = texts?.join(&b',');
        file.write_all(if first { b"" } else { b"," })?;
        file.write_all(&text)?;
    }
    file.write_all(b"]}")?;
    Ok(file.into_inner()?.sync_all()?)
}

fn node(tree: &TreeFile, at: u64) -> Result<Vec<u8>, String> {
    let row = leaf(at);
    let proof = tree.proof(at as u32).map_err(|error| error.to_string())?;
    let claimant = address::text(&row.holder);
    let node = Node { claimant, total_unlocked_amount: row.amount, total_locked_amount: 0, proof };
    serde_json::to_vec(&node).map_err(|error| error.to_string())
}
