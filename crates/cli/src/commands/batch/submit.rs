//! `makerstake batch submit`

use std::path::PathBuf;

use clap::Args;
use makerstake_client::batch::{Folder, Summary};
use makerstake_client::generated::attestations::accounts::Batch as OnChain;
use makerstake_client::generated::attestations::instructions::{AttestBatch, AttestBatchInstructionArgs};
use makerstake_client::query;

use crate::context::Context;
use crate::failure::Failure;

/// Put a batch's root on chain
#[derive(Debug, Args)]
pub struct Submit {
    /// The folder of the batch
    folder: PathBuf,
}

impl Submit {
    /// Submits the batch, unless it is there already.
    pub fn run(self, context: &Context) -> Result<(), Failure> {
        let summary = Folder(self.folder).read()?;
        let batch = summary.address();
        let Summary { author, root, data_hash, leaves, .. } = summary;
        let existing = context.rpc.ask(query::account(context.rpc.client(), &batch))?;
        if let Some(existing) = existing.and_then(|account| OnChain::from_bytes(&account.data).ok()) {
            context.output.note(format!("submitted before, in slot {}: {batch}", existing.slot));
            return Ok(());
        }
        let instruction = AttestBatch {
            payer: context.payer()?,
            authority: context.signer()?,
            author,
            batch,
            system_program: solana_sdk_ids::system_program::ID,
        }
        .instruction(AttestBatchInstructionArgs { root, data_hash, leaves });
        context.send(format!("submit the batch {batch}"), instruction)
    }
}
