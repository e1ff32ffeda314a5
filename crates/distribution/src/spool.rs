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
}

impl<const N: usize> Spool<N> {
    /// An empty spool on the disk of `folder`.
    ///
    /// # Errors
    /// When the folder cannot be written.
    pub fn create(folder: &Path) -> Result<Self> {
        let file = tempfile::tempfile_in(folder).map_err(Error::io(folder))?;
        Ok(Self { file, folder: folder.to_owned(), records: 0 })
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
        self.file.rewind().map_err(Error::io(&self.folder))
    }

    /// The next records, at most `limit`; none at the end.
    ///
    /// # Errors
    /// When the disk refuses.
    pub fn next(&mut self, limit: usize) -> Result<Vec<[u8; N]>> {
        let mut bytes = Vec::with_capacity(limit * N);
        let read = (&mut self.file).take((limit * N) as u64).read_to_end(&mut bytes);
        read.map_err(Error::io(&self.folder))?;
        Ok(bytes.as_chunks::<N>().0.to_vec())
    }
}
