//! The inputs as sorted rows, and their hash.
//!
//! A row is creator, work, metric, line, value. The metric is its place in the rule's list, which is sorted by name; 0
//! is the work itself, whose value is its endorsements. The line only breaks ties and names places in messages.

use std::path::Path;

use super::{tally::Tally, Job};
use crate::{
    address::{self, Address},
    error::{Fault, Result},
    rows,
    sha::Streaming,
    sort::{Sorted, Sorter},
    Digest,
};

/// The first line of the table of works.
pub const WORKS_HEADER: &str = "creator,work,endorsements";
/// The first line of the table of engagement.
pub const ENGAGEMENT_HEADER: &str = "creator,work,metric,value";

/// Bytes of a row.
const BYTES: usize = 32 + 32 + 2 + 4 + 8;
/// Rows that are hashed while they are tallied.
const CHUNK: usize = 1 << 14;
/// What the hash of the inputs starts with.
const DOMAIN: &[u8] = b"makerstake inputs v1\n";

/// A row after sorting and merging.
#[derive(Clone, Copy, Debug)]
pub(super) struct Entry {
    pub creator: Address,
    pub work: Digest,
    pub metric: u16,
    pub value: u64,
}

/// Reads both tables and sorts their rows.
pub(super) fn sorted(job: &Job<'_>, folder: &Path) -> Result<Sorted<BYTES>> {
    let mut sorter = Sorter::new(folder, job.budget);
    rows::scan(job.works, WORKS_HEADER, work_row, |_| {}, |rows, first| add(&mut sorter, rows, first))?;
    let metrics: Vec<&[u8]> = job.rule.weights.metrics.keys().map(String::as_bytes).collect();
    let parse = |line: &[u8]| engagement_row(line, &metrics);
    rows::scan(
        job.engagement,
        ENGAGEMENT_HEADER,
        parse,
        |_| {},
        |rows, first| add(&mut sorter, rows, first),
    )?;
    sorter.finish()
}

/// Gives each row to the tally once; returns the hash of all.
pub(super) fn each(job: &Job<'_>, sorted: Sorted<BYTES>, tally: &mut Tally<'_>) -> Result<Digest> {
    let names: Vec<&[u8]> =
        std::iter::once(&b""[..]).chain(job.rule.weights.metrics.keys().map(String::as_bytes)).collect();
    let mut hasher = Streaming::default();
    hasher.update(DOMAIN);
    let mut merged = Merged::new(job, sorted)?;
    let mut entries = merged.chunk()?;
    while !entries.is_empty() {
        // One core merges runs, the other counts and hashes what came before.
        let (next, tallied) = rayon::join(
            || merged.chunk(),
            || {
                hasher.update(&spelled(&entries, &names));
                entries.iter().try_for_each(|entry| tally.add(entry))
            },
        );
        tallied?;
        entries = next?;
    }
    Ok(hasher.finish())
}

/// Sorted rows, one for each creator, work and metric.
struct Merged<'a> {
    job: &'a Job<'a>,
    sorted: Sorted<BYTES>,
    next: Option<[u8; BYTES]>,
}

impl<'a> Merged<'a> {
    fn new(job: &'a Job<'a>, mut sorted: Sorted<BYTES>) -> Result<Self> {
        let next = sorted.pull()?;
        Ok(Self { job, sorted, next })
    }

    /// The next rows; none at the end.
    fn chunk(&mut self) -> Result<Vec<Entry>> {
        let mut entries = Vec::with_capacity(CHUNK);
        while let (Some(row), true) = (self.next, entries.len() < CHUNK) {
            let mut entry = decode(&row);
            self.next = self.sorted.pull()?;
            while let Some(same) = self.next.filter(|next| next[..66] == row[..66]) {
                merge(self.job, &mut entry, &same)?;
                self.next = self.sorted.pull()?;
            }
            entries.push(entry);
        }
        Ok(entries)
    }
}

