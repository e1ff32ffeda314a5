//! Records of fixed size, kept on disk while more come than memory should hold. The files have no name: they vanish
//! with the process.

use std::{
    fs::File,
    io::{Read, Seek, Write},
    path::{Path, PathBuf},
};

use crate::error::{Error, Result};

/// A file of records of `N` bytes.
#[derive(Debug)]
pub struct Spool<const N: usize> {
    file: File,
    folder: PathBuf,
    records: u64,
    /// How many of them were read since the last rewind.
    given: u64,
}

impl<const N: usize> Spool<N> {
    /// An empty spool on the disk of `folder`.
    ///
    /// # Errors
    /// When the folder cannot be written.
    pub fn create(folder: &Path) -> Result<Self> {
        let file = tempfile::tempfile_in(folder).map_err(Error::io(folder))?;
        Ok(Self { file, folder: folder.to_owned(), records: 0, given: 0 })
    }

    /// Adds records.
    ///
    /// # Errors
    /// When the disk refuses.
    pub fn extend(&mut self, records: &[[u8; N]]) -> Result<()> {
        self.records += records.len() as u64;
        self.file.write_all(records.as_flattened()).map_err(Error::io(&self.folder))
    }

    /// How many records there are.
    pub fn len(&self) -> u64 {
        self.records
    }

    /// Whether there are none.
    pub fn is_empty(&self) -> bool {
        self.records == 0
    }

    /// Goes back to the first record.
    ///
    /// # Errors
    /// When the disk refuses.
    pub fn rewind(&mut self) -> Result<()> {
        self.given = 0;
        self.file.rewind().map_err(Error::io(&self.folder))
    }

    /// Puts the next records into `records`, at most `limit`; none at the end. What was in it is gone, its memory is used again.
    ///
    /// # Errors
    /// When the disk refuses.
    pub fn read(&mut self, records: &mut Vec<[u8; N]>, limit: usize) -> Result<()> {
        let left = usize::try_from(self.records - self.given).unwrap_or(usize::MAX);
        records.resize(limit.min(left), [0; N]);
        self.file.read_exact(records.as_flattened_mut()).map_err(Error::io(&self.folder))?;
        self.given += records.len() as u64;
        Ok(())
    }
}
