//! `makerstake dist propose`.

use std::path::PathBuf;

use clap::Args;
use makerstake_client::addresses;
use makerstake_client::generated::equity::instructions::{
    ProposeDistribution, ProposeDistributionInstructionArgs,
};
use makerstake_distribution::epoch::Folder;
use solana_pubkey::Pubkey;

use super::super::node_arg::NodeArg;
use super::{chain, terms, verify};
use crate::context::Context;
use crate::failure::Failure;

/// Propose an epoch on chain, as its pool's scorer
#[derive(Debug, Args)]
pub struct Propose {
    /// The epoch's folder, built
    folder: PathBuf,
    #[command(flatten)]
    node: NodeArg,
}

impl Propose {
    /// Checks the files again, compares them with the pool, and proposes.
    pub fn run(self, context: &Context) -> Result<(), Failure> {
        let verified = verify::check_files(&self.folder)?;
        chain::check_cluster(context, &verified)?;
        let pool = Pubkey::new_from_array(verified.pool);
        let state = chain::pool(context, &pool)?;
        let limits = terms::limits(&state)?;
        let again = "build the epoch again: `makerstake dist build`";
        let same = |what: &str, files: String, chain: String| match files == chain {
            true => Ok(()),
            false => Err(Failure::input(format!("the {what} of the files is {files}, of the pool"))
                .value(chain)
                .remedy(again)),
        };
        same("epoch", verified.epoch.to_string(), state.next_epoch.to_string())?;
        if verified.allocation > limits.allocation {
            return Err(Failure::input("the files pay more than the pool allows")
                .value(format!("{}, at most {}", verified.allocation, limits.allocation))
                .remedy(again));
        }
        same("per-leaf maximum", verified.leaf_max.to_string(), limits.leaf_max.to_string())?;
        same("window's start", verified.window.0.to_string(), state.covered_until.to_string())?;
        let scorer = context.signer()?;
        if scorer != state.scorer {
            return Err(Failure::input("the signer is not the pool's scorer").value(scorer).remedy(format!(
                "sign as {} (-k), or let the pool's authority name another scorer",
                state.scorer
            )));
        }
        let instruction = ProposeDistribution {
            scorer,
            pool,
            distribution: addresses::distribution(&pool, verified.epoch),
            system_program: solana_sdk_ids::system_program::ID,
        }
        .instruction(ProposeDistributionInstructionArgs {
            window_end: verified.window.1,
            total: verified.allocation,
            root: verified.root,
            data_hash: verified.data_hash,
            rule_hash: verified.rule_hash,
            inputs_hash: verified.inputs_hash,
            leaves: verified.leaves,
        });
        let bond = chain::bond(&state);
        context.confirm(&format!("propose epoch {} with a bond of {bond} lamports?", verified.epoch))?;
        // The manifest names the others, so it comes first.
        let folder = Folder::new(&self.folder);
        for path in [folder.manifest(), folder.leaves(), folder.rule()] {
            match std::fs::read(&path) {
                Ok(bytes) => self.node.bring(context, &path.display().to_string(), &bytes, None)?,
                // A list that was imported has no rule.
                Err(error) if error.kind() == std::io::ErrorKind::NotFound => {}
                Err(error) => return Err(Failure::io(&path, &error)),
            }
        }
        let receipt =
            context.send_all(format!("propose epoch {}", verified.epoch), vec![instruction], &[])?;
        if let Some(receipt) = receipt {
            let details = serde_json::json!({ "signature": receipt.signature.to_string() });
            chain::note(context, &self.folder, "propose", details);
        }
        Ok(())
    }
}
