//! The tree file, node by node: level after level, each parent against its two children.

use std::{
    fs::File,
    os::unix::fs::FileExt,
    path::{Path, PathBuf},
    thread,
};

use super::cores;
use crate::{
    error::{Error, Fault, Result},
    sha, Digest,
};

/// Parents that are checked between two reads.
const CHUNK: u64 = 1 << 14;
const REMEDY: &str = "the tree is damaged: fetch it again, or build again";

/// A tree file and its levels: how many nodes, and where.
pub(super) struct Tree {
    file: File,
    path: PathBuf,
    levels: Vec<(u64, u64)>,
    bytes: u64,
}

impl Tree {
    /// Opens a tree that should have this many leaves.
    pub fn open(path: &Path, leaves: u32) -> Result<Self> {
        let file = File::open(path).map_err(Error::io(path))?;
        let size = file.metadata().map_err(Error::io(path))?.len();
        let (mut levels, mut bytes, mut width) = (Vec::new(), 64, u64::from(leaves));
        loop {
            levels.push((width, bytes));
            bytes += 32 * width;
            if width <= 1 {
                break;
            }
            width = width / 2 + width % 2;
        }
        let tree = Self { file, path: path.to_owned(), levels, bytes };
        if leaves == 0 || leaves > 1 << 27 || size != bytes {
            return Err(tree.fault(format!("not the size of a tree of {leaves} leaves, {bytes} bytes"), size));
        }
        let header = tree.read(0, 64)?;
        let mut expected = [0; 64];
        expected[..8].copy_from_slice(b"MKRSTREE");
        expected[8] = 1;
        expected[10] = tree.depth();
        expected[12..16].copy_from_slice(&leaves.to_le_bytes());
        expected[16..48].copy_from_slice(&tree.read(bytes - 32, 32)?);
        if header != expected {
            return Err(tree.fault("wrong header", hex::encode(header)));
        }
        Ok(tree)
    }

    pub fn path(&self) -> &Path {
        &self.path
    }

    pub fn depth(&self) -> u8 {
        // At most 27 levels above the leaves.
        (self.levels.len() - 1) as u8
    }

    pub fn bytes(&self) -> u64 {
        self.bytes
    }

    /// Where the stored leaves from `from` on first differ from these; a leaf that is not stored differs.
    pub fn first_difference(&self, from: u64, leaves: &[Digest]) -> Result<Option<usize>> {
        let (width, offset) = self.levels[0];
        let stored = width.saturating_sub(from).min(leaves.len() as u64);
        let bytes = self.read(offset + 32 * from.min(width), 32 * stored)?;
        let differs = bytes.chunks_exact(32).zip(leaves).position(|(stored, leaf)| stored != leaf);
        Ok(differs.or((stored < leaves.len() as u64).then_some(stored as usize)))
    }

    /// Checks every node above the leaves. Returns the root.
    pub fn check_nodes(&self) -> Result<Digest> {
        for level in 1..self.levels.len() {
            let (width, _) = self.levels[level];
            let share = width.div_ceil(cores() as u64).max(CHUNK);
            thread::scope(|scope| {
                let starts = (0..width).step_by(share as usize);
                let threads: Vec<_> = starts
                    .map(|from| {
                        scope.spawn(move || self.check_parents(level, from, (from + share).min(width)))
                    })
                    .collect();
                threads.into_iter().try_for_each(|thread| {
                    thread.join().unwrap_or_else(|_| Err(self.fault("the check itself failed", level)))
                })
            })?;
        }
        let mut root = [0; 32];
        root.copy_from_slice(&self.read(self.bytes - 32, 32)?);
        Ok(root)
    }

    fn check_parents(&self, level: usize, from: u64, to: u64) -> Result<()> {
        let ((parents, offset), (children, below)) = (self.levels[level], self.levels[level - 1]);
        debug_assert!(to <= parents);
        let mut at = from;
        while at < to {
            let end = (at + CHUNK).min(to);
            let stored = self.read(offset + 32 * at, 32 * (end - at))?;
            let mut pairs = self.read(below + 64 * at, 32 * ((2 * end).min(children) - 2 * at))?;
            pairs.resize(stored.len() * 2, 0);
            let mut message = [1; 65];
            for (index, (pair, parent)) in pairs.chunks_exact(64).zip(stored.chunks_exact(32)).enumerate() {
                let (left, right) = pair.split_at(32);
                message[1..33].copy_from_slice(left.min(right));
                message[33..].copy_from_slice(left.max(right));
                if sha::of_bytes(&message) != parent {
                    let what = format!(
                        "node {} of level {level} is not the hash of its children",
                        at + index as u64
                    );
                    return Err(self.fault(what, hex::encode(parent)));
                }
            }
            at = end;
        }
        Ok(())
    }

    fn read(&self, offset: u64, length: u64) -> Result<Vec<u8>> {
        let mut bytes = vec![0; length as usize];
        self.file.read_exact_at(&mut bytes, offset).map_err(Error::io(&self.path))?;
        Ok(bytes)
    }

    fn fault(&self, what: impl Into<String>, value: impl ToString) -> Error {
        Fault::new(what, value, REMEDY).of(&self.path)
    }
}
