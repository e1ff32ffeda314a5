//! `makerstake captable`: who owns how much, balanced to the base unit.

mod cap_table;
mod ocf;

use std::path::PathBuf;

use clap::Args;
use serde::Serialize;
use solana_pubkey::Pubkey;

use self::cap_table::{Books, Kind};
use crate::context::Context;
use crate::failure::{Exit, Failure};
use crate::output::Format;
use crate::parse;

/// Who owns how much, balanced to the base unit against the mint and the vault
#[derive(Debug, Args)]
pub struct Captable {
    /// The equity pool
    #[arg(value_parser = parse::address)]
    pool: Pubkey,
    /// Also write the table in the Open Cap Format into this folder
    #[arg(long, value_name = "DIR")]
    ocf: Option<PathBuf>,
    /// The name of the company, for the Open Cap Format
    #[arg(long, default_value = "Platform", value_name = "NAME", requires = "ocf")]
    name: String,
}

/// A line of the table: where shares are, and whose they are.
#[derive(Debug, Serialize)]
struct Line {
    kind: &'static str,
    holder: String,
    shares: String,
    percent: String,
    earned: Option<String>,
    unvested: Option<String>,
    delegate: Option<String>,
}

#[derive(Serialize)]
struct Table {
    mint: String,
    supply: String,
    vault: String,
    balanced: bool,
    lines: Vec<Line>,
}

impl Captable {
    /// Reads the books, checks them, prints them.
    ///
    /// # Errors
    /// With exit code 8 when the books do not balance; when the node does not answer.
    pub fn run(self, context: &Context) -> Result<(), Failure> {
        let books = Books::read(context, &self.pool)?;
        let imbalances = books.imbalances();
        let lines: Vec<Line> = books.entries.iter().map(|entry| line(entry, &books)).collect();
        match context.output.format {
            Format::Json => context.output.record(&Table {
                mint: books.pool.mint.to_string(),
                supply: books.supply.to_string(),
                vault: books.vault.to_string(),
                balanced: imbalances.is_empty(),
                lines,
            })?,
            _ => context.output.records(&lines)?,
        }
        if let Some(folder) = &self.ocf {
            ocf::write(folder, &self.name, &books)?;
            context.output.note(format!("Open Cap Format in {}", folder.display()));
        }
        if imbalances.is_empty() {
            context.output.note(format!(
                "balanced: {} base units in {} lines",
                books.supply,
                books.entries.len()
            ));
            return Ok(());
        }
        let mut failure = Failure::new(Exit::CheckFailed, "the books do not balance").value(self.pool);
        failure.remedy = Some("run it again: accounts may have changed between two answers of the node; if it stays, stop and ask".into());
        failure.details = imbalances;
        Err(failure)
    }
}

fn line(entry: &cap_table::Entry, books: &Books) -> Line {
    Line {
        kind: entry.kind.name(),
        holder: entry.holder.map_or_else(String::new, |holder| holder.to_string()),
        shares: entry.shares.to_string(),
        percent: percent(entry.shares, books.supply),
        earned: (entry.kind == Kind::Position).then(|| entry.earned.to_string()),
        unvested: (entry.kind == Kind::Grant).then(|| entry.unvested.to_string()),
        delegate: entry.delegate.map(|delegate| delegate.to_string()),
    }
}

/// A part in percent with four decimals, rounded down.
fn percent(part: u64, whole: u64) -> String {
    let parts = u128::from(part) * 1_000_000 / u128::from(whole.max(1));
    format!("{}.{:04}", parts / 10_000, parts % 10_000)
}

#[cfg(test)]
mod tests {
    use super::percent;

    #[test]
    fn percents_are_rounded_down() {
        assert_eq!(percent(1, 3), "33.3333");
        assert_eq!(percent(u64::MAX, u64::MAX), "100.0000");
        assert_eq!(percent(0, 0), "0.0000");
    }
}
