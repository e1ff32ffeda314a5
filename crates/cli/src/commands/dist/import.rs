//! `makerstake dist import`.

use std::fs;
use std::path::PathBuf;

use clap::{Args, ValueEnum};
use makerstake_client::programs::Program;
use makerstake_client::query;
use makerstake_distribution::epoch::Folder;
use makerstake_distribution::import::{self, Format, Job, Unit};
use makerstake_distribution::manifest::{Kind, Source};
use makerstake_distribution::{score::BUDGET, sha};
use serde::Serialize;
use solana_pubkey::Pubkey;

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
    /// All amounts have three decimals, and 1.000 is one token: not a thousand, as some countries group digits
    #[arg(long)]
    three_decimals: bool,
    /// Also pay addresses that are no wallet's and no creator's, such as those of other programs' accounts
    #[arg(long)]
    allow_off_curve: bool,
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
        let job = Job {
            path: &self.list,
            format,
            unit,
            merge: self.merge,
            three_decimals: self.three_decimals,
            is_suspect: |holder| !Pubkey::new_from_array(*holder).is_on_curve(),
            budget: BUDGET,
        };
        folder.begin_again()?;
        let imported = import::import(&job, &folder.leaves())?;
        if !self.allow_off_curve {
            if let Err(failure) = self.check_off_curve(context, &imported.suspects) {
                folder.begin_again()?;
                return Err(failure);
            }
        }
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

    /// Checks that holders without a key of their own are registered creators: nobody else could ever act for them.
    fn check_off_curve(&self, context: &Context, suspects: &[([u8; 32], u64)]) -> Result<(), Failure> {
        const REMEDY: &str =
            "an address without a key acts only through its program: correct the list, or pass \
                              --allow-off-curve if the program can";
        for some in suspects.chunks(100) {
            let addresses: Vec<Pubkey> =
                some.iter().map(|(holder, _)| Pubkey::new_from_array(*holder)).collect();
            let Ok(accounts) = query::accounts(context.rpc.client(), &addresses) else {
                context.output.note(format!(
                    "no node answered whether the {} holders without a key of their own are creators; who is not can never act",
                    suspects.len()
                ));
                return Ok(());
            };
            for (((_, line), address), account) in some.iter().zip(&addresses).zip(accounts) {
                if account.is_none_or(|account| account.owner != Program::Creators.id()) {
                    let failure = Failure::input("the holder is neither a wallet nor a registered creator");
                    return Err(failure.value(address).line(&self.list, *line).remedy(REMEDY));
                }
            }
        }
        Ok(())
    }
}
