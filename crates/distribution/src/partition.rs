//! Parts records by their first bits, so that each part can be sorted by itself: in the cache of one core, on all of them.
//!
//! Records fill blocks. Full blocks stay in memory up to the budget, later ones go to a file without a name. Parts come back
//! in order of their bits, and the records of a part in the order in which they came. Memory: the budget, and one open
//! block a part, at most 10 MiB for records of 78 bytes.

use std::{
    fs::File,
    os::unix::fs::FileExt,
    path::{Path, PathBuf},
    sync::Arc,
};

use crate::{
    error::{Error, Result},
    sort::{Sorted, Sorter},
};

/// Leading bits of a record that choose its part.
pub const BITS: u32 = 10;
const PARTS: usize = 1 << BITS;
/// Most records of a block.
const BLOCK: usize = 128;

/// Takes records in any order.
#[derive(Debug)]
pub struct Partition<const N: usize> {
    parts: Vec<Part<N>>,
    store: Store,
}

/// Where full blocks go.
#[derive(Debug)]
struct Store {
    folder: PathBuf,
    file: Option<Arc<File>>,
    /// Blocks in the file.
    written: u64,
    /// Blocks that memory still has room for.
    room: usize,
    /// Records of a full block.
    records: usize,
}

/// The records that share their first bits.
#[derive(Debug)]
pub struct Part<const N: usize> {
    full: Vec<Block<N>>,
    open: Vec<[u8; N]>,
    /// The file, if there is one, and the records of its blocks.
    store: Option<(Arc<File>, usize)>,
}

/// A full block: in memory, or which one of the file.
#[derive(Debug)]
enum Block<const N: usize> {
    Here(Vec<[u8; N]>),
    There(u64),
}

impl<const N: usize> Partition<N> {
    /// A partition that holds `budget` bytes in memory and the rest on the disk of `folder`.
    pub fn new(folder: &Path, budget: usize) -> Self {
        let records = (budget / N / PARTS).clamp(1, BLOCK);
        let part = |_| Part { full: Vec::new(), open: Vec::new(), store: None };
        let room = budget / N / records;
        let store = Store { folder: folder.to_owned(), file: None, written: 0, room, records };
        Self { parts: (0..PARTS).map(part).collect(), store }
    }

    /// Adds records.
    ///
    /// # Errors
    /// When the disk refuses.
    pub fn extend(&mut self, records: &[[u8; N]]) -> Result<()> {
        for record in records {
            let part =
                &mut self.parts[usize::from(u16::from_be_bytes([record[0], record[1]]) >> (16 - BITS))];
            part.open.push(*record);
            if part.open.len() == self.store.records {
                let block = self.store.put(&mut part.open)?;
                part.full.push(block);
            }
        }
        Ok(())
    }

    /// The parts that have records, in order.
    pub fn finish(self) -> impl Iterator<Item = Part<N>> {
        let records = self.store.records;
        let store = self.store.file.map(|file| (file, records));
        let parts = self.parts.into_iter().filter(|part| part.blocks() > 0);
        parts.map(move |part| Part { store: store.clone(), ..part })
    }
}

impl Store {
    /// Takes the records of a full block; their memory stays for the next if they go to the file.
    fn put<const N: usize>(&mut self, open: &mut Vec<[u8; N]>) -> Result<Block<N>> {
        if self.room > 0 {
            self.room -= 1;
            return Ok(Block::Here(std::mem::replace(open, Vec::with_capacity(self.records))));
        }
        let file = match &self.file {
            Some(file) => file,
            None => {
                let file = tempfile::tempfile_in(&self.folder).map_err(Error::io(&self.folder))?;
                self.file.insert(Arc::new(file))
            }
        };
        let at = self.written;
        file.write_all_at(open.as_flattened(), at * (self.records * N) as u64)
            .map_err(Error::io(&self.folder))?;
        self.written += 1;
        open.clear();
        Ok(Block::There(at))
    }
}

impl<const N: usize> Part<N> {
    /// How many blocks it has, of at most 128 records.
    pub fn blocks(&self) -> usize {
        self.full.len() + usize::from(!self.open.is_empty())
    }

    /// The records in the order in which they came, in blocks of at most 128.
    ///
    /// # Errors
    /// When the disk refuses.
    pub fn load(self, folder: &Path) -> Result<Vec<Vec<[u8; N]>>> {
        self.read().map(|block| block.map_err(Error::io(folder))).collect()
    }

    /// The records in order of their bytes, for a part that is too large to be loaded.
    ///
    /// # Errors
    /// When the disk refuses.
    pub fn sort(self, folder: &Path, budget: usize) -> Result<Sorted<N>> {
        let mut sorter = Sorter::new(folder, budget);
        for block in self.read() {
            sorter.extend(&block.map_err(Error::io(folder))?)?;
        }
        sorter.finish()
    }

    fn read(self) -> impl Iterator<Item = std::io::Result<Vec<[u8; N]>>> {
        let Self { full, open, store } = self;
        // A file exists if a block went there; all its blocks are full.
        let read = move |block| match (block, &store) {
            (Block::Here(records), _) => Ok(records),
            (Block::There(at), Some((file, records))) => {
                let mut block = vec![[0; N]; *records];
                file.read_exact_at(block.as_flattened_mut(), at * (records * N) as u64)?;
                Ok(block)
            }
            (Block::There(_), None) => Err(std::io::ErrorKind::NotFound.into()),
        };
        full.into_iter().map(read).chain(std::iter::once(Ok(open)))
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    proptest! {
        #[test]
        fn parts_come_in_order_and_records_in_theirs(
            records in prop::collection::vec(any::<[u8; 5]>(), 0..2_000),
            budget in 1usize..40_000,
            step in 1usize..90,
        ) {
            let folder = tempfile::tempdir().unwrap();
            let filled = || {
                let mut partition = Partition::new(folder.path(), budget);
                records.chunks(step).for_each(|records| partition.extend(records).unwrap());
                partition.finish()
            };
            let parted: Vec<_> =
                filled().flat_map(|part| part.load(folder.path()).unwrap()).flatten().collect();
            let mut expected = records.clone();
            expected.sort_by_key(|record| u16::from_be_bytes([record[0], record[1]]) >> 6);
            prop_assert_eq!(parted, expected);

            let mut sorted = Vec::new();
            for part in filled() {
                let mut part = part.sort(folder.path(), budget).unwrap();
                while let Some(record) = part.pull().unwrap() {
                    sorted.push(record);
                }
            }
            let mut expected = records.clone();
            expected.sort_unstable();
            prop_assert_eq!(sorted, expected);
        }
    }
}
