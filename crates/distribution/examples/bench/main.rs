//! Measures what the crate promises, as ratios within one run, and prints the rows of the table in docs/benchmarks.md.
//!
//! `cargo xtask bench --distribution` runs it and writes the table. By hand: `cargo run --release -p
//! makerstake-distribution --example bench -- all FOLDER [DIVISOR]` runs every part in a process of its own, so that each
//! has its own peak of memory; `-- PART ROWS FOLDER` runs one. The files go to FOLDER, 3 GB at most at a time, and are
//! deleted.

mod data;
mod epoch;
mod json;
mod machine;
mod report;
mod score;
mod time;
mod tree;

use std::{env, path::Path, process::Command};

use report::Report;

/// A run failed.
type Failed = Box<dyn std::error::Error>;

/// A part: its name, its rows, the function, and the most memory that is aimed for.
struct Part {
    name: &'static str,
    rows: u64,
    run: fn(u64, &Path, &mut Report) -> Result<(), Failed>,
    aim_mib: Option<u64>,
}

const PARTS: [Part; 5] = [
    Part { name: "tree", rows: 10_000_000, run: tree::shares, aim_mib: Some(1_024) },
    Part { name: "batch", rows: 1_000_000, run: tree::attestations, aim_mib: Some(1_024) },
    Part { name: "epoch", rows: 10_000_000, run: epoch::run, aim_mib: Some(1_024) },
    Part { name: "score", rows: 10_000_000, run: score::run, aim_mib: Some(1_024) },
    Part { name: "json", rows: 1_000_000, run: json::run, aim_mib: None },
];

fn main() -> Result<(), Failed> {
    let arguments: Vec<String> = env::args().skip(1).collect();
    let words: Vec<&str> = arguments.iter().map(String::as_str).collect();
    match words.as_slice() {
        ["all", folder] => all(Path::new(folder), 1),
        ["all", folder, divisor] => all(Path::new(folder), divisor.parse()?),
        [part, rows, folder] => one(part, rows.replace(['_', ','], "").parse()?, Path::new(folder)),
        _ => Err("bench all FOLDER [DIVISOR] | bench tree|batch|epoch|score|json ROWS FOLDER".into()),
    }
}

/// Every part in its own process, one after another, on a part of the rows.
fn all(folder: &Path, divisor: u64) -> Result<(), Failed> {
    println!("{}; load average {} before", machine::described(folder)?, machine::load());
    println!("\n{}", report::HEAD);
    for Part { name, rows, .. } in PARTS {
        let mut child = Command::new(env::current_exe()?);
        let status = child.args([name, &(rows / divisor.max(1)).to_string()]).arg(folder).status()?;
        if !status.success() {
            return Err(format!("{name} failed").into());
        }
    }
    println!("\nLoad average {} after.", machine::load());
    Ok(())
}

fn one(name: &str, rows: u64, folder: &Path) -> Result<(), Failed> {
    let part = PARTS.into_iter().find(|part| part.name == name).ok_or_else(|| format!("no part {name}"))?;
    let scratch = tempfile::tempdir_in(folder)?;
    let mut report = Report::default();
    (part.run)(rows, scratch.path(), &mut report)?;
    print!("{}", report.text(machine::peak_mib()?, part.aim_mib)?);
    Ok(())
}
