//! Sequences that failed once: `regressions.txt`, one a line as a failure prints it, `seed:entropy,entropy,…`; `#` begins a
//! remark.

use makerstake_testkit::sequence;

use crate::harness::Harness;

const FILE: &str = include_str!("regressions.txt");

/// Plays all of them.
///
/// # Panics
/// Where one fails again.
pub fn play_all() {
    for line in FILE.lines().map(str::trim).filter(|line| !line.is_empty() && !line.starts_with('#')) {
        let (seed, words) = read(line).unwrap_or_else(|| panic!("regressions.txt: no sequence: {line}"));
        if let Some(failure) = sequence::play::<Harness>(seed, &words) {
            panic!("MAKERSTAKE_REPLAY={line}: {failure}");
        }
    }
}

fn read(line: &str) -> Option<(u64, Vec<u64>)> {
    let (seed, words) = line.split_once(':')?;
    let words =
        words.split(',').map(|entropy| u64::from_str_radix(entropy, 16).ok()).collect::<Option<_>>()?;
    Some((seed.parse().ok()?, words))
}
