//! `makerstake batch revoke`

use std::path::PathBuf;

use clap::Args;
use makerstake_client::batch::Folder;
use makerstake_client::generated::attestations::instructions::RevokeBatch;

use crate::context::Context;
use crate::failure::Failure;

/// Take a batch back, for ever: nothing more is promoted from it, and windows that end later do not count it
#[derive(Debug, Args)]
pub struct Revoke {
    /// The folder of the batch
    folder: PathBuf,
}

impl Revoke {
    /// Sends the revocation.
    ///
    /// # Errors
    /// When the folder holds no batch, or it does not land.
    pub fn run(self, context: &Context) -> Result<(), Failure> {
        let summary = Folder(self.folder).read()?;
        let batch = summary.address();
        context.confirm(&format!("Revoke the batch {batch}? This cannot be undone."))?;
        let instruction =
            RevokeBatch { authority: context.signer()?, author: summary.author, batch }.instruction();
        context.send(format!("revoke the batch {batch}"), instruction)
    }
}
