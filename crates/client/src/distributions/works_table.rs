//! The table of works while it is put together: sorted on disk when it is long, one row a creator and work.

use std::collections::HashSet;
use std::io::{BufWriter, Write as _};
use std::path::{Path, PathBuf};

use makerstake_distribution::atomic::{folder_of, AtomicFile};
use makerstake_distribution::manifest::Window;
use makerstake_distribution::score::{BUDGET, WORKS_HEADER};
use makerstake_distribution::sort::Sorter;
use makerstake_distribution::{address, Error};

use crate::fault::Fault;

/// Bytes of a record: creator, work, source, whether it counts, time, whether its creator counts, endorsements.
const BYTES: usize = PAIR + 1 + 1 + 8 + 1 + 8;
/// Bytes of creator and work.
const PAIR: usize = 64;
/// Where the time is.
const TIME: usize = PAIR + 2;
/// Where it says whether the creator counts.
const ADMITTED: usize = TIME + 8;
/// Records that are sorted at once.
const CHUNK: usize = 1 << 12;

/// Who says that a work is attested. The first that knows a creator and work decides about it.
#[derive(Clone, Copy, Debug)]
pub enum Source {
    /// An attestation on chain, which can be revoked, revised and endorsed.
    Chain = 0,
    /// A leaf of a batch.
    Batch = 1,
}

/// A statement about a work.
#[derive(Clone, Copy, Debug)]
pub struct Record {
    /// Whose it is.
    pub creator: [u8; 32],
    /// The hash of its first version; zeros: no work, but a creator that counts.
    pub work: [u8; 32],
    /// Who says so.
    pub source: Source,
    /// Since when, unix seconds.
    pub time: i64,
    /// Whether the creator counts.
    pub is_admitted: bool,
    /// Its endorsements; nothing for one that does not count.
    pub endorsements: Option<u64>,
}

/// Works in any order.
pub struct WorksTable {
    path: PathBuf,
    windows: Windows,
    pending: Vec<[u8; BYTES]>,
    sorter: Sorter<BYTES>,
}

/// What the table holds.
#[derive(Default)]
pub struct Listed {
    /// Works.
    pub works: u64,
    /// Their endorsements.
    pub endorsements: u64,
    /// Works of the two windows whose creators do not count.
    pub not_admitted: u64,
    /// Creator and work of those that the chain knows.
    on_chain: HashSet<[u8; PAIR]>,
}

impl Listed {
    /// Whether an attested work is in the table.
    pub fn contains(&self, creator: &[u8; 32], work: &[u8; 32]) -> bool {
        let mut pair = [0; PAIR];
        pair[..32].copy_from_slice(creator);
        pair[32..].copy_from_slice(work);
        self.on_chain.contains(&pair)
    }
}

impl WorksTable {
    /// A table that will be this file, of works first stated in these windows.
    pub fn new(path: &Path, window: Window, before: Option<Window>) -> Self {
        let sorter = Sorter::new(folder_of(path), BUDGET);
        let windows = Windows { window, before };
        Self { path: path.to_owned(), windows, pending: Vec::with_capacity(CHUNK), sorter }
    }

    /// Adds a statement.
    ///
    /// # Errors
    /// When the disk refuses.
    pub fn add(&mut self, added: &Record) -> Result<(), Fault> {
        let mut record = [0; BYTES];
        record[..32].copy_from_slice(&added.creator);
        record[32..PAIR].copy_from_slice(&added.work);
        record[PAIR] = added.source as u8;
        // What counts comes before what does not: of two leaves, one is enough.
        record[PAIR + 1] = u8::from(added.endorsements.is_none());
        record[TIME..ADMITTED].copy_from_slice(&added.time.to_be_bytes());
        record[ADMITTED] = u8::from(added.is_admitted);
        record[ADMITTED + 1..].copy_from_slice(&added.endorsements.unwrap_or_default().to_be_bytes());
        self.pending.push(record);
        if self.pending.len() == CHUNK {
            self.sorter.extend(&self.pending)?;
            self.pending.clear();
        }
        Ok(())
    }

    /// Writes the file. The first statement about a work says when it was made, whoever decides whether it counts: saying it again
    /// later makes it no new one.
    ///
    /// # Errors
    /// When the disk refuses.
    pub fn write(mut self) -> Result<Listed, Fault> {
        self.sorter.extend(&self.pending)?;
        let Self { path, windows, sorter, .. } = self;
        let mut sorted = sorter.finish()?;
        let io = |error| Fault::from(Error::io(&path)(error));
        let mut file = BufWriter::new(AtomicFile::create(&path)?);
        writeln!(file, "{WORKS_HEADER}").map_err(io)?;
        let mut listed = Listed::default();
        let mut next = sorted.pull()?;
        while let Some(first) = next {
            let mut since = time(&first);
            loop {
                next = sorted.pull()?;
                match &next {
                    Some(other) if other[..PAIR] == first[..PAIR] => since = since.min(time(other)),
                    _ => break,
                }
            }
            let Some(window) = windows.of(since).filter(|_| first[PAIR + 1] == 0) else { continue };
            if first[ADMITTED] == 0 {
                listed.not_admitted += 1;
                continue;
            }
            let creator = first.first_chunk().map(address::text).unwrap_or_default();
            let given = first.last_chunk().map_or(0, |bytes| u64::from_be_bytes(*bytes));
            if first[32..PAIR] == [0; 32] {
                writeln!(file, "{creator},,0,0").map_err(io)?;
                continue;
            }
            let work = hex::encode(&first[32..PAIR]);
            writeln!(file, "{creator},{work},{window},{given}").map_err(io)?;
            listed.works += 1;
            listed.endorsements = listed.endorsements.saturating_add(given);
            if first[PAIR] == Source::Chain as u8 {
                listed.on_chain.extend(first.first_chunk().copied());
            }
        }
        file.into_inner().map_err(|error| io(error.into_error()))?.commit()?;
        Ok(listed)
    }
}

/// The windows whose works are listed.
#[derive(Clone, Copy)]
struct Windows {
    window: Window,
    before: Option<Window>,
}

impl Windows {
    /// Which of the two a time is in.
    fn of(&self, time: i64) -> Option<u8> {
        let within = |window: &Window| (window.start..window.end).contains(&time);
        if within(&self.window) {
            return Some(0);
        }
        self.before.as_ref().filter(|before| within(before)).map(|_| 1)
    }
}

/// Since when a record says that the work is attested.
fn time(record: &[u8; BYTES]) -> i64 {
    record.get(TIME..).and_then(<[u8]>::first_chunk).map_or(0, |bytes| i64::from_be_bytes(*bytes))
}
