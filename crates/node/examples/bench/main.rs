//! How fast a node is on a platform of a real size: `cargo xtask bench --node`.
//!
//! The platform is made up, and nothing else is: its accounts are bytes that go through the decoder into the database, its
//! transactions come out of blocks that are linked, and pages are asked for over HTTP while the node follows.

mod load;
mod made;

use std::sync::Arc;
use std::time::{Duration, Instant};

use anyhow::{ensure, Context as _, Result};
use makerstake_node::accounts::by_table;
use makerstake_node::follow::{Follower, Options};
use makerstake_node::run;
use makerstake_node::settings::Settings;
use makerstake_node::store::{Batch, Cursor, Mode, Store};
use makerstake_node::tell::Hooks;

use made::{Chain, Size, PLATFORM};

/// Accounts of one commit while the database is filled.
const SLICE: u64 = 1_000;
/// Pages a second, and for how long.
const RATE: u32 = 500;
const SECONDS: u32 = 20;

#[tokio::main]
async fn main() -> Result<()> {
    let divisor: u64 = std::env::args().nth(1).as_deref().unwrap_or("1").parse().context("the divisor")?;
    let size = Size::whole().divided(divisor.max(1));
    let dir = std::env::temp_dir().join(format!("makerstake-bench-node-{}", std::process::id()));
    std::fs::create_dir_all(&dir)?;
    let result = measure(size, &dir).await;
    std::fs::remove_dir_all(&dir)?;
    result
}

async fn measure(size: Size, dir: &std::path::Path) -> Result<()> {
    let load = std::fs::read_to_string("/proc/loadavg")?;
    let cores = std::thread::available_parallelism()?;
    println!("{cores} cores, load average {} before", load.split(' ').next().unwrap_or_default());
    println!("\n| what | number | measured | aim |\n| --- | ---: | ---: | --- |");
    let database = dir.join("node.db").to_string_lossy().into_owned();
    let store = Store::open(&database).await?;
    store.claim("bench", &PLATFORM).await?;

    let start = Instant::now();
    fill(&store, &size).await?;
    let took = start.elapsed();
    row(
        "accounts decoded and written",
        size.accounts(),
        &per_second(size.accounts(), took),
        "≥ 6,700 a second",
    );

    // The same chain twice: once to be read as fast as it goes, then while pages are asked for.
    let chain = Arc::new(Chain::new(size));
    let follower =
        Follower::new(chain.clone(), store.clone(), PLATFORM, Options::default(), Hooks::default());
    chain.grow(size.transactions);
    let start = Instant::now();
    while !follower.step().await? {}
    let took = start.elapsed();
    row(
        "transactions followed by blocks",
        size.transactions,
        &per_second(size.transactions, took),
        "≥ 3,000 a second",
    );

    let settings = Settings {
        database: Some(database),
        documents: Some(dir.join("documents").to_string_lossy().into_owned()),
        platform: Some(PLATFORM.platform.to_string()),
        listen: Some(([127, 0, 0, 1], 0).into()),
        serve_only: true,
        rate: Some(1_000_000),
        burst: Some(1_000_000),
        ..Settings::default()
    };
    let node = run::start(settings).await?;
    let busy = tokio::spawn({
        let chain = chain.clone();
        async move {
            loop {
                // As a cluster with a few hundred calls a second of this platform alone.
                chain.grow(200);
                if follower.step().await.is_err() {
                    return;
                }
                tokio::time::sleep(Duration::from_millis(500)).await;
            }
        }
    });
    let pages = load::run(&node.url, &load::pages(&node.url, &size).await?, RATE, SECONDS).await?;
    let asked = u64::from(RATE * SECONDS);
    row(&format!("pages of 50, {RATE} a second, while it follows"), asked, &pages.to_string(), "p99 ≤ 30 ms");
    let found = load::run(&node.url, &load::searches(&size), RATE / 10, SECONDS / 2).await?;
    row("searches, while it follows", u64::from(RATE / 10 * SECONDS / 2), &found.to_string(), "p99 ≤ 30 ms");
    busy.abort();
    node.stop().await;
    let bytes = std::fs::metadata(dir.join("node.db"))?.len();
    row("the database's file", 1, &format!("{} MB", bytes / 1_000_000), "");
    row("resident at most, with what makes the load", 1, &format!("{} MB", resident()?), "≤ 300 MB");
    Ok(())
}

/// Every account of the platform, through the decoder.
async fn fill(store: &Store, size: &Size) -> Result<()> {
    // Slot 0 is before the first sync; the last slice says that it is done.
    let cursor = |slot: u64| Cursor {
        slot,
        blockhash: made::hash(slot),
        time: 1,
        mode: Mode::Blocks,
        history_from: slot,
    };
    for from in (0..size.accounts()).step_by(usize::try_from(SLICE)?) {
        let to = size.accounts().min(from + SLICE);
        let accounts = (from..to).filter_map(|index| size.account(index)).collect();
        let slot = if to == size.accounts() { made::FIRST_SLOT } else { 0 };
        store.commit(&Batch { accounts, ..Batch::default() }, &cursor(slot)).await?;
    }
    for (table, expected) in
        [("positions", size.positions), ("works", size.works), ("proposals", size.proposals)]
    {
        let spec = by_table(table).context(table)?;
        let found = store.count(spec).await?;
        ensure!(found == expected, "{found} {table} of {expected} are in the database");
    }
    Ok(())
}

fn row(what: &str, number: u64, measured: &str, aim: &str) {
    println!("| {what} | {} | {measured} | {aim} |", grouped(number));
}

fn per_second(number: u64, took: Duration) -> String {
    let rate = (number as f64 / took.as_secs_f64()) as u64;
    format!("{:.1} s, {} a second", took.as_secs_f64(), grouped(rate))
}

fn grouped(number: u64) -> String {
    let digits = number.to_string();
    let groups: Vec<&str> =
        digits.as_bytes().rchunks(3).rev().filter_map(|group| std::str::from_utf8(group).ok()).collect();
    groups.join(",")
}

/// The most memory this process ever had, in megabytes.
fn resident() -> Result<u64> {
    let status = std::fs::read_to_string("/proc/self/status")?;
    let line = status.lines().find_map(|line| line.strip_prefix("VmHWM:")).context("no VmHWM")?;
    let kib: u64 = line.trim().trim_end_matches(" kB").parse()?;
    Ok(kib * 1_024 / 1_000_000)
}
