//! A batch out of a table of works, in memory that does not grow with the number of leaves.

use std::io::{BufWriter, Write as _};
use std::path::Path;

use makerstake_core::work::Leaf;
use makerstake_distribution::atomic::AtomicFile;
use makerstake_distribution::tree::TreeBuilder;
use solana_pubkey::Pubkey;

use super::folder::{Folder, Summary, VERSION};
use super::rows::{line, Rows, HEADER};
use crate::fault::Fault;
use crate::hash::{self, Sha2};

/// How many leaves are hashed at once.
const AT_ONCE: usize = 8_192;

/// Builds a batch of an author in a folder; `on_read` hears how many bytes of `leaves.csv` were written each time.
///
/// # Errors
/// For a row that breaks a rule, or when the folder cannot be written. `batch.json` comes last, so a folder
/// without it is unfinished.
pub fn build(
    input: &Path,
    author: Pubkey,
    folder: &Folder,
    on_read: &mut dyn FnMut(u64),
) -> Result<Summary, Fault> {
    std::fs::create_dir_all(&folder.0).map_err(|error| Fault::io(&folder.0, &error))?;
    if folder.summary().exists() {
        return Err(Fault::new("the folder holds a batch already")
            .value(folder.0.display())
            .remedy("choose another with --out-dir; a batch that was submitted must be kept"));
    }
    let mut rows = Rows::open(input, author)?;
    let mut tree = TreeBuilder::create(&folder.tree())?;
    let path = folder.leaves();
    let io = |error: std::io::Error| Fault::io(&path, &error);
    let mut unfinished = AtomicFile::create(&path)?;
    let mut leaves = BufWriter::with_capacity(1 << 20, &mut unfinished);
    writeln!(leaves, "{HEADER}").map_err(io)?;
    let mut is_empty = true;
    loop {
        let some = next_leaves(&mut rows)?;
        if some.is_empty() {
            break;
        }
        is_empty = false;
        tree.extend(&some, |leaf| leaf.hash::<Sha2>())?;
        for leaf in &some {
            let line = line(leaf);
            writeln!(leaves, "{line}").map_err(io)?;
            on_read(line.len() as u64);
        }
    }
    leaves.flush().map_err(io)?;
    drop(leaves);
    if is_empty {
        return Err(Fault::new("no works").file(input).remedy("give at least one line below the header"));
    }
    let built = tree.finish()?;
    unfinished.commit()?;
    let mut file = std::fs::File::open(&path).map_err(io)?;
    let summary = Summary {
        version: VERSION,
        author,
        root: built.root,
        data_hash: hash::of_reader(&mut file, |_| {}).map_err(io)?,
        leaves: built.leaves,
        depth: built.depth,
    };
    folder.write(&summary)?;
    Ok(summary)
}

/// The next leaves, a few thousand at most: enough to keep every core hashing, and no more memory than that.
fn next_leaves(rows: &mut Rows) -> Result<Vec<Leaf>, Fault> {
    let mut leaves = Vec::with_capacity(AT_ONCE);
    while leaves.len() < AT_ONCE {
        match rows.next_leaf()? {
            Some(leaf) => leaves.push(leaf),
            None => break,
        }
    }
    Ok(leaves)
}