/// Adds a second row for the same creator, work and metric, or refuses it.
fn merge(job: &Job<'_>, entry: &mut Entry, same: &[u8; BYTES]) -> Result<()> {
    let (line, value) = (u32::from_be_bytes(part(same, 66)), u64::from_be_bytes(part(same, 70)));
    let place = format!("{} {}", address::text(&entry.creator), hex::encode(entry.work));
    if entry.metric == 0 {
        let remedy = "a creator attests a work once: keep one row";
        return Err(Fault::new("duplicate work", place, remedy).at(job.works, u64::from(line)));
    }
    if !job.merge {
        let remedy = "keep one row a creator, work and metric, or add them up with --merge";
        return Err(Fault::new("duplicate engagement", place, remedy).at(job.engagement, u64::from(line)));
    }
    let Some(sum) = entry.value.checked_add(value) else {
        let fault = Fault::new("overflow of the merged value", place, "values add up to less than 2^64");
        return Err(fault.at(job.engagement, u64::from(line)));
    };
    entry.value = sum;
    Ok(())
}

/// The bytes that are hashed: creator, work, length and text of the metric's name, value big-endian.
fn spelled(entries: &[Entry], names: &[&[u8]]) -> Vec<u8> {
    let mut bytes = Vec::with_capacity(entries.len() * 96);
    for Entry { creator, work, metric, value } in entries {
        let name = names[usize::from(*metric)];
        bytes.extend_from_slice(creator);
        bytes.extend_from_slice(work);
        bytes.push(name.len() as u8);
        bytes.extend_from_slice(name);
        bytes.extend_from_slice(&value.to_be_bytes());
    }
    bytes
}

fn add(sorter: &mut Sorter<BYTES>, mut rows: Vec<[u8; BYTES]>, first: u64) -> Result<()> {
    for (row, line) in rows.iter_mut().zip(first..) {
        // Beyond four thousand million lines the number in a message would be wrong, and nothing else.
        row[66..70].copy_from_slice(&u32::try_from(line).unwrap_or(u32::MAX).to_be_bytes());
    }
    sorter.extend(&rows)
}

fn work_row(line: &[u8]) -> std::result::Result<[u8; BYTES], Fault> {
    let [creator, work, endorsements] = rows::fields(line)?;
    encode(creator, work, 0, rows::whole(endorsements, "endorsements")?)
}

fn engagement_row(line: &[u8], metrics: &[&[u8]]) -> std::result::Result<[u8; BYTES], Fault> {
    let [creator, work, metric, value] = rows::fields(line)?;
    let Ok(index) = metrics.binary_search(&metric) else {
        let remedy = "name it in the rule's weights.metrics; weight 0 ignores it";
        return Err(Fault::new("unknown metric", rows::lossy(metric), remedy));
    };
    encode(creator, work, index as u16 + 1, rows::whole(value, "value")?)
}

fn encode(creator: &[u8], work: &[u8], metric: u16, value: u64) -> std::result::Result<[u8; BYTES], Fault> {
    let mut row = [0; BYTES];
    row[..32].copy_from_slice(&address::parse(creator)?);
    if !lower_hex(work, &mut row[32..64]) {
        let remedy = "the SHA-256 of the work: 64 characters of 0 to 9 and a to f";
        return Err(Fault::new("not a content hash", rows::lossy(work), remedy));
    }
    row[64..66].copy_from_slice(&metric.to_be_bytes());
    row[70..].copy_from_slice(&value.to_be_bytes());
    Ok(row)
}

fn decode(row: &[u8; BYTES]) -> Entry {
    Entry {
        creator: part(row, 0),
        work: part(row, 32),
        metric: u16::from_be_bytes(part(row, 64)),
        value: u64::from_be_bytes(part(row, 70)),
    }
}

fn part<const N: usize>(row: &[u8; BYTES], at: usize) -> [u8; N] {
    let mut part = [0; N];
    part.copy_from_slice(&row[at..at + N]);
    part
}

/// Not a digit.
const NONE: u8 = 255;
/// The value of each digit. Digits are as good as random, so branches on them would be guessed wrong half the time.
const DIGITS: [u8; 256] = digits();

const fn digits() -> [u8; 256] {
    let mut table = [NONE; 256];
    let mut value = 0;
    while value < 16 {
        table[b"0123456789abcdef"[value] as usize] = value as u8;
        value += 1;
    }
    table
}

/// Reads lower-case hexadecimal digits, two a byte.
fn lower_hex(text: &[u8], into: &mut [u8]) -> bool {
    let mut seen = 0;
    for ([high, low], byte) in text.as_chunks::<2>().0.iter().zip(into.iter_mut()) {
        let (high, low) = (DIGITS[usize::from(*high)], DIGITS[usize::from(*low)]);
        seen |= high | low;
        *byte = high << 4 | (low & 15);
    }
    text.len() == 2 * into.len() && seen != NONE
}
