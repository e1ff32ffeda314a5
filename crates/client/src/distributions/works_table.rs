//! The table of works while it is put together: sorted on disk when it is long, one row a creator and work.

use std::io::{BufWriter, Write as _};
use std::path::{Path, PathBuf};

use makerstake_distribution::atomic::{folder_of, AtomicFile};
use makerstake_distribution::score::{BUDGET, WORKS_HEADER};
use makerstake_distribution::sort::Sorter;
use makerstake_distribution::{address, Error};

use crate::fault::Fault;

/// Bytes of a record: creator, work, source, whether it counts, endorsements.
const BYTES: usize = PAIR + 1 + 1 + 8;
/// Bytes of creator and work.
const PAIR: usize = 64;
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

/// Works in any order.
pub struct WorksTable {
    path: PathBuf,
    pending: Vec<[u8; BYTES]>,
    sorter: Sorter<BYTES>,
}

impl WorksTable {
    /// A table that will be this file.
    pub fn new(path: &Path) -> Self {
        let sorter = Sorter::new(folder_of(path), BUDGET);
        Self { path: path.to_owned(), pending: Vec::with_capacity(CHUNK), sorter }
    }

    /// Adds a work with its endorsements, or as one that does not count.
    ///
    /// # Errors
    /// When the disk refuses.
    pub fn add(
        &mut self,
        creator: &[u8; 32],
        work: &[u8; 32],
        source: Source,
        endorsements: Option<u64>,
    ) -> Result<(), Fault> {
        let mut record = [0; BYTES];
        record[..32].copy_from_slice(creator);
        record[32..PAIR].copy_from_slice(work);
        record[PAIR] = source as u8;
        // What counts comes before what does not: of two leaves, one is enough.
        record[PAIR + 1] = u8::from(endorsements.is_none());
        record[PAIR + 2..].copy_from_slice(&endorsements.unwrap_or_default().to_be_bytes());
        self.pending.push(record);
        if self.pending.len() == CHUNK {
            self.sorter.extend(&self.pending)?;
            self.pending.clear();
        }
        Ok(())
    }

    /// Writes the file; returns the number of works and of their endorsements.
    ///
    /// # Errors
    /// When the disk refuses.
    pub fn write(mut self) -> Result<(u64, u64), Fault> {
        self.sorter.extend(&self.pending)?;
        let mut sorted = self.sorter.finish()?;
        let io = |error| Fault::from(Error::io(&self.path)(error));
        let mut file = BufWriter::new(AtomicFile::create(&self.path)?);
        writeln!(file, "{WORKS_HEADER}").map_err(io)?;
        let (mut works, mut endorsements, mut last) = (0, 0_u64, None);
        while let Some(record) = sorted.pull()? {
            let pair: Option<[u8; PAIR]> = record.first_chunk().copied();
            if last == pair {
                continue;
            }
            if record[PAIR + 1] == 0 {
                let creator = record.first_chunk().map(address::text).unwrap_or_default();
                let given = record.last_chunk().map_or(0, |bytes| u64::from_be_bytes(*bytes));
                writeln!(file, "{creator},{},{given}", hex::encode(&record[32..PAIR])).map_err(io)?;
                works += 1;
                endorsements = endorsements.saturating_add(given);
            }
            last = pair;
        }
        file.into_inner().map_err(|error| io(error.into_error()))?.commit()?;
        Ok((works, endorsements))
    }
}
