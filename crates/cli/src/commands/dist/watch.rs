//! `makerstake dist watch`.

use std::path::PathBuf;
use std::time::Duration;

use clap::Args;
use makerstake_distribution::epoch::Folder;
use makerstake_distribution::leaves::Limits;
use makerstake_distribution::manifest::{Terms, Window};
use makerstake_sdk::generated::equity::accounts::Distribution;
use serde::Serialize;
use solana_pubkey::Pubkey;

use super::challenge::Challenger;
use super::score::Evidence;
use super::{chain, verify};
use crate::context::Context;
use crate::failure::{Exit, Failure};
use crate::parse;

/// Wait for a proposal, recompute it from the inputs, and say whether it is right
#[derive(Debug, Args)]
pub struct Watch {
    /// The equity pool
    #[arg(value_parser = parse::address)]
    pool: Pubkey,
    /// A folder for the recomputed epoch; made if missing
    #[arg(long, value_name = "DIR")]
    work: PathBuf,
    #[command(flatten)]
    evidence: Evidence,
    /// Look once, whether or not an epoch is proposed
    #[arg(long)]
    once: bool,
    /// Seconds between two looks
    #[arg(long, default_value_t = 15, value_name = "SECONDS")]
    every: u64,
    /// Challenge a wrong proposal at once, with a bond
    #[arg(long)]
    challenge: bool,
    #[command(flatten)]
    challenger: Challenger,
}

#[derive(Serialize)]
struct Report {
    epoch: u32,
    answer: &'static str,
    proposed_root: String,
    recomputed_root: String,
    challenge_until: i64,
}

impl Watch {
    /// Watches until an epoch is proposed, and judges it.
    ///
    /// # Errors
    /// With exit code 8 for a wrong proposal that is not challenged; when inputs break a rule or the node does not answer.
    pub fn run(self, context: &Context) -> Result<(), Failure> {
        loop {
            if let Some(proposed) = self.open(context)? {
                return self.judge(context, &proposed);
            }
            if self.once {
                context.output.note("no epoch is open to a challenge");
                return Ok(());
            }
            std::thread::sleep(Duration::from_secs(self.every.max(1)));
        }
    }

    /// The distribution that can be challenged now, if there is one.
    fn open(&self, context: &Context) -> Result<Option<Distribution>, Failure> {
        let state = chain::pool(context, &self.pool)?;
        let Some(newest) = state.next_epoch.checked_sub(1) else { return Ok(None) };
        let found = chain::distribution(context, &self.pool, newest)?;
        let now = context.chain_time()?;
        Ok(found.filter(|found| chain::state(found.status) == "proposed" && now < found.challenge_until))
    }

    fn judge(&self, context: &Context, proposed: &Distribution) -> Result<(), Failure> {
        let limits = Limits { allocation: proposed.allocation, leaf_max: proposed.leaf_max };
        let (_, source) = self.evidence.score(&self.work, limits)?;
        let terms = Terms {
            genesis_hash: context.genesis()?.to_bytes(),
            pool: self.pool.to_bytes(),
            epoch: proposed.epoch,
            window: Window { start: proposed.window_start, end: proposed.window_end },
            limits,
            source,
        };
        Folder::new(&self.work).build(&terms)?;
        let verified = verify::check_files(&self.work)?;
        let answer = if verified.root != proposed.root {
            "wrong root"
        } else if (verified.rule_hash, verified.inputs_hash) != (proposed.rule_hash, proposed.inputs_hash) {
            "right root, other rule or inputs"
        } else if verified.data_hash != proposed.data_hash {
            "right root, other data"
        } else {
            "right"
        };
        context.output.record(&Report {
            epoch: proposed.epoch,
            answer,
            proposed_root: hex::encode(proposed.root),
            recomputed_root: hex::encode(verified.root),
            challenge_until: proposed.challenge_until,
        })?;
        match answer {
            "right" => Ok(()),
            "wrong root" if self.challenge => self.challenger.challenge(context, &self.work, &verified),
            _ => Err(Failure::new(
                Exit::CheckFailed,
                format!("epoch {} is not what its inputs give", proposed.epoch),
            )
            .value(answer)
            .remedy(format!(
                "`makerstake dist challenge {}` posts the recomputed root until {}",
                self.work.display(),
                proposed.challenge_until
            ))),
        }
    }
}
