//! `makerstake dist watch`.

use std::path::PathBuf;
use std::time::Duration;

use clap::Args;
use makerstake_client::distributions::AuditResult as Judgement;
use makerstake_client::generated::equity::accounts::Distribution;
use makerstake_client::message::date;
use makerstake_distribution::epoch::Folder;
use makerstake_distribution::frame::Frame;
use makerstake_distribution::leaves::Limits;
use makerstake_distribution::manifest::Window;
use makerstake_distribution::verify::Verified;
use serde::Serialize;
use solana_pubkey::Pubkey;

use super::challenge::challenge;
use super::evidence::Evidence;
use super::{chain, verify};
use crate::context::Context;
use crate::failure::{Exit, Failure};
use crate::parse;

/// Wait for a proposal, recompute it from the inputs, and say whether it is right.
///
/// A disputed epoch is judged too: whether the proposal is right. It waits for a ruling, so this always ends with exit code 8, whoever
/// disputes it: a scorer can do it with a second wallet.
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
    /// Look once, whether or not an epoch is proposed or disputed
    #[arg(long)]
    once: bool,
    /// Seconds between two looks
    #[arg(long, default_value_t = 15, value_name = "SECONDS")]
    every: u64,
    /// Challenge a wrong proposal at once, with a bond, if it names the same rule and inputs
    #[arg(long)]
    challenge: bool,
}

#[derive(Serialize)]
struct Report {
    epoch: u32,
    state: &'static str,
    answer: &'static str,
    proposed_root: String,
    proposed_leaves: u32,
    evidence_sha256: Option<String>,
    recomputed_root: String,
    recomputed_leaves: u32,
    challenge_until: i64,
}

impl Report {
    fn new(answer: &'static str, found: &Distribution, own: &Verified) -> Self {
        let is_challenged = found.evidence_hash != [0; 32];
        Self {
            epoch: found.epoch,
            state: chain::state(found.status),
            answer,
            proposed_root: hex::encode(found.root),
            proposed_leaves: found.leaves,
            evidence_sha256: is_challenged.then(|| hex::encode(found.evidence_hash)),
            recomputed_root: hex::encode(own.root),
            recomputed_leaves: own.leaves,
            challenge_until: found.challenge_until,
        }
    }
}

impl Watch {
    /// Watches until an epoch is proposed or challenged, and judges it.
    pub fn run(self, context: &Context) -> Result<(), Failure> {
        loop {
            if let Some(found) = self.undecided(context)? {
                return self.judge(context, &found);
            }
            if self.once {
                context.output.note("no epoch is open to a challenge, and none is disputed");
                return Ok(());
            }
            std::thread::sleep(Duration::from_secs(self.every.max(1)));
        }
    }

    /// The distribution that can be challenged now, or waits for a ruling, if there is one.
    fn undecided(&self, context: &Context) -> Result<Option<Distribution>, Failure> {
        let state = chain::pool(context, &self.pool)?;
        let Some(newest) = state.next_epoch.checked_sub(1) else { return Ok(None) };
        let found = chain::distribution(context, &self.pool, newest)?;
        let now = context.rpc.chain_time()?;
        Ok(found.filter(|found| match chain::state(found.status) {
            "proposed" => now < found.challenge_until,
            state => state == "disputed",
        }))
    }

    /// The epoch as its inputs give it, in the work folder.
    fn recompute(&self, context: &Context, found: &Distribution) -> Result<Verified, Failure> {
        let frame = Frame {
            genesis_hash: context.rpc.genesis()?.to_bytes(),
            pool: self.pool.to_bytes(),
            epoch: found.epoch,
            window: Window { start: found.window_start, end: found.window_end },
            limits: Limits { allocation: found.allocation, leaf_max: found.leaf_max },
        };
        let folder = Folder::new(&self.work);
        let outcome = self.evidence.score(context, &folder, &frame)?;
        folder.build(&frame.terms(outcome.source))?;
        verify::check_files(&self.work)
    }

    fn judge(&self, context: &Context, found: &Distribution) -> Result<(), Failure> {
        let own = self.recompute(context, found)?;
        let judgement = match chain::state(found.status) {
            "disputed" => Judgement::of_dispute(&own, found),
            _ => Judgement::of_proposal(&own, found),
        };
        context.output.record(&Report::new(judgement.answer(), found, &own))?;
        let stakes = matches!(judgement, Judgement::WrongRoot | Judgement::WrongLeaves) && self.challenge;
        if judgement == Judgement::Right {
            Ok(())
        } else if stakes {
            challenge(context, &self.work, &own)
        } else {
            let what = match chain::state(found.status) {
                "disputed" => "is disputed and waits for a ruling",
                _ => "is not what its inputs give",
            };
            Err(Failure::new(Exit::CheckFailed, format!("epoch {} {what}", found.epoch))
                .value(judgement.answer())
                .remedy(self.remedy(context, judgement, found)?))
        }
    }

    /// What to do about it.
    fn remedy(
        &self,
        context: &Context,
        judgement: Judgement,
        found: &Distribution,
    ) -> Result<String, Failure> {
        let challenge = format!("`makerstake dist challenge {}` says so", self.work.display());
        let until = date(found.challenge_until);
        Ok(match judgement {
            Judgement::Right => "nothing is to be done".to_owned(),
            Judgement::OtherSource | Judgement::OtherData => {
                "it pays what it should, so nothing is to be challenged: ask the scorer for the files it published".to_owned()
            }
            Judgement::WrongRoot | Judgement::WrongLeaves => format!("{challenge}, until {until}"),
            Judgement::OtherRule => {
                format!("no bond is staked unasked: if yours is the rule that the owners voted, {challenge}, until {until}")
            }
            Judgement::OtherInputs => format!(
                "no bond is staked unasked: ask for the published tables and compare them row by row, as a work may have been changed \
                 since; if theirs are false, {challenge}, until {until}"
            ),
            Judgement::ProposalStands => self.ruling(context, found.epoch, "as_proposed_against_challenger")?,
            Judgement::ProposalFalls => self.ruling(context, found.epoch, "void_against_proposer")?,
            Judgement::ProposalUnclear => format!(
                "ask for the tables and the rule that both sides published and compare them row by row; if the proposal is wrong, {}",
                self.ruling(context, found.epoch, "void")?
            ),
        })
    }

    /// How the dispute is ended in this way.
    fn ruling(&self, context: &Context, epoch: u32, outcome: &str) -> Result<String, Failure> {
        Ok(match chain::pool(context, &self.pool)?.is_handed_over {
            1 => format!(
                "the owners should rule `{outcome}`: propose resolve_distribution, see docs/proposals.md"
            ),
            _ if outcome.starts_with("void") => format!(
                "the pool's founder should call it void: `makerstake dist resolve {} {epoch}`",
                self.pool
            ),
            _ => "a founder makes no root final: it waits for the hand-over, or is void after 45 days"
                .to_owned(),
        })
    }
}
