//! `makerstake dist verify`.

use std::path::PathBuf;

use clap::Args;
use makerstake_client::generated::equity::accounts::Distribution;
use makerstake_distribution::epoch::Folder;
use makerstake_distribution::frame::Frame;
use makerstake_distribution::leaves;
use makerstake_distribution::verify::{verify, Verified};
use serde::Serialize;
use solana_pubkey::Pubkey;

use super::chain;
use super::evidence::Evidence;
use crate::context::Context;
use crate::failure::{Exit, Failure};

/// Check an epoch's files against each other and against the chain, with code of its own
#[derive(Debug, Args)]
pub struct Verify {
    /// The epoch's folder
    folder: PathBuf,
    /// Check the files only, without a network
    #[arg(long)]
    offline: bool,
    /// Compute the score again as well, by a second implementation that keeps everything in memory
    #[arg(long)]
    recompute: bool,
    #[command(flatten)]
    evidence: Evidence,
}

#[derive(Serialize)]
struct Report {
    files: &'static str,
    score: &'static str,
    chain: String,
    epoch: u32,
    leaves: u32,
    allocation: String,
    root: String,
    data_hash: String,
    rule_sha256: String,
    inputs_sha256: String,
}

impl Verify {
    /// Verifies.
    pub fn run(self, context: &Context) -> Result<(), Failure> {
        let verified = check_files(&self.folder)?;
        let score = match self.recompute {
            true => check_score(context, &Folder::new(&self.folder), &self.evidence, &verified)?,
            false => "not computed",
        };
        let state = if self.offline {
            "not asked".to_owned()
        } else {
            chain::check_cluster(context, &verified)?;
            let pool = Pubkey::new_from_array(verified.pool);
            match chain::distribution(context, &pool, verified.epoch)? {
                Some(distribution) => against(&verified, &distribution)?,
                None => {
                    chain::pool(context, &pool)?;
                    "not proposed yet".to_owned()
                }
            }
        };
        context.output.record(&Report {
            files: "agree",
            score,
            chain: state,
            epoch: verified.epoch,
            leaves: verified.leaves,
            allocation: verified.allocation.to_string(),
            root: hex::encode(verified.root),
            data_hash: hex::encode(verified.data_hash),
            rule_sha256: hex::encode(verified.rule_hash),
            inputs_sha256: hex::encode(verified.inputs_hash),
        })
    }
}

/// Checks the files; a contradiction has the exit code of a failed check.
pub fn check_files(folder: &std::path::Path) -> Result<Verified, Failure> {
    verify(folder).map_err(|error| {
        // A file that is not there is no fraud: only what the files say can be wrong.
        let is_refused = error.refusal().is_some();
        let mut failure = Failure::from(error);
        if is_refused {
            failure.exit = Exit::CheckFailed;
        }
        failure
    })
}

/// Computes the score again and compares it with the list, row by row.
fn check_score(
    context: &Context,
    folder: &Folder,
    evidence: &Evidence,
    verified: &Verified,
) -> Result<&'static str, Failure> {
    let terms = folder.built()?.manifest.terms().map_err(|fault| fault.of(&folder.manifest()))?;
    let again = evidence.recompute(context, folder, &Frame::from(&terms))?;
    let same = |what: &str, ours: String, files: String| match ours == files {
        true => Ok(()),
        false => Err(Failure::new(
            Exit::CheckFailed,
            format!("the {what} of the score is {ours}, of the files"),
        )
        .value(files)
        .remedy("ask the scorer for the rule and the tables that it published, and compare them row by row")),
    };
    same("rule hash", hex::encode(again.rule_hash), hex::encode(verified.rule_hash))?;
    same("inputs hash", hex::encode(again.inputs_hash), hex::encode(verified.inputs_hash))?;
    let mut rows = again.rows.into_iter();
    let text = |holder: [u8; 32], amount: u64| format!("{} for {}", amount, Pubkey::new_from_array(holder));
    let mut first = None;
    leaves::read(&folder.leaves(), &terms.limits, |list| {
        for leaf in list {
            let ours = rows.next().map(|(holder, row)| (holder, row.0));
            if first.is_none() && ours != Some((leaf.holder, leaf.amount)) {
                let ours = ours.map_or("nothing".to_owned(), |(holder, amount)| text(holder, amount));
                first = Some((ours, text(leaf.holder, leaf.amount)));
            }
        }
        Ok(())
    })?;
    let rest = rows.next().map(|(holder, row)| (text(holder, row.0), "nothing".to_owned()));
    if let Some((ours, files)) = first.or(rest) {
        same("first other row", ours, files)?;
    }
    Ok("agrees")
}

/// Compares the files with the distribution on chain, field by field; says where it stands.
pub fn against(verified: &Verified, chain: &Distribution) -> Result<String, Failure> {
    let hash = |bytes: &[u8; 32]| hex::encode(bytes);
    let fields = [
        ("root", hash(&verified.root), hash(&chain.root)),
        ("data hash", hash(&verified.data_hash), hash(&chain.data_hash)),
        ("rule hash", hash(&verified.rule_hash), hash(&chain.rule_hash)),
        ("inputs hash", hash(&verified.inputs_hash), hash(&chain.inputs_hash)),
        ("number of leaves", verified.leaves.to_string(), chain.leaves.to_string()),
        ("depth", verified.depth.to_string(), chain.depth.to_string()),
        ("allocation", verified.allocation.to_string(), chain.allocation.to_string()),
        ("per-leaf maximum", verified.leaf_max.to_string(), chain.leaf_max.to_string()),
        ("window's start", verified.window.0.to_string(), chain.window_start.to_string()),
        ("window's end", verified.window.1.to_string(), chain.window_end.to_string()),
    ];
    match fields.into_iter().find(|(_, files, chain)| files != chain) {
        Some((field, files, other)) => {
            Err(Failure::new(Exit::CheckFailed, format!("the {field} of the files is {files}, on chain"))
                .value(other)
                .remedy(remedy(verified, chain)))
        }
        None => Ok(chain::state(chain.status).to_owned()),
    }
}

/// What is still to be done about files that are not the chain's.
fn remedy(verified: &Verified, found: &Distribution) -> &'static str {
    let is_same_tree = (verified.root, verified.leaves) == (found.root, found.leaves);
    match chain::state(found.status) {
        "proposed" if is_same_tree => {
            "root and number of leaves agree, so the claims do: fetch the published files"
        }
        "proposed" => {
            "if the files are right, `makerstake dist challenge` says so while the challenge window is open"
        }
        "disputed" => {
            "it is disputed: `makerstake dist watch` tells whether it is right, the pool's authority rules"
        }
        "void" => "the epoch is void and pays nothing: its window is proposed again, under another number",
        _ => "that is decided and cannot be challenged: fetch the files that were published for it",
    }
}
