//! Measures what the crate promises, as ratios within one run.
//!
//! `cargo run --release -p makerstake-distribution --example bench -- all [FOLDER]` runs every part in a process of
//! its own, so that each has its own peak of memory; `-- PART ROWS FOLDER` runs one. The files go to FOLDER, 10 GB at most
//! at a time, and are deleted.

mod data;
mod epoch;
mod json;
mod score;
mod tree;

use std::{env, fmt, fs, path::Path, process::Command, time::Instant};

/// A run failed.
type Failed = Box<dyn std::error::Error>;

const PARTS: [(&str, u64); 5] = [
    ("tree", 10_000_000),
    ("batch", 1_000_000),
    ("epoch", 10_000_000),
    ("score", 10_000_000),
    ("json", 1_000_000),
];

fn main() -> Result<(), Failed> {
    let arguments: Vec<String> = env::args().skip(1).collect();
    let words: Vec<&str> = arguments.iter().map(String::as_str).collect();
    match words.as_slice() {
        ["all"] => all(&env::temp_dir()),
        ["all", folder] => all(Path::new(folder)),
        [part, rows, folder] => one(part, rows.replace('_', "").parse()?, Path::new(folder)),
        _ => Err("bench all [FOLDER] | bench tree|batch|epoch|score|json ROWS FOLDER".into()),
    }
}

/// Every part in its own process, one after another.
fn all(folder: &Path) -> Result<(), Failed> {
    let cores = std::thread::available_parallelism()?;
    println!("cores\t{cores}\nfolder's disk\t{:.0} MB/s written and synced", disk(folder)?);
    for (part, rows) in PARTS {
        let mut child = Command::new(env::current_exe()?);
        let status = child.args([part, &rows.to_string()]).arg(folder).status()?;
        if !status.success() {
            return Err(format!("{part} failed").into());
        }
    }
    Ok(())
}

fn one(part: &str, rows: u64, folder: &Path) -> Result<(), Failed> {
    let scratch = tempfile::tempdir_in(folder)?;
    println!("\n{part}, {rows} rows");
    match part {
        "tree" => tree::shares(rows, scratch.path())?,
        "batch" => tree::attestations(rows, scratch.path())?,
        "epoch" => epoch::run(rows, scratch.path())?,
        "score" => score::run(rows, scratch.path())?,
        "json" => json::run(rows, scratch.path())?,
        _ => return Err(format!("no part {part}").into()),
    }
    println!("  peak memory\t{} MiB", peak_kib()? / 1024);
    Ok(())
}

/// Seconds of the clock, and of all cores together. A machine that others use makes the former longer, not the latter.
#[derive(Clone, Copy)]
struct Time {
    wall: f64,
    cores: f64,
}

impl fmt::Display for Time {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{:.2} s, {:.2} s of cores", self.wall, self.cores)
    }
}

impl std::ops::Sub for Time {
    type Output = Self;

    fn sub(self, other: Self) -> Self {
        Self { wall: self.wall - other.wall, cores: self.cores - other.cores }
    }
}

impl Time {
    /// How many times as long as another, by the clock and by the cores.
    fn times(self, other: Self) -> String {
        format!("{:.2} x, by cores {:.2} x", self.wall / other.wall, self.cores / other.cores)
    }
}

/// Runs and returns the time it took.
fn timed<T>(work: impl FnOnce() -> T) -> (T, Time) {
    let (start, before) = (Instant::now(), cores());
    let made = work();
    (made, Time { wall: start.elapsed().as_secs_f64(), cores: cores() - before })
}

/// Seconds that this process has spent on cores, itself and the system for it: in hundredths, since it began.
fn cores() -> f64 {
    let stat = fs::read_to_string("/proc/self/stat").unwrap_or_default();
    let fields = stat.rsplit(')').next().unwrap_or_default().split_whitespace();
    fields.skip(11).take(2).filter_map(|ticks| ticks.parse::<f64>().ok()).sum::<f64>() / 100.0
}

fn disk(folder: &Path) -> Result<f64, Failed> {
    let (written, seconds) = timed(|| write_bytes(folder, 256 << 20));
    written?;
    Ok(268.435456 / seconds.wall)
}

/// Writes this many bytes to one file and brings them to disk.
fn write_bytes(folder: &Path, bytes: u64) -> Result<(), Failed> {
    use std::io::Write as _;
    let mut file = tempfile::tempfile_in(folder)?;
    let block = vec![7_u8; 8 << 20];
    let mut left = bytes;
    while left > 0 {
        let now = left.min(block.len() as u64);
        file.write_all(&block[..now as usize])?;
        left -= now;
    }
    Ok(file.sync_all()?)
}

/// The greatest resident size of this process so far.
fn peak_kib() -> Result<u64, Failed> {
    let status = fs::read_to_string("/proc/self/status")?;
    let line = status.lines().find_map(|line| line.strip_prefix("VmHWM:")).ok_or("no VmHWM")?;
    Ok(line.trim().trim_end_matches(" kB").parse()?)
}
