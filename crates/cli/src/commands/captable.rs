//! `makerstake captable`: who owns how much, balanced to the base unit.

use std::collections::HashMap;
use std::io::Write as _;
use std::path::{Path, PathBuf};

use clap::Args;
use makerstake_client::cap_table::{ocf, CapTable, Entry, Kind, LoadError};
use makerstake_client::query;
use makerstake_client::shares::Token;
use serde::Serialize;
use solana_pubkey::Pubkey;

use super::platform_arg::addresses_of;
use crate::context::Context;
use crate::failure::{Exit, Failure};
use crate::output::{Amount, Format};
use crate::{files, parse};

/// Who owns how much, balanced to the base unit against the mint and the vault
#[derive(Debug, Args)]
pub struct Captable {
    /// The equity pool, its share mint or its platform
    #[arg(value_parser = parse::platform, env = "MAKERSTAKE_PLATFORM")]
    pool: Pubkey,
    /// Also write the table in the Open Cap Format into this folder
    #[arg(long, value_name = "DIR")]
    ocf: Option<PathBuf>,
    /// The name of the company, for the Open Cap Format
    #[arg(long, default_value = "Platform", value_name = "NAME", requires = "ocf")]
    name: String,
}

/// Most lines whose handles are looked up: a request for each hundred.
const NAMED: usize = 2_000;

/// A line of the table: where shares are, and whose they are.
#[derive(Debug, Serialize)]
struct Line {
    kind: &'static str,
    holder: String,
    handle: Option<String>,
    shares: Amount,
    percent: String,
    earned: Option<Amount>,
    unvested: Option<Amount>,
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
    /// Reads the table, checks it, prints it.
    pub fn run(self, context: &Context) -> Result<(), Failure> {
        let table = self.load(context)?;
        let imbalances = table.imbalances();
        let rpc = context.rpc.client();
        let token = context.rpc.ask(query::token(rpc, &table.pool.mint))?;
        let token = token.ok_or_else(|| Failure::absent("mint", &table.pool.mint))?;
        let holders: Vec<Pubkey> =
            table.entries.iter().filter_map(|entry| entry.holder).take(NAMED).collect();
        let handles = context.rpc.ask(query::handles(rpc, &holders))?;
        let lines: Vec<Line> =
            table.entries.iter().map(|entry| line(entry, &table, &token, &handles)).collect();
        let count = lines.len();
        match context.output.format {
            Format::Json => context.output.record(&Table {
                mint: table.pool.mint.to_string(),
                supply: table.supply.to_string(),
                vault: table.vault.to_string(),
                balanced: imbalances.is_empty(),
                lines,
            })?,
            _ => context.output.records(&lines)?,
        }
        if let Some(folder) = &self.ocf {
            write_ocf(folder, &self.name, &table)?;
            context.output.note(format!("Open Cap Format in {}", folder.display()));
        }
        if imbalances.is_empty() {
            let supply = Amount::of(&token, table.supply);
            context.output.note(format!("balanced: {supply} in {count} lines"));
            return Ok(());
        }
        let mut failure = Failure::new(Exit::CheckFailed, "the books do not balance").value(self.pool);
        failure.remedy = Some("run it again: accounts may have changed between two answers of the node; if it stays, stop and ask".into());
        failure.details = imbalances;
        Err(failure)
    }

    fn load(&self, context: &Context) -> Result<CapTable, Failure> {
        let failed = |error| match error {
            LoadError::Node(rpc_error) => Failure::rpc(&context.rpc.host(), &rpc_error),
            LoadError::NotAPool(address) => Failure::input("not a pool").value(address),
            LoadError::NoMint(address) => Failure::input("the pool's mint or vault is gone").value(address),
        };
        match CapTable::load(context.rpc.client(), &self.pool) {
            Err(LoadError::NotAPool(_)) => {
                let pool = addresses_of(context, &self.pool)?.pool;
                CapTable::load(context.rpc.client(), &pool).map_err(failed)
            }
            other => other.map_err(failed),
        }
    }
}

fn line(entry: &Entry, table: &CapTable, token: &Token, handles: &HashMap<Pubkey, String>) -> Line {
    Line {
        kind: entry.kind.name(),
        holder: entry.holder.map_or_else(String::new, |holder| holder.to_string()),
        handle: entry.holder.and_then(|holder| handles.get(&holder).cloned()),
        shares: Amount::of(token, entry.shares),
        percent: percent(entry.shares, table.supply),
        earned: (entry.kind == Kind::Position).then(|| Amount::of(token, entry.earned)),
        unvested: (entry.kind == Kind::Grant).then(|| Amount::of(token, entry.unvested)),
        delegate: entry.delegate.map(|delegate| delegate.to_string()),
    }
}

/// A part in percent with four decimals, rounded down.
fn percent(part: u64, whole: u64) -> String {
    let parts = u128::from(part) * 1_000_000 / u128::from(whole.max(1));
    format!("{}.{:04}", parts / 10_000, parts % 10_000)
}

fn write_ocf(folder: &Path, name: &str, table: &CapTable) -> Result<(), Failure> {
    let files = ocf::files(table, name).ok_or_else(|| {
        Failure::input("the Open Cap Format has numbers of at most 10 decimals, the share mint more")
            .value(table.pool.decimals)
            .remedy("take the table as CSV or JSON: --output csv")
    })?;
    std::fs::create_dir_all(folder).map_err(|error| Failure::io(folder, &error))?;
    for (name, document) in files {
        let text = serde_json::to_string_pretty(&document).unwrap_or_default();
        files::replace(&folder.join(name), |file| writeln!(file, "{text}"))?;
    }
    Ok(())
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
