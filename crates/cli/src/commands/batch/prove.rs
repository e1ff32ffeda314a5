//! `makerstake batch prove`

use std::path::PathBuf;

use clap::Args;
use makerstake_client::batch::Folder;
use makerstake_distribution::tree::TreeFile;
use serde::Serialize;

use crate::failure::Failure;
use crate::output::Output;

/// Print the proof of one leaf: one short read a level, whatever the size of the batch
#[derive(Debug, Args)]
pub struct Prove {
    /// The folder of the batch
    folder: PathBuf,
    /// The leaf, counted from 0 in the order of leaves.csv
    index: u32,
}

#[derive(Serialize)]
struct Proof {
    batch: String,
    index: u32,
    leaf: String,
    proof: Vec<String>,
}

impl Prove {
    /// Prints the proof.
    pub fn run(self, output: &Output) -> Result<(), Failure> {
        let folder = Folder(self.folder);
        let summary = folder.read()?;
        if self.index >= summary.leaves {
            return Err(Failure::input("no such leaf")
                .value(self.index)
                .remedy(format!("the batch has leaves 0 to {}", summary.leaves.saturating_sub(1))));
        }
        let path = folder.tree();
        let tree = TreeFile::open(&path)?;
        output.record(&Proof {
            batch: summary.address().to_string(),
            index: self.index,
            leaf: hex::encode(tree.leaf(self.index)?),
            proof: tree.proof(self.index)?.iter().map(hex::encode).collect(),
        })
    }
}
