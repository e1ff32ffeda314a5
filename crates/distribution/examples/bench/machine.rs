//! What the figures depend on besides the code.

use std::{fs, io::Write as _, path::Path};

use crate::{time::timed, Failed};

/// Cores, their kind, memory, and how fast a disk writes.
pub fn described(folder: &Path) -> Result<String, Failed> {
    let cores = std::thread::available_parallelism()?;
    let model = line_of("/proc/cpuinfo", "model name").unwrap_or_else(|| "unknown".into());
    let flags = line_of("/proc/cpuinfo", "flags").unwrap_or_default();
    let extensions = if flags.split(' ').any(|flag| flag == "sha_ni") { "with" } else { "without" };
    let memory: u64 = line_of("/proc/meminfo", "MemTotal")
        .and_then(|line| line.split(' ').next()?.parse().ok())
        .unwrap_or(0);
    let (written, time) = timed(|| write_bytes(folder, 256 << 20));
    written?;
    Ok(format!(
        "{cores} cores ({model}, {extensions} SHA extensions), {} GiB of memory; disk {:.0} MB/s written and synced",
        memory >> 20,
        268.435_456 / time.wall
    ))
}

/// How many processes want a core, over the last minute.
pub fn load() -> String {
    let text = fs::read_to_string("/proc/loadavg").unwrap_or_default();
    text.split(' ').next().unwrap_or("unknown").to_owned()
}

/// The greatest resident size of this process so far.
pub fn peak_mib() -> Result<u64, Failed> {
    let peak = line_of("/proc/self/status", "VmHWM").ok_or("no VmHWM")?;
    Ok(peak.trim_end_matches(" kB").parse::<u64>()? / 1024)
}

/// Writes this many bytes to one file and brings them to disk.
pub fn write_bytes(folder: &Path, bytes: u64) -> Result<(), Failed> {
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

/// What stands behind the colon of the first line that begins with a name.
fn line_of(path: &str, name: &str) -> Option<String> {
    let text = fs::read_to_string(path).ok()?;
    let line = text.lines().find(|line| line.starts_with(name))?;
    Some(line.split_once(':')?.1.trim().to_owned())
}
