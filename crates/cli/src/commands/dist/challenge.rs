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

/// Say that the root that is proposed is wrong, with a bond and with the epoch as it should be for evidence
#[derive(Debug, Args)]
pub struct Challenge {
    /// The folder with the epoch as it should be, built
    folder: PathBuf,
}

impl Challenge {
    /// Checks the files and challenges.
    pub fn run(self, context: &Context) -> Result<(), Failure> {
        let verified = verify::check_files(&self.folder)?;
        chain::check_cluster(context, &verified)?;
        challenge(context, &self.folder, &verified)
    }
}

/// Challenges with verified files. Their manifest is the evidence.
pub fn challenge(context: &Context, folder: &Path, verified: &Verified) -> Result<(), Failure> {
    let pool = Pubkey::new_from_array(verified.pool);
    let proposed = chain::proposed(context, &pool, verified.epoch)?;
    if (proposed.root, proposed.leaves) == (verified.root, verified.leaves) {
        return Err(Failure::input(
            "the proposed root and number of leaves are those of the files: there is nothing to challenge",
        )
        .value(hex::encode(verified.root)));
    }
    let instruction = ChallengeDistribution {
        challenger: context.signer()?,
        pool,
        distribution: addresses::distribution(&pool, verified.epoch),
        system_program: solana_sdk_ids::system_program::ID,
    }
    .instruction(ChallengeDistributionInstructionArgs { evidence_hash: verified.data_hash });
    let bond = proposed.bond;
    context.confirm(&format!("challenge epoch {} with a bond of {bond} lamports?", verified.epoch))?;
    let receipt = context.send_all(format!("challenge epoch {}", verified.epoch), vec![instruction], &[])?;
    if let Some(receipt) = receipt {
        let details = serde_json::json!({ "signature": receipt.signature.to_string() });
        chain::note(context, folder, "challenge", details);
    }
    Ok(())
}
