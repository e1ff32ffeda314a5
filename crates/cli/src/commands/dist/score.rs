//! `makerstake dist score`.

use std::fs;
use std::path::PathBuf;

use clap::Args;
use makerstake_distribution::epoch::Folder;
use makerstake_distribution::rule::Named;
use makerstake_distribution::score::{price, Price};
use serde::Serialize;

use super::chain;
use super::evidence::{Evidence, Outcome};
use super::terms::TermsArgs;
use crate::context::Context;
use crate::failure::Failure;

/// Turn works and engagement into a list of amounts by the economy rule
#[derive(Debug, Args)]
pub struct Score {
    /// The epoch's folder; made if missing
    folder: PathBuf,
    #[command(flatten)]
    evidence: Evidence,
    #[command(flatten)]
    terms: TermsArgs,
}

#[derive(Serialize)]
struct Report {
    holders: u64,
    capped: u64,
    works: u64,
    counted: u64,
    waiting: u64,
    counted_before: u64,
    lapsed: u64,
    engagement: u64,
    unattested: u64,
    days: usize,
    points: String,
    roles: String,
    allocation: String,
    rows: u64,
    sybil_lamports: Option<String>,
    leaves_sha256: String,
    rule_sha256: String,
    inputs_sha256: String,
}

impl Score {
    /// Scores.
    pub fn run(self, context: &Context) -> Result<(), Failure> {
        fs::create_dir_all(&self.folder).map_err(|error| Failure::io(&self.folder, &error))?;
        let folder = Folder::new(&self.folder);
        let frame = self.terms.frame(context, &folder)?;
        let Outcome { rule, scored, source, days } = self.evidence.score(context, &folder, &frame)?;
        if scored.unattested > 0 {
            context.output.note(format!(
                "{} rows of engagement are about works that are not listed, or holders that do not count",
                scored.unattested
            ));
        }
        if rule.numbers == Named::Open {
            context.output.note("the rule names no attested numbers: engagement is the scorer's word");
        }
        let price = price(&rule, &scored).filter(|_| rule.registrar == Named::Open);
        if let Some(Price { creators, lamports }) = price {
            context.output.note(format!(
                "the rule says `open`: nobody says who is somebody, and {creators} made-up creators, which cost {}.{:03} SOL of \
                 rent, would have earned half of this epoch, were their engagement made up too",
                lamports / 1_000_000_000,
                lamports % 1_000_000_000 / 1_000_000
            ));
        }
        let works = scored.works;
        let report = Report {
            holders: scored.holders,
            capped: scored.capped,
            works: works.listed,
            counted: works.counted,
            waiting: works.waiting,
            counted_before: works.before,
            lapsed: works.lapsed,
            engagement: scored.engagement,
            unattested: scored.unattested,
            days,
            points: format!("{}.{:03}", scored.points / 1_000, scored.points % 1_000),
            roles: scored.roles.to_string(),
            allocation: frame.limits.allocation.to_string(),
            rows: scored.leaves.rows,
            sybil_lamports: price.map(|price| price.lamports.to_string()),
            leaves_sha256: hex::encode(scored.leaves.sha256),
            rule_sha256: source.rule_sha256,
            inputs_sha256: source.inputs_sha256,
        };
        let details = serde_json::json!({ "inputs_sha256": report.inputs_sha256 });
        chain::note(context, &self.folder, "score", details);
        context.output.record(&report)
    }
}
