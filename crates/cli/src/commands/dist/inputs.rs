//! `makerstake dist inputs`.

use std::fs;
use std::path::PathBuf;

use clap::Args;
use makerstake_client::addresses;
use makerstake_client::batch::Folder as Batch;
use makerstake_client::distributions::{collect, window_before, Request};
use makerstake_distribution::epoch::Folder;
use makerstake_distribution::rule::Rule;
use solana_pubkey::Pubkey;

use super::terms::TermsArgs;
use crate::context::Context;
use crate::failure::Failure;
use crate::progress::Progress;

/// List the works that an epoch counts and the parts of their co-authors, from the chain, batches and metadata documents.
///
/// A work is listed when the rule's registrar had registered its creator before the window began, when it was first stated in the
/// window or in the one before, was not revoked before the window's end, and is the creator's own statement: by itself, by an attestor
/// that it permitted, or by a leaf of such a batch; and when no label of the platform that says `removed` or `no earnings` was final before
/// the window's end. All versions of a work are one, under the hash of the first. What changed after
/// the window's end does not matter, so that the tables can be made again.
#[derive(Debug, Args)]
pub struct Inputs {
    /// The epoch's folder, for works.csv and parts.csv; made if missing
    folder: PathBuf,
    /// The economy rule, JSON
    #[arg(long, value_name = "FILE")]
    rule: PathBuf,
    #[command(flatten)]
    terms: TermsArgs,
    /// The folder of a batch: of the registrar's, or one whose leaves count; may be given several times
    #[arg(long, value_name = "DIR")]
    batch: Vec<PathBuf>,
    /// The folder of the metadata documents that name co-authors
    #[arg(long, value_name = "DIR")]
    documents: Option<PathBuf>,
}

impl Inputs {
    pub fn run(self, context: &Context) -> Result<(), Failure> {
        let rule = Rule::read(&self.rule)?;
        fs::create_dir_all(&self.folder).map_err(|error| Failure::io(&self.folder, &error))?;
        let folder = Folder::new(&self.folder);
        let frame = self.terms.frame(context, &folder)?;
        let client = context.rpc.client();
        let pool = Pubkey::new_from_array(frame.pool);
        let before = context.rpc.ask(window_before(client, &pool, frame.epoch))?;
        let batches: Vec<Batch> = self.batch.into_iter().map(Batch).collect();
        let length = |folder: &Batch| fs::metadata(folder.leaves()).map_or(0, |file| file.len());
        let mut progress = Progress::of_bytes(&context.output, "verifying", batches.iter().map(length).sum());
        let platform = addresses::platform(&pool);
        let request = Request {
            rule: &rule,
            platform: &platform,
            window: frame.window,
            before,
            batches: &batches,
            documents: self.documents.as_deref(),
        };
        let counts = collect(client, &request, &folder, &mut |read| progress.add(read));
        progress.finish();
        let counts = context.rpc.found(counts)?;
        if counts.batches_not_given > 0 {
            context.output.note(format!(
                "{} batches on chain were not given with --batch: their works do not count",
                counts.batches_not_given
            ));
        }
        if counts.documents_not_given > 0 {
            context.output.note(format!(
                "{} works name a document that is not in --documents: all of them is their attester's",
                counts.documents_not_given
            ));
        }
        context.output.record(&counts)
    }
}
