//! `makerstake dist export`.

use std::io::Write as _;
use std::path::PathBuf;

use clap::Args;
use makerstake_distribution::epoch::{Built, Claim, Folder};
use makerstake_distribution::{address, leaves};
use serde::Serialize;
use solana_pubkey::Pubkey;

use crate::context::Context;
use crate::failure::Failure;
use crate::files;
use crate::parse;

/// Print claims with their proofs
#[derive(Debug, Args)]
pub struct Export {
    /// The epoch's folder
    folder: PathBuf,
    /// Whose claim; may be given several times
    #[arg(long, value_parser = parse::address, value_name = "ADDRESS", required_unless_present = "all")]
    holder: Vec<Pubkey>,
    /// Write every claim into this file, one JSON object a line
    #[arg(long, value_name = "FILE", conflicts_with = "holder")]
    all: Option<PathBuf>,
}

#[derive(Serialize)]
struct Row {
    pool: String,
    epoch: u32,
    index: u32,
    holder: String,
    amount: String,
    proof: Vec<String>,
}

impl Export {
    /// Exports.
    pub fn run(self, context: &Context) -> Result<(), Failure> {
        let folder = Folder::new(&self.folder);
        let Built { manifest, .. } = folder.built()?;
        let row = |claim: Claim| Row {
            pool: manifest.pool.clone(),
            epoch: manifest.epoch,
            index: claim.index,
            holder: address::text(&claim.leaf.holder),
            amount: claim.leaf.amount.to_string(),
            proof: claim.proof.iter().map(hex::encode).collect(),
        };
        if let Some(path) = &self.all {
            let tree = folder.open_tree(&manifest)?;
            let terms = manifest.terms().map_err(|fault| fault.of(&folder.manifest()))?;
            return files::replace(path, |file| {
                let mut index = 0_u32;
                let read = leaves::read(&folder.leaves(), &terms.limits, |leaves| {
                    for leaf in leaves {
                        let claim = folder.claim_of(&tree, &terms, index, *leaf)?;
                        let line = serde_json::to_string(&row(claim)).map_err(std::io::Error::other);
                        line.and_then(|line| writeln!(file, "{line}"))
                            .map_err(makerstake_distribution::Error::io(path))?;
                        index += 1;
                    }
                    Ok(())
                });
                read.map(drop).map_err(std::io::Error::other)
            });
        }
        let mut rows = Vec::new();
        for holder in &self.holder {
            let claim = folder.claim(&holder.to_bytes())?;
            rows.push(row(claim.ok_or_else(|| {
                Failure::input("the epoch does not pay this holder").value(holder).file(&folder.leaves())
            })?));
        }
        match rows.as_slice() {
            [one] => context.output.record(one),
            _ => context.output.records(&rows),
        }
    }
}
