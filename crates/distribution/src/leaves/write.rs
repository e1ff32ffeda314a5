//! Writes `leaves.csv` in its one spelling.

use std::{fmt::Write as _, io::Write as _, path::Path};

use rayon::prelude::*;

use super::{check_reason, Leaf, HEADER};
use crate::{
    address,
    atomic::AtomicFile,
    error::{Error, Result},
    rows::Pinned,
    sha::Streaming,
};

/// Rows that one core writes at a time.
const GRAIN: usize = 1 << 12;

/// A `leaves.csv` that gets its name when it is complete. The caller gives rows in order; `read` is the judge.
#[derive(Debug)]
pub struct LeafWriter {
    file: AtomicFile,
    hasher: Streaming,
    bytes: u64,
    rows: u64,
}

impl LeafWriter {
    /// Starts the file with its header.
    ///
    /// # Errors
    /// When the folder cannot be written.
    pub fn create(path: &Path) -> Result<Self> {
        let file = AtomicFile::create(path)?;
        let mut writer = Self { file, hasher: Streaming::default(), bytes: 0, rows: 0 };
        writer.put(format!("{HEADER}\n").as_bytes())?;
        Ok(writer)
    }

    /// Adds rows with their reasons.
    ///
    /// # Errors
    /// A reason that needs quoting; when the disk refuses.
    pub fn extend(&mut self, rows: &[(Leaf, String)]) -> Result<()> {
        for (_, reason) in rows {
            check_reason(reason.as_bytes()).map_err(|fault| fault.of(self.file.path()))?;
        }
        let texts: Vec<String> = rows.par_chunks(GRAIN).map(lines).collect();
        for text in texts {
            self.put(text.as_bytes())?;
        }
        self.rows += rows.len() as u64;
        Ok(())
    }

    /// Brings the file to disk and gives it its name.
    ///
    /// # Errors
    /// When the disk refuses.
    pub fn finish(self) -> Result<Pinned> {
        self.file.commit()?;
        Ok(Pinned { sha256: self.hasher.finish(), bytes: self.bytes, rows: self.rows })
    }

    fn put(&mut self, bytes: &[u8]) -> Result<()> {
        self.hasher.update(bytes);
        self.bytes += bytes.len() as u64;
        self.file.write_all(bytes).map_err(Error::io(self.file.path()))
    }
}

fn lines(rows: &[(Leaf, String)]) -> String {
    let mut text = String::with_capacity(rows.len() * 96);
    for (Leaf { holder, amount, score }, reason) in rows {
        // Writing to a string cannot fail.
        let _ = writeln!(text, "{},{amount},{score},{reason}", address::text(holder));
    }
    text
}
