//! `makerstake batch verify`: the files against each other and the chain.

use std::path::PathBuf;

use clap::Args;
use makerstake_client::batch::{check_files, on_chain, Folder};
use serde::Serialize;

use crate::context::Context;
use crate::failure::Failure;
use crate::output::Output;
use crate::progress::Progress;

/// Check a batch's files against each other and the chain, with code that the builder does not share
#[derive(Debug, Args)]
pub struct Verify {
    /// The folder of the batch
    folder: PathBuf,
    /// Check the files only, not the chain
    #[arg(long)]
    offline: bool,
}

#[derive(Serialize)]
struct Verified {
    batch: String,
    root: String,
    leaves: u32,
    files: &'static str,
    chain: String,
}

impl Verify {
    /// Whether the chain is left out.
    pub fn offline(&self) -> bool {
        self.offline
    }

    pub fn run(self, output: &Output, context: Option<&Context>) -> Result<(), Failure> {
        let folder = Folder(self.folder);
        let length = std::fs::metadata(folder.leaves()).map_or(0, |file| file.len());
        let mut progress = Progress::of_bytes(output, "verifying", length);
        let summary = check_files(&folder, &mut |read| progress.add(read))?;
        progress.finish();
        let chain = match context {
            None => "not asked".to_string(),
            Some(context) => match context.rpc.found(on_chain(context.rpc.client(), &summary))? {
                Some(batch) => format!("agrees, since slot {}", batch.slot),
                None => "not submitted".into(),
            },
        };
        output.record(&Verified {
            batch: summary.address().to_string(),
            root: hex::encode(summary.root),
            leaves: summary.leaves,
            files: "agree",
            chain,
        })
    }
}
