//! `makerstake dist challenge`.

use std::path::{Path, PathBuf};

use clap::Args;
use makerstake_client::addresses;
use makerstake_client::generated::equity::instructions::{
    ChallengeDistribution, ChallengeDistributionInstructionArgs,
};
use makerstake_distribution::verify::Verified;
use solana_pubkey::Pubkey;

use super::{chain, verify};
use crate::context::Context;
use crate::failure::Failure;
use crate::parse;

/// Post another root, or number of leaves, against what is proposed, with a bond
#[derive(Debug, Args)]
pub struct Challenge {
    /// The folder with the epoch as it should be, built
    folder: PathBuf,
    #[command(flatten)]
    holder: Challenger,
}

/// Whose shares are at stake
#[derive(Debug, Args)]
pub struct Challenger {
    /// The creator whose shares are put at stake, if not the signer's own
    #[arg(long, value_parser = parse::address, value_name = "ADDRESS")]
    creator: Option<Pubkey>,
}

impl Challenge {
    /// Checks the files and posts their root.
    pub fn run(self, context: &Context) -> Result<(), Failure> {
        let verified = verify::check_files(&self.folder)?;
        chain::check_cluster(context, &verified)?;
        self.holder.challenge(context, &self.folder, &verified)
    }
}

impl Challenger {
    /// Posts the root of verified files.
    pub fn challenge(&self, context: &Context, folder: &Path, verified: &Verified) -> Result<(), Failure> {
        let pool = Pubkey::new_from_array(verified.pool);
        let state = chain::pool(context, &pool)?;
        let proposed = chain::proposed(context, &pool, verified.epoch)?;
        if (proposed.root, proposed.leaves) == (verified.root, verified.leaves) {
            return Err(Failure::input(
                "the proposed root and number of leaves are those of the files: there is nothing to challenge",
            )
            .value(hex::encode(verified.root)));
        }
        let signer = context.signer()?;
        let holder = self.creator.unwrap_or(signer);
        let position = chain::position(context, &pool, &holder)?;
        let instruction = ChallengeDistribution {
            signer,
            creator: self.creator,
            pool,
            distribution: addresses::distribution(&pool, verified.epoch),
            position: addresses::position(&pool, &holder),
            delegate: chain::delegate_of(&pool, position.as_ref()),
        }
        .instruction(ChallengeDistributionInstructionArgs {
            root: verified.root,
            data_hash: verified.data_hash,
            leaves: verified.leaves,
        });
        context.confirm(&format!(
            "challenge epoch {} with a bond of {} base units?",
            verified.epoch, state.bond
        ))?;
        let receipt =
            context.send_all(format!("challenge epoch {}", verified.epoch), vec![instruction], &[])?;
        if let Some(receipt) = receipt {
            let details = serde_json::json!({ "signature": receipt.signature.to_string() });
            chain::note(context, folder, "challenge", details);
        }
        Ok(())
    }
}
