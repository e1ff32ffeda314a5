//! The numbers that a platform attested day by day: which files of a folder they are, and which window each is of.
//!
//! The rule names the attestation of day 0. Day n is its revision n, so there is one chain of files, and nobody can attest a hundred
//! of them and show one later.

use std::collections::HashMap;
use std::fs::{self, File};
use std::path::{Path, PathBuf};

use makerstake_distribution::manifest::Window;
use makerstake_distribution::score::Period;
use solana_pubkey::Pubkey;
use solana_rpc_client::rpc_client::RpcClient;

use crate::fault::Fault;
use crate::generated::attestations::accounts::{Attestation, ATTESTATION_DISCRIMINATOR};
use crate::hash;
use crate::programs::Program;
use crate::query;
use crate::snapshot::read;

/// A day's file.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Day {
    /// Which day: the revision's number.
    pub day: u32,
    /// The file.
    pub path: PathBuf,
    /// The window in which it was attested.
    pub period: Period,
}

/// What a folder holds of an epoch's numbers.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Numbers {
    /// The days of both windows, in order.
    pub days: Vec<Day>,
    /// What is not taken, and why.
    pub left_out: Vec<(PathBuf, String)>,
}

/// Finds the files of the days that were attested in an epoch's window and in the one before, by the time of their slots. Two requests.
///
/// # Errors
/// When the node does not answer, the rule names no first attestation, or the file of one of these days is missing.
pub fn committed(
    rpc: &RpcClient,
    day_zero: &Pubkey,
    window: Window,
    before: Option<Window>,
    folder: &Path,
) -> Result<Numbers, Fault> {
    let account = query::account(rpc, day_zero)?;
    let first =
        read(account.as_ref(), Program::Attestations, &ATTESTATION_DISCRIMINATOR, Attestation::from_bytes);
    let Some(first) = first.filter(|first| first.revision == 0) else {
        let what = "the rule's numbers are no attestation, or one that revises another";
        return Err(Fault::new(what).value(day_zero).remedy("the rule names the attestation of day 0"));
    };
    let chain = chain(rpc, *day_zero, first)?;
    select(&chain, window, before, files(folder)?, folder)
}

/// The attestation of day 0 and all its revisions, in order.
fn chain(rpc: &RpcClient, day_zero: Pubkey, first: Attestation) -> Result<Vec<Attestation>, Fault> {
    let found = query::attestations_by_creator(rpc, &first.creator)?;
    let mut next: HashMap<Pubkey, (Pubkey, Attestation)> = found
        .into_iter()
        .map(|found| (found.account.parent, (found.address, found.account)))
        .filter(|(parent, _)| *parent != Pubkey::default())
        .collect();
    let (mut address, mut chain) = (day_zero, vec![first]);
    while let Some((revision, attestation)) = next.remove(&address) {
        address = revision;
        chain.push(attestation);
    }
    Ok(chain)
}

/// All files of a folder by their hashes.
fn files(folder: &Path) -> Result<HashMap<[u8; 32], PathBuf>, Fault> {
    let mut files = HashMap::new();
    for entry in fs::read_dir(folder).map_err(|error| Fault::io(folder, &error))? {
        let path = entry.map_err(|error| Fault::io(folder, &error))?.path();
        if path.is_file() {
            let io = |error: std::io::Error| Fault::io(&path, &error);
            let digest = hash::of_reader(&mut File::open(&path).map_err(io)?, |_| {}).map_err(io)?;
            files.insert(digest, path);
        }
    }
    Ok(files)
}

/// Chooses the days of the two windows.
fn select(
    chain: &[Attestation],
    window: Window,
    before: Option<Window>,
    mut files: HashMap<[u8; 32], PathBuf>,
    folder: &Path,
) -> Result<Numbers, Fault> {
    let mut numbers = Numbers::default();
    let within = |window: &Window, time: i64| (window.start..window.end).contains(&time);
    for (attestation, day) in chain.iter().zip(0_u32..) {
        let period = if within(&window, attestation.time) {
            Some(Period::This)
        } else {
            before.filter(|before| within(before, attestation.time)).map(|_| Period::Before)
        };
        match (period, files.remove(&attestation.content)) {
            (Some(period), Some(path)) => numbers.days.push(Day { day, path, period }),
            (Some(_), None) => {
                let what = format!("the file of day {day} is not in the folder, and no day may be left out");
                let fault = Fault::new(what).value(hex::encode(attestation.content)).file(folder);
                return Err(fault.remedy("ask the platform for the file with this SHA-256"));
            }
            (None, Some(path)) => numbers.left_out.push((path, format!("day {day} is of another window"))),
            (None, None) => {}
        }
    }
    let unattested = files.into_values().map(|path| (path, "nobody attested it".to_owned()));
    numbers.left_out.extend(unattested);
    numbers.left_out.sort();
    Ok(numbers)
}

#[cfg(test)]
mod tests {
    use super::*;

    /// A day's attestation with this content, at this time.
    fn day(content: u8, time: i64) -> Attestation {
        let mut bytes = [0; Attestation::LEN];
        bytes[..8].copy_from_slice(&ATTESTATION_DISCRIMINATOR);
        let mut attestation = Attestation::from_bytes(&bytes).unwrap();
        attestation.content = [content; 32];
        attestation.time = time;
        attestation
    }

    fn file(content: u8) -> ([u8; 32], PathBuf) {
        ([content; 32], PathBuf::from(format!("{content}.csv")))
    }

    const WINDOW: Window = Window { start: 200, end: 300 };
    const BEFORE: Window = Window { start: 100, end: 200 };

    #[test]
    fn days_are_taken_by_the_time_of_their_slots_and_the_rest_is_said() {
        let chain = [day(1, 99), day(2, 100), day(3, 199), day(4, 200), day(5, 299), day(6, 300)];
        let all = (1..=7).map(file).collect();
        let found = select(&chain, WINDOW, Some(BEFORE), all, Path::new("days")).unwrap();
        let days: Vec<_> = found.days.iter().map(|found| (found.day, found.period)).collect();
        let expected = [(1, Period::Before), (2, Period::Before), (3, Period::This), (4, Period::This)];
        assert_eq!(days, expected);
        let said: Vec<_> =
            found.left_out.iter().map(|(path, why)| (path.to_str().unwrap(), why.as_str())).collect();
        let expected = [
            ("1.csv", "day 0 is of another window"),
            ("6.csv", "day 5 is of another window"),
            ("7.csv", "nobody attested it"),
        ];
        assert_eq!(said, expected);
        // Without a window before, its days are of another one.
        let found = select(&chain, WINDOW, None, (1..=7).map(file).collect(), Path::new("days")).unwrap();
        assert_eq!(found.days.len(), 2);
    }

    #[test]
    fn a_day_that_is_kept_back_stops_the_score() {
        let chain = [day(1, 200), day(2, 201), day(3, 202)];
        let fault = select(&chain, WINDOW, None, [file(1), file(3)].into(), Path::new("days")).unwrap_err();
        assert_eq!(fault.what, "the file of day 1 is not in the folder, and no day may be left out");
        assert_eq!(fault.value, Some("02".repeat(32)));
    }
}
