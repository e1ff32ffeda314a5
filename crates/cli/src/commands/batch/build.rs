//! `makerstake batch build`

use std::path::PathBuf;

use clap::Args;
use makerstake_client::batch::{build, Folder, Summary};
use serde::Serialize;
use solana_pubkey::Pubkey;

use crate::failure::Failure;
use crate::output::Output;
use crate::parse;
use crate::progress::Progress;

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
    pub fn run(self, output: &Output) -> Result<(), Failure> {
        let length = std::fs::metadata(&self.input).map_or(0, |file| file.len());
        let mut progress = Progress::of_bytes(output, "building", length);
        let folder = Folder(self.out_dir);
        let summary = build(&self.input, self.author, &folder, &mut |read| progress.add(read))?;
        progress.finish();
        output.record(&Built { folder: folder.0.display().to_string(), summary })
    }
}
