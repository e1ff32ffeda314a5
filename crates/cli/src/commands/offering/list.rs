//! `makerstake offering list`, and the lists of wallets that may commit.

use std::path::{Path, PathBuf};

use clap::{Args, Subcommand};
use makerstake_client::addresses;
use makerstake_client::offerings::{self, list, Sale};
use makerstake_client::parse;
use makerstake_client::query;
use serde::Serialize;
use solana_pubkey::Pubkey;

use super::super::platform_arg::PlatformArg;
use crate::context::Context;
use crate::failure::Failure;
use crate::output::Amount;

/// List the platform's offerings
#[derive(Debug, Args)]
pub struct List {
    #[command(subcommand)]
    command: Option<Build>,
    #[command(flatten)]
    platform: Option<PlatformArg>,
}

#[derive(Debug, Subcommand)]
enum Build {
    /// Build the list of an offering that will be proposed: a CSV file with a wallet and its cap in base units of the quote
    /// mint on each line. Prints root and depth, which go into the terms
    Build {
        /// The CSV file
        file: PathBuf,
        /// The number that the offering will have [default: the platform's next one]
        #[arg(long)]
        number: Option<u32>,
        #[command(flatten)]
        platform: PlatformArg,
    },
}

#[derive(Serialize)]
struct Line {
    number: u32,
    offering: String,
    state: &'static str,
    gate: &'static str,
    shares: Amount,
    price: Amount,
    committed: Amount,
    minimum: Amount,
    closes_at: i64,
    settles_until: i64,
}

#[derive(Serialize)]
struct Built {
    number: u32,
    offering: String,
    wallets: usize,
    root: String,
    depth: u8,
}

impl List {
    pub fn run(self, context: &Context) -> Result<(), Failure> {
        match (self.command, self.platform) {
            (Some(Build::Build { file, number, platform }), _) => build(context, &file, number, &platform),
            (None, Some(platform)) => all(context, &platform),
            (None, None) => Err(Failure::input("which platform?").remedy("name it with --platform")),
        }
    }
}

fn all(context: &Context, platform: &PlatformArg) -> Result<(), Failure> {
    let desk = platform.desk(context)?;
    let now = context.rpc.chain_time()?;
    let found = context.rpc.ask(query::offerings(context.rpc.client(), &desk.at.platform))?;
    let mut lines = Vec::new();
    for one in &found {
        let offering = &one.account;
        let quote = context.rpc.ask(query::token(context.rpc.client(), &offering.quote_mint))?;
        let quote = quote.ok_or_else(|| Failure::absent("quote mint", &offering.quote_mint))?;
        let money = |units| Amount::of(&quote, units);
        lines.push(Line {
            number: offering.number,
            offering: one.address.to_string(),
            state: offerings::stage(offering, now).name(),
            gate: super::show::gate(offering.gate),
            shares: Amount::of(&desk.share, offering.shares),
            price: money(offering.price),
            committed: money(offering.committed),
            minimum: money(offering.min_raise),
            closes_at: offering.closes_at,
            settles_until: offering.settle_by,
        });
    }
    context.output.records(&lines)
}

fn build(context: &Context, file: &Path, number: Option<u32>, platform: &PlatformArg) -> Result<(), Failure> {
    let at = platform.addresses(context)?;
    let next = || context.rpc.ask(query::next_offering(context.rpc.client(), &at.platform));
    let number = number.map_or_else(next, Ok)?;
    let offering = addresses::offering(&at.platform, number);
    let list = read(file, &offering)?;
    context.output.record(&Built {
        number,
        offering: offering.to_string(),
        wallets: list.rows().count(),
        root: hex::encode(list.root()),
        depth: list.depth(),
    })
}

/// The list in a file, as that of this offering.
fn read(file: &Path, offering: &Pubkey) -> Result<list::List, Failure> {
    let text = std::fs::read_to_string(file).map_err(|error| Failure::io(file, &error))?;
    let mut rows = Vec::new();
    for (at, line) in text.lines().enumerate().filter(|(_, line)| !line.trim().is_empty()) {
        let bad = |what: &str| {
            Failure::input(format!("{} line {}: {what}", file.display(), at + 1))
                .value(line)
                .remedy("each line has a wallet and its cap in base units, such as `ADDRESS,2500000`")
        };
        let (wallet, cap) = line.split_once(',').ok_or_else(|| bad("no comma"))?;
        let wallet = parse::address(wallet.trim()).map_err(|error| bad(&error))?;
        let cap = cap.trim().parse().map_err(|_| bad("the cap is no whole number"))?;
        rows.push((wallet, cap));
    }
    list::List::new(offering, &rows).map_err(|error| Failure::input(format!("{}: {error}", file.display())))
}

/// Cap and proof of an investor, from the file that the offering's list was built from.
pub fn proof(file: &Path, sale: &Sale, investor: &Pubkey) -> Result<(u64, Vec<[u8; 32]>), Failure> {
    let list = read(file, &sale.address)?;
    if list.gate_data() != sale.offering.gate_data {
        return Err(Failure::input("this is not the list that the offering was opened with")
            .value(file.display())
            .remedy("get the file that its disclosure names"));
    }
    list.proof(investor).ok_or_else(|| {
        Failure::input("this investor is not in the offering's list")
            .value(investor)
            .remedy("if it is a creator's, name it with --creator")
    })
}
