//! Writes docs/capacity.md: what a platform of 50 million creators costs, from the measured figures of docs/costs.json.
//!
//!     cargo run --manifest-path crates/Cargo.toml -p makerstake-tests --example capacity

use std::{fmt::Write as _, fs, path::Path, process::ExitCode};

use serde_json::Value;

/// How many creators.
const CREATORS: u64 = 50_000_000;
/// Lamports in one SOL.
const SOL: f64 = 1e9;
/// Lamports of rent for a byte, and the bytes of overhead of every account, on mainnet.
const RENT: (u64, u64) = (6_960, 128);
/// Lamports of fee for a signature.
const FEE: u64 = 5_000;
/// Compute units of a block, and of all transactions in it that write to one account.
const BLOCK: (u64, u64) = (60_000_000, 12_000_000);
/// What a block counts for a transaction besides its compute units: a signature, and each account it writes to.
const OVERHEAD: (u64, u64) = (720, 300);
/// Seconds between two blocks.
const SLOT: f64 = 0.4;
/// A transaction of one instruction.
struct Step {
    what: &'static str,
    instruction: &'static str,
    /// Which figure to take: a tree of 50 million leaves is 26 deep, and the dearest claim that is measured 27.
    units: &'static str,
    /// How many accounts it writes to, with the fee payer.
    writes: u64,
    /// Whether all of them write to one account.
    is_shared: bool,
}

/// What everybody does once.
const STEPS: [Step; 4] = [
    step("register, without a handle", "creators.register", "cu_median", 3, false),
    step("open a position", "equity.open_position", "cu_median", 2, false),
    step("claim an epoch, out of a tree of depth 27", "equity.claim", "cu_max", 4, true),
    step("vote once", "governance.cast_vote", "cu_median", 3, true),
];

const fn step(
    what: &'static str,
    instruction: &'static str,
    units: &'static str,
    writes: u64,
    is_shared: bool,
) -> Step {
    Step { what, instruction, units, writes, is_shared }
}

fn figure(costs: &Value, instruction: &str, name: &str) -> Result<u64, String> {
    costs[instruction][name].as_u64().ok_or_else(|| format!("docs/costs.json has no {instruction}.{name}"))
}

/// Lamports that an account of this many bytes keeps.
fn rent(bytes: u64) -> u64 {
    (bytes + RENT.1) * RENT.0
}

fn thousands(number: u64) -> String {
    let digits = number.to_string();
    let groups: Vec<_> = digits.as_bytes().rchunks(3).rev().map(String::from_utf8_lossy).collect();
    groups.join(",")
}

fn time(blocks: u64) -> String {
    let hours = blocks as f64 * SLOT / 3_600.0;
    if hours < 48.0 {
        format!("{hours:.1} hours")
    } else {
        format!("{:.1} days", hours / 24.0)
    }
}

fn document(costs: &Value) -> Result<String, String> {
    let mut text = String::from(
        "# Capacity: 50 million creators\n\n\
         Computed from docs/costs.json by `cargo run --manifest-path crates/Cargo.toml -p makerstake-tests --example \
         capacity`; do not edit.\n\n\
         ## Bytes and rent\n\n\
         | what | bytes of accounts | rent for one, SOL | for 50 million, bytes | for 50 million, SOL |\n\
         | --- | ---: | ---: | ---: | ---: |\n",
    );
    // Without a handle, which is an account of its own.
    let creator = 224;
    let position = figure(costs, "equity.open_position", "created_bytes")?;
    let batch = figure(costs, "attestations.attest_batch", "created_bytes")?;
    let distribution = figure(costs, "equity.propose_distribution", "created_bytes")?;
    let rows = [
        ("a creator account each", creator, CREATORS),
        ("a position each", position, CREATORS),
        ("all creators as leaves of one registration batch", batch, 1),
        ("an epoch's distribution to all of them", distribution, 1),
        ("a claim, a vote, a dividend for each", 0, CREATORS),
    ];
    for (what, bytes, count) in rows {
        let each = if bytes == 0 { 0 } else { rent(bytes) };
        let (one, all) = (each as f64 / SOL, each as f64 * count as f64 / SOL);
        let _ = writeln!(text, "| {what} | {bytes} | {one:.6} | {} | {all:.3} |", thousands(bytes * count));
    }
    let _ = write!(
        text,
        "\nRent is {} lamports a byte and {} bytes of overhead an account. A position's comes back when \
         it is closed; creators and distributions stay. A creator \
         in a registration batch costs nothing until its first use, and who never claims needs no position.\n\n\
         ## Blocks\n\n\
         | step, once for each of 50 million | CU | blocks | time | signature fees, SOL |\n\
         | --- | ---: | ---: | ---: | ---: |\n",
        thousands(RENT.0),
        RENT.1
    );
    for Step { what, instruction, units, writes, is_shared } in STEPS {
        let units = figure(costs, instruction, units)?;
        let bytes = figure(costs, instruction, "tx_bytes")?;
        let cost = units + OVERHEAD.0 + writes * OVERHEAD.1 + bytes / 4;
        let limit = if is_shared { BLOCK.1 } else { BLOCK.0 };
        let blocks = CREATORS.div_ceil(limit / cost);
        let fees = CREATORS as f64 * FEE as f64 / SOL;
        let (units, blocks, spent) = (thousands(units), thousands(blocks), time(blocks));
        let _ = writeln!(text, "| {what} | {units} | {blocks} | {spent} | {fees:.0} |");
    }
    let _ = write!(
        text,
        "\nA block has room for {} CU, and for {} CU of transactions that write to one account: all claims of a platform write \
         to its pool, and all votes on a proposal to that proposal, so they count against the second. Each transaction also \
         counts {} CU for its signature, {} for each account that it writes to, and a quarter of its bytes. This is the \
         whole room of the chain; a platform that takes a tenth of it needs ten times as long. Registrations write to no common \
         account, so they run side by side. Claims need not all be made: anyone can make them later, for 128 \
         epochs.\n",
        thousands(BLOCK.0),
        thousands(BLOCK.1),
        OVERHEAD.0,
        OVERHEAD.1
    );
    Ok(text)
}

fn run() -> Result<(), String> {
    let docs = Path::new(env!("CARGO_MANIFEST_DIR")).join("../docs");
    let text = fs::read_to_string(docs.join("costs.json"))
        .map_err(|error| format!("docs/costs.json: {error}; run `cargo xtask bench` first"))?;
    let costs = serde_json::from_str(&text).map_err(|error| format!("docs/costs.json: {error}"))?;
    fs::write(docs.join("capacity.md"), document(&costs)?)
        .map_err(|error| format!("docs/capacity.md: {error}"))
}

fn main() -> ExitCode {
    match run() {
        Ok(()) => ExitCode::SUCCESS,
        Err(problem) => {
            eprintln!("{problem}");
            ExitCode::FAILURE
        }
    }
}
