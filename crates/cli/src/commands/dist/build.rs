//! `makerstake dist build`.

use std::path::PathBuf;

use clap::Args;
use makerstake_distribution::epoch::{Built, Folder};
use serde::Serialize;

use super::chain;
use super::terms::TermsArgs;
use crate::context::Context;
use crate::failure::Failure;

/// Build the tree and the manifest of a list
#[derive(Debug, Args)]
pub struct Build {
    /// The epoch's folder, with leaves.csv and source.json
    folder: PathBuf,
    #[command(flatten)]
    terms: TermsArgs,
}

#[derive(Serialize)]
struct Report {
    epoch: u32,
    leaves: u32,
    allocation: String,
    root: String,
    depth: u8,
    data_hash: String,
}

impl Build {
    /// Builds.
    pub fn run(self, context: &Context) -> Result<(), Failure> {
        let folder = Folder::new(&self.folder);
        let terms = self.terms.frame(context, &folder)?.terms(folder.read_source()?);
        let Built { manifest, data_hash } = folder.build(&terms)?;
        let data_hash = hex::encode(data_hash);
        let details = serde_json::json!({ "root": manifest.tree.root, "data_hash": data_hash });
        chain::note(context, &self.folder, "build", details);
        context.output.record(&Report {
            epoch: manifest.epoch,
            leaves: manifest.leaves.count,
            allocation: manifest.allocation,
            root: manifest.tree.root,
            depth: manifest.tree.depth,
            data_hash,
        })
    }
}
