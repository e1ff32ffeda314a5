//! Sorts more records than memory holds: sorted runs on disk, then one merge.
//!
//! Records are compared as bytes, so numbers in them are big-endian. Memory: the budget, and 256 KiB a run.

use std::{
    cmp::Ordering,
    collections::BinaryHeap,
    path::{Path, PathBuf},
};

use rayon::prelude::*;

use crate::{error::Result, spool::Spool};

/// Bytes of each run that are in memory during the merge.
const AHEAD: usize = 256 << 10;

/// Takes records in any order.
#[derive(Debug)]
pub struct Sorter<const N: usize> {
    folder: PathBuf,
    limit: usize,
    records: Vec<[u8; N]>,
    runs: Vec<Spool<N>>,
}

impl<const N: usize> Sorter<N> {
    /// A sorter that spills to the disk of `folder` whenever it holds `budget` bytes.
    pub fn new(folder: &Path, budget: usize) -> Self {
        Self { folder: folder.to_owned(), limit: (budget / N).max(1), records: Vec::new(), runs: Vec::new() }
    }

    /// Adds records.
    ///
    /// # Errors
    /// When the disk refuses.
    pub fn extend(&mut self, records: &[[u8; N]]) -> Result<()> {
        if self.records.len() + records.len() > self.limit && !self.records.is_empty() {
            self.spill()?;
        }
        if self.records.capacity() == 0 {
            self.records.reserve_exact(self.limit);
        }
        self.records.extend_from_slice(records);
        Ok(())
    }

    /// All records in order.
    ///
    /// # Errors
    /// When the disk refuses.
    pub fn finish(mut self) -> Result<Sorted<N>> {
        self.records.par_sort_unstable_by(order);
        // What is in memory stays there: it is the last run.
        let mut runs = vec![Run { spool: None, records: self.records, at: 0 }];
        if self.runs.is_empty() {
            return Ok(Sorted { runs, heap: None });
        }
        for mut spool in self.runs {
            spool.rewind()?;
            runs.push(Run { spool: Some(spool), records: Vec::new(), at: 0 });
        }
        let mut heap = BinaryHeap::with_capacity(runs.len());
        for (index, run) in runs.iter_mut().enumerate() {
            heap.extend(run.next()?.map(|record| Head { record, run: index }));
        }
        Ok(Sorted { runs, heap: Some(heap) })
    }

    fn spill(&mut self) -> Result<()> {
        self.records.par_sort_unstable_by(order);
        let mut run = Spool::create(&self.folder)?;
        run.extend(&self.records)?;
        self.runs.push(run);
        self.records.clear();
        Ok(())
    }
}

/// Compares records as bytes, eight at a time in line: sorting does little else.
pub(crate) fn order<const N: usize>(a: &[u8; N], b: &[u8; N]) -> Ordering {
    let ((a, a_rest), (b, b_rest)) = (a.as_chunks::<8>(), b.as_chunks::<8>());
    for (a, b) in a.iter().zip(b) {
        let (a, b) = (u64::from_be_bytes(*a), u64::from_be_bytes(*b));
        if a != b {
            return a.cmp(&b);
        }
    }
    a_rest.cmp(b_rest)
}

/// The next record of a run. The greatest is the one that comes first, as a heap wants it.
#[derive(Debug)]
struct Head<const N: usize> {
    record: [u8; N],
    run: usize,
}

impl<const N: usize> Ord for Head<N> {
    fn cmp(&self, other: &Self) -> Ordering {
        order(&other.record, &self.record).then(other.run.cmp(&self.run))
    }
}

impl<const N: usize> PartialOrd for Head<N> {
    fn partial_cmp(&self, other: &Self) -> Option<Ordering> {
        Some(self.cmp(other))
    }
}

impl<const N: usize> PartialEq for Head<N> {
    fn eq(&self, other: &Self) -> bool {
        self.cmp(other).is_eq()
    }
}

impl<const N: usize> Eq for Head<N> {}

/// Gives records in order.
#[derive(Debug)]
pub struct Sorted<const N: usize> {
    runs: Vec<Run<N>>,
    /// The next record of each run; none where everything was in memory.
    heap: Option<BinaryHeap<Head<N>>>,
}

impl<const N: usize> Sorted<N> {
    /// The next record, or nothing at the end.
    ///
    /// # Errors
    /// When the disk refuses.
    pub fn pull(&mut self) -> Result<Option<[u8; N]>> {
        let Some(heap) = &mut self.heap else {
            return self.runs[0].next();
        };
        let Some(mut top) = heap.peek_mut() else { return Ok(None) };
        let Head { record, run } = *top;
        match self.runs[run].next()? {
            // Replacing the top costs one walk down; taking it out and putting one in costs two.
            Some(next) => top.record = next,
            None => {
                std::collections::binary_heap::PeekMut::pop(top);
            }
        }
        Ok(Some(record))
    }
}

/// A sorted run, a stretch of it in memory.
#[derive(Debug)]
struct Run<const N: usize> {
    spool: Option<Spool<N>>,
    records: Vec<[u8; N]>,
    at: usize,
}

impl<const N: usize> Run<N> {
    fn next(&mut self) -> Result<Option<[u8; N]>> {
        if self.at == self.records.len() {
            let Some(spool) = &mut self.spool else { return Ok(None) };
            spool.read(&mut self.records, AHEAD / N)?;
            self.at = 0;
        }
        let record = self.records.get(self.at).copied();
        self.at += 1;
        Ok(record)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    proptest! {
        #[test]
        fn any_budget_gives_the_same_order(
            mut records in prop::collection::vec(any::<[u8; 5]>(), 0..400),
            budget in 1usize..3000,
            step in 1usize..90,
        ) {
            let folder = tempfile::tempdir().unwrap();
            let mut sorter = Sorter::new(folder.path(), budget);
            for records in records.chunks(step) {
                sorter.extend(records).unwrap();
            }
            let mut sorted = sorter.finish().unwrap();
            records.sort_unstable();
            for record in records {
                prop_assert_eq!(sorted.pull().unwrap(), Some(record));
            }
            prop_assert_eq!(sorted.pull().unwrap(), None);
        }
    }
}
