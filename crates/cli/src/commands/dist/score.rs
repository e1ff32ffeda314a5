//! `makerstake dist score`.

use std::fs;
use std::path::{Path, PathBuf};

use clap::Args;
use makerstake_distribution::epoch::Folder;
use makerstake_distribution::leaves::Limits;
use makerstake_distribution::manifest::{Kind, Source};
use makerstake_distribution::rule::Rule;
use makerstake_distribution::score::{self, Job, Scored, BUDGET};
use makerstake_distribution::{atomic, Error};
use serde::Serialize;

use super::chain;
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

/// What a score is computed from
#[derive(Debug, Args)]
pub struct Evidence {
    /// The economy rule, JSON
    #[arg(long, value_name = "FILE")]
    rule: PathBuf,
    /// The attested works: creator,work,endorsements
    #[arg(long, value_name = "FILE")]
    works: PathBuf,
    /// Their engagement: creator,work,metric,value
    #[arg(long, value_name = "FILE")]
    engagement: PathBuf,
    /// Add up rows of engagement for the same creator, work and metric
    #[arg(long)]
    merge: bool,
}

#[derive(Serialize)]
struct Report {
    creators: u64,
    capped: u64,
    works: u64,
    engagement: u64,
    unattested: u64,
    points: String,
    allocation: String,
    rows: u64,
    leaves_sha256: String,
    rule_sha256: String,
    inputs_sha256: String,
}

impl Score {
    /// Scores.
    pub fn run(self, context: &Context) -> Result<(), Failure> {
        let limits = self.terms.limits(context)?;
        let (scored, source) = self.evidence.score(&self.folder, limits)?;
        let report = Report {
            creators: scored.creators,
            capped: scored.capped,
            works: scored.works,
            engagement: scored.engagement,
            unattested: scored.unattested,
            points: format!("{}.{:03}", scored.points / 1_000, scored.points % 1_000),
            allocation: limits.allocation.to_string(),
            rows: scored.leaves.rows,
            leaves_sha256: hex::encode(scored.leaves.sha256),
            rule_sha256: source.rule_sha256,
            inputs_sha256: source.inputs_sha256,
        };
        if scored.unattested > 0 {
            context.output.note(format!(
                "{} rows of engagement are about works that nobody attested",
                scored.unattested
            ));
        }
        chain::note(
            context,
            &self.folder,
            "score",
            serde_json::json!({ "inputs_sha256": report.inputs_sha256 }),
        );
        context.output.record(&report)
    }
}

impl Evidence {
    /// Scores into a folder: `rule.json`, `leaves.csv`, and `source.json` for the build.
    pub fn score(&self, path: &Path, limits: Limits) -> Result<(Scored, Source), Failure> {
        fs::create_dir_all(path).map_err(|error| Failure::io(path, &error))?;
        let folder = Folder::new(path);
        let rule = Rule::read(&self.rule)?;
        let canonical = rule.canonical().map_err(|fault| fault.of(&self.rule))?;
        let job = Job {
            works: &self.works,
            engagement: &self.engagement,
            rule: &rule,
            limits,
            merge: self.merge,
            budget: BUDGET,
        };
        folder.begin_again()?;
        let scored = score::score(&job, &folder.leaves())?;
        atomic::write(&folder.rule(), &canonical)?;
        let rule_hash = rule.hash().map_err(|fault| fault.of(&self.rule))?;
        let source = Source {
            kind: Kind::Scored,
            rule_sha256: hex::encode(rule_hash),
            inputs_sha256: hex::encode(scored.inputs_hash),
        };
        folder.write_source(&source).map_err(|error: Error| Failure::from(error))?;
        Ok((scored, source))
    }
}
