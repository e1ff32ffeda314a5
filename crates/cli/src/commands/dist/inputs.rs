//! `makerstake dist inputs`.

use std::path::PathBuf;

use clap::Args;
use makerstake_client::batch::Folder;
use makerstake_client::distributions::{collect, Request};

use crate::context::Context;
use crate::failure::Failure;
use crate::progress::Progress;

/// List the attested works and their endorsements, from the chain and from the files of batches.
///
/// A work counts when it was attested in the window, was neither revoked nor replaced by a revision before the window's end, and is
/// the creator's own statement. What was revoked or revised later counts, so that the list can be made again. A leaf of a batch counts from the batch's time, if the batch is its
/// creator's own, or of an attestor that its creator permitted to at that slot, and was not revoked before the window's end; once it is
/// promoted, the chain decides. A leaf that revises another work counts when it is promoted.
#[derive(Debug, Args)]
pub struct Inputs {
    /// The file to write: creator,work,endorsements
    works: PathBuf,
    /// Only what was attested before this time, unix seconds [default: the cluster's time]
    #[arg(long, value_name = "TIME")]
    until: Option<i64>,
    /// Only what was attested at this time or later, unix seconds
    #[arg(long, value_name = "TIME")]
    since: Option<i64>,
    /// The folder of a batch, whose leaves count too; may be given several times
    #[arg(long, value_name = "DIR")]
    batch: Vec<PathBuf>,
    /// List what the batches hold, whatever the chain says of it
    #[arg(long, requires = "batch", conflicts_with_all = ["until", "since"])]
    offline: bool,
}

impl Inputs {
    pub fn run(self, context: &Context) -> Result<(), Failure> {
        let window = match (self.offline, self.until) {
            (true, _) => None,
            (false, Some(until)) => Some(until),
            (false, None) => Some(context.rpc.chain_time()?),
        };
        let window = window.map(|until| self.since.unwrap_or(i64::MIN)..until);
        let batches: Vec<Folder> = self.batch.into_iter().map(Folder).collect();
        let length = |folder: &Folder| std::fs::metadata(folder.leaves()).map_or(0, |file| file.len());
        let mut progress = Progress::of_bytes(&context.output, "verifying", batches.iter().map(length).sum());
        let request = Request { window, at: self.until, batches: &batches };
        let counts = collect(context.rpc.client(), &request, &self.works, &mut |read| progress.add(read));
        progress.finish();
        context.output.record(&context.rpc.found(counts)?)
    }
}
