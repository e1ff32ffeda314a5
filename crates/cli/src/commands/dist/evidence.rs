//! What a score is computed from: the rule, the tables of works and parts, and engagement, attested or not.

use std::fs;
use std::path::{Path, PathBuf};

use clap::Args;
use makerstake_client::distributions::{committed, window_before, Day};
use makerstake_distribution::epoch::Folder;
use makerstake_distribution::frame::Frame;
use makerstake_distribution::manifest::{Kind, Source};
use makerstake_distribution::rule::{Named, Rule};
use makerstake_distribution::score::{self, Job, Period, Scored, Table, BUDGET};
use makerstake_distribution::verify::{self, Recomputed};
use makerstake_distribution::{atomic, Error};
use solana_pubkey::Pubkey;

use crate::context::Context;
use crate::failure::Failure;

/// What a score is computed from
#[derive(Debug, Args)]
pub struct Evidence {
    /// The economy rule, JSON [default: the folder's rule.json]
    #[arg(long, value_name = "FILE")]
    rule: Option<PathBuf>,
    /// The attested works: creator,work,window,endorsements [default: the folder's works.csv]
    #[arg(long, value_name = "FILE")]
    works: Option<PathBuf>,
    /// The parts of co-authors: creator,work,holder,bps [default: the folder's parts.csv, if it has one]
    #[arg(long, value_name = "FILE")]
    parts: Option<PathBuf>,
    /// The folder of the numbers that were attested day by day, as the rule names them
    #[arg(long, value_name = "DIR", conflicts_with_all = ["engagement", "engagement_before", "merge"])]
    committed: Option<PathBuf>,
    /// Without attested numbers: engagement in the window: creator,work,metric,value
    #[arg(long, value_name = "FILE")]
    engagement: Option<PathBuf>,
    /// Without attested numbers: engagement in the window before
    #[arg(long, value_name = "FILE", requires = "engagement")]
    engagement_before: Option<PathBuf>,
    /// Add up rows of engagement for the same creator, work and metric
    #[arg(long)]
    merge: bool,
}

/// What was scored, and by what.
pub struct Outcome {
    pub rule: Rule,
    pub scored: Scored,
    pub source: Source,
    /// Days of attested numbers.
    pub days: usize,
}

impl Evidence {
    /// Scores into a folder: `rule.json`, `leaves.csv`, and `source.json` for the build.
    pub fn score(&self, context: &Context, folder: &Folder, frame: &Frame) -> Result<Outcome, Failure> {
        fs::create_dir_all(folder.path()).map_err(|error| Failure::io(folder.path(), &error))?;
        let path = self.rule(folder);
        let rule = Rule::read(&path)?;
        let canonical = rule.canonical().map_err(|fault| fault.of(&path))?;
        let (works, parts) = self.attested(folder);
        let days = self.days(context, &rule, frame)?;
        let tables = self.tables(days.as_deref());
        let job = Job {
            works: &works,
            parts: parts.as_deref(),
            engagement: &tables,
            rule: &rule,
            limits: frame.limits,
            merge: self.merge || days.is_some(),
            budget: BUDGET,
        };
        folder.begin_again()?;
        let scored = score::score(&job, &folder.leaves())?;
        atomic::write(&folder.rule(), &canonical)?;
        let rule_hash = rule.hash().map_err(|fault| fault.of(&path))?;
        let source = Source {
            kind: Kind::Scored,
            rule_sha256: hex::encode(rule_hash),
            inputs_sha256: hex::encode(scored.inputs_hash),
        };
        folder.write_source(&source).map_err(|error: Error| Failure::from(error))?;
        let days = days.map_or(0, |days| days.len());
        Ok(Outcome { rule, scored, source, days })
    }

    /// The days of attested numbers, where the rule names any.
    fn days(&self, context: &Context, rule: &Rule, frame: &Frame) -> Result<Option<Vec<Day>>, Failure> {
        let day_zero = match (rule.numbers, &self.committed) {
            (Named::Open, None) => return Ok(None),
            (Named::Open, Some(folder)) => {
                return Err(Failure::input("the rule names no attested numbers")
                    .file(folder)
                    .remedy("give the numbers with --engagement; they are the scorer's word"))
            }
            (Named::Account(address), None) => {
                return Err(Failure::input("the rule counts attested numbers only")
                    .value(Pubkey::new_from_array(address))
                    .remedy("give the folder of the days' files with --committed"))
            }
            (Named::Account(address), Some(_)) => Pubkey::new_from_array(address),
        };
        let folder = self.committed.as_deref().unwrap_or(Path::new(""));
        let pool = Pubkey::new_from_array(frame.pool);
        let client = context.rpc.client();
        let before = context.rpc.ask(window_before(client, &pool, frame.epoch))?;
        let numbers = context.rpc.found(committed(client, &day_zero, frame.window, before, folder))?;
        for (path, why) in &numbers.left_out {
            context.output.note(format!("left out: {}: {why}", path.display()));
        }
        Ok(Some(numbers.days))
    }

    /// The rule's file.
    fn rule(&self, folder: &Folder) -> PathBuf {
        self.rule.clone().unwrap_or_else(|| folder.rule())
    }

    /// The tables of works and of parts.
    fn attested(&self, folder: &Folder) -> (PathBuf, Option<PathBuf>) {
        let works = self.works.clone().unwrap_or_else(|| folder.works());
        (works, self.parts.clone().or_else(|| Some(folder.parts()).filter(|parts| parts.exists())))
    }

    /// The tables of engagement.
    fn tables<'a>(&'a self, days: Option<&'a [Day]>) -> Vec<Table<'a>> {
        if let Some(days) = days {
            let table = |day: &'a Day| Table { path: &day.path, period: day.period, day: Some(day.day) };
            return days.iter().map(table).collect();
        }
        let this = self.engagement.iter().map(|path| (path, Period::This));
        let before = self.engagement_before.iter().map(|path| (path, Period::Before));
        this.chain(before).map(|(path, period)| Table { path, period, day: None }).collect()
    }

    /// Scores again with the second implementation, which shares nothing with the first.
    pub fn recompute(
        &self,
        context: &Context,
        folder: &Folder,
        frame: &Frame,
    ) -> Result<Recomputed, Failure> {
        let (rule, (works, parts)) = (self.rule(folder), self.attested(folder));
        let days = self.days(context, &Rule::read(&rule)?, frame)?;
        let tables = self.tables(days.as_deref());
        let of = |period: Period| {
            tables.iter().filter(|table| table.period == period).map(|table| table.path).collect()
        };
        let evidence = verify::Evidence {
            rule: &rule,
            works: &works,
            parts: parts.as_deref(),
            engagement: of(Period::This),
            before: of(Period::Before),
        };
        Ok(verify::recompute(&evidence, frame.limits.allocation, frame.limits.leaf_max)?)
    }
}
