//! `makerstake batch build`

use std::io::{BufWriter, Write as _};
use std::path::PathBuf;

use clap::Args;
use makerstake_client::hash::{self, Sha2};
use makerstake_core::work::Leaf;
use makerstake_distribution::atomic::AtomicFile;
use makerstake_distribution::tree::TreeBuilder;
use serde::Serialize;
use solana_pubkey::Pubkey;

use super::folder::{tree_failure, Folder, Summary, VERSION};
use super::rows::{line, Rows, HEADER};
use crate::failure::Failure;
use crate::output::Output;
use crate::parse;
use crate::progress::Progress;

/// How many leaves are hashed at once.
const AT_ONCE: usize = 8_192;

/// Build a batch from a CSV of works
#[derive(Debug, Args)]
pub struct Build {
    /// The works: `content` or `file`, and any of creator, metadata, parent, kind, nonce
    input: PathBuf,
    /// The creator that will submit the batch
    #[arg(long, value_parser = parse::address, value_name = "ADDRESS")]
    author: Pubkey,
    /// The folder to build it in
    #[arg(short, long, value_name = "DIR")]
    out_dir: PathBuf,
}

#[derive(Serialize)]
struct Built {
    folder: String,
    #[serde(flatten)]
    summary: Summary,
}

impl Build {
    /// Builds, in memory that does not grow with the number of leaves.
    ///
    /// # Errors
    /// For a row that breaks a rule, or when the folder cannot be written. `batch.json` comes last, so a folder
    /// without it is unfinished.
    pub fn run(self, output: &Output) -> Result<(), Failure> {
        let folder = Folder(self.out_dir.clone());
        std::fs::create_dir_all(&folder.0).map_err(|error| Failure::io(&folder.0, &error))?;
        if folder.summary().exists() {
            return Err(Failure::input("the folder holds a batch already")
                .value(folder.0.display())
                .remedy("choose another with --out-dir; a batch that was submitted must be kept"));
        }
        let length = std::fs::metadata(&self.input).map_or(0, |file| file.len());
        let mut rows = Rows::open(&self.input, self.author)?;
        let mut progress = Progress::of_bytes(output, "building", length);
        let tree_path = folder.tree();
        let failed = |error: makerstake_distribution::Error| tree_failure(&tree_path, &error);
        let mut tree = TreeBuilder::create(&tree_path).map_err(failed)?;
        let leaves_path = folder.leaves();
        let io = |error: std::io::Error| Failure::io(&leaves_path, &error);
        let mut unfinished = AtomicFile::create(&leaves_path)?;
        let mut leaves = BufWriter::with_capacity(1 << 20, &mut unfinished);
        writeln!(leaves, "{HEADER}").map_err(io)?;
        loop {
            let some = next_leaves(&mut rows)?;
            if some.is_empty() {
                break;
            }
            tree.extend(&some, |leaf| leaf.hash::<Sha2>()).map_err(failed)?;
            for leaf in &some {
                let line = line(leaf);
                writeln!(leaves, "{line}").map_err(io)?;
                progress.add(line.len() as u64);
            }
        }
        leaves.flush().map_err(io)?;
        drop(leaves);
        let built = tree.finish().map_err(failed)?;
        unfinished.commit()?;
        progress.finish();
        let mut file = std::fs::File::open(&leaves_path).map_err(io)?;
        let summary = Summary {
            version: VERSION,
            author: self.author.to_string(),
            root: hex::encode(built.root),
            data_hash: hex::encode(hash::of_reader(&mut file, |_| {}).map_err(io)?),
            leaves: built.leaves,
            depth: built.depth,
        };
        folder.write(&summary)?;
        output.record(&Built { folder: folder.0.display().to_string(), summary })
    }
}

/// The next leaves, a few thousand at most: enough to keep every core hashing, and no more memory than that.
fn next_leaves(rows: &mut Rows) -> Result<Vec<Leaf>, Failure> {
    let mut leaves = Vec::with_capacity(AT_ONCE);
    while leaves.len() < AT_ONCE {
        match rows.next_leaf()? {
            Some(leaf) => leaves.push(leaf),
            None => break,
        }
    }
    Ok(leaves)
}
