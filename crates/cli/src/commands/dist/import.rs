//! `makerstake dist import`.

use std::fs;
use std::path::PathBuf;

use clap::{Args, ValueEnum};
use makerstake_distribution::epoch::Folder;
use makerstake_distribution::import::{self, Format, Job, Unit};
use makerstake_distribution::manifest::{Kind, Source};
use makerstake_distribution::{score::BUDGET, sha};
use serde::Serialize;

use super::chain;
use crate::context::Context;
use crate::failure::Failure;

/// Turn another tool's list into one of ours
#[derive(Debug, Args)]
pub struct Import {
    /// The epoch's folder; made if missing
    folder: PathBuf,
    /// The list
    #[arg(long, value_name = "FILE")]
    list: PathBuf,
    /// Whose format it has
    #[arg(long, value_enum)]
    format: Tool,
    /// What its amounts count; never guessed
    #[arg(long, value_enum)]
    unit: Counted,
    /// Decimals of the share mint, for `--unit ui`
    #[arg(long, default_value_t = 6, value_name = "NUMBER", value_parser = clap::value_parser!(u8).range(0..=19))]
    decimals: u8,
    /// The document that says why these amounts: its hash goes on chain where the rule's would
    #[arg(long, value_name = "FILE")]
    because: PathBuf,
    /// Add up the rows of one holder
    #[arg(long)]
    merge: bool,
}

#[derive(Clone, Copy, Debug, ValueEnum)]
enum Tool {
    /// recipient,amount
    SolanaTokens,
    /// pubkey,amount_unlocked,amount_locked,category
    Jito,
    /// As Jito's
    Streamflow,
}

#[derive(Clone, Copy, Debug, ValueEnum)]
enum Counted {
    /// Base units
    Base,
    /// Whole tokens with decimals
    Ui,
}

#[derive(Serialize)]
struct Report {
    rows: u64,
    sum: String,
    leaves_sha256: String,
    inputs_sha256: String,
    rule_sha256: String,
}

impl Import {
    /// Imports.
    ///
    /// # Errors
    /// For a list that cannot be meant.
    pub fn run(self, context: &Context) -> Result<(), Failure> {
        fs::create_dir_all(&self.folder).map_err(|error| Failure::io(&self.folder, &error))?;
        let folder = Folder::new(&self.folder);
        let format = match self.format {
            Tool::SolanaTokens => Format::SolanaTokens,
            Tool::Jito => Format::Jito,
            Tool::Streamflow => Format::Streamflow,
        };
        let unit = match self.unit {
            Counted::Base => Unit::Base,
            Counted::Ui => Unit::Ui(self.decimals),
        };
        let (reason, _) = sha::of_file(&self.because)?;
        let job = Job { path: &self.list, format, unit, merge: self.merge, budget: BUDGET };
        folder.begin_again()?;
        let imported = import::import(&job, &folder.leaves())?;
        let source = Source {
            kind: Kind::Imported,
            rule_sha256: hex::encode(reason),
            inputs_sha256: hex::encode(imported.inputs_hash),
        };
        folder.write_source(&source)?;
        chain::note(
            context,
            &self.folder,
            "import",
            serde_json::json!({ "inputs_sha256": source.inputs_sha256 }),
        );
        context.output.record(&Report {
            rows: imported.leaves.rows,
            sum: imported.sum.to_string(),
            leaves_sha256: hex::encode(imported.leaves.sha256),
            inputs_sha256: source.inputs_sha256,
            rule_sha256: source.rule_sha256,
        })
    }
}
