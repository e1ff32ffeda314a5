//! Reads tree files: proofs by range reads, without loading the tree.

use std::{
    fs::File,
    os::unix::fs::FileExt,
    path::{Path, PathBuf},
};

use makerstake_core::hash::{Digest, ZERO};

use super::{
    header::{Shape, HEADER_BYTES, NODE_BYTES},
    Summary,
};
use crate::error::{Error, Fault, Result};

/// The widest level that is kept in memory.
const TOP_WIDTH: u64 = 1 << 10;

/// An open tree file.
#[derive(Debug)]
pub struct TreeFile {
    file: File,
    path: PathBuf,
    shape: Shape,
    root: Digest,
    /// The last levels, which are in every proof: at most 64 KiB.
    top: Vec<u8>,
    /// Where they start in the file.
    top_from: u64,
}

impl TreeFile {
    /// Opens a tree file; header and size must agree. The nodes are not recomputed: `verify` does that.
    ///
    /// # Errors
    /// When the file cannot be read, or is not a tree file of the size that its header says.
    pub fn open(path: &Path) -> Result<Self> {
        let file = File::open(path).map_err(Error::io(path))?;
        let bytes = file.metadata().map_err(Error::io(path))?.len();
        let rebuild = "build the tree again from leaves.csv";
        if bytes < HEADER_BYTES {
            return Err(Fault::new("too short for a tree file", bytes, rebuild).of(path));
        }
        let mut header = [0; HEADER_BYTES as usize];
        file.read_exact_at(&mut header, 0).map_err(Error::io(path))?;
        let (shape, root) = Shape::parse(&header).map_err(|fault| fault.of(path))?;
        if bytes != shape.bytes() {
            let what = format!("a tree of {} leaves is {} bytes", shape.leaves(), shape.bytes());
            return Err(Fault::new(what, bytes, rebuild).of(path));
        }
        let low = (0..shape.depth()).take_while(|level| shape.width(*level) > TOP_WIDTH).count();
        let top_from = shape.offset(low as u8);
        let mut top = vec![0; (bytes - top_from) as usize];
        file.read_exact_at(&mut top, top_from).map_err(Error::io(path))?;
        Ok(Self { file, path: path.to_owned(), shape, root, top, top_from })
    }

    /// Root, leaves, depth and size.
    pub fn summary(&self) -> Summary {
        let Self { shape, root, .. } = self;
        Summary { root: *root, leaves: shape.leaves(), depth: shape.depth(), bytes: shape.bytes() }
    }

    /// The leaf with this index.
    ///
    /// # Errors
    /// An index beyond the leaves; when the file cannot be read.
    pub fn leaf(&self, index: u32) -> Result<Digest> {
        self.check(index)?;
        self.node(0, u64::from(index))
    }

    /// The siblings of the leaf with this index, lowest first: one read a level, but for the last eleven.
    ///
    /// # Errors
    /// As [`TreeFile::leaf`].
    pub fn proof(&self, index: u32) -> Result<Vec<Digest>> {
        self.check(index)?;
        let siblings = (0..self.shape.depth()).map(|level| (level, (u64::from(index) >> level) ^ 1));
        siblings.map(|(level, at)| self.node(level, at)).collect()
    }

    /// A node, or zeros for an absent right sibling.
    fn node(&self, level: u8, at: u64) -> Result<Digest> {
        let mut node = ZERO;
        if at < self.shape.width(level) {
            let offset = self.shape.offset(level) + NODE_BYTES * at;
            let kept = offset
                .checked_sub(self.top_from)
                .and_then(|from| self.top.get(from as usize..)?.first_chunk());
            match kept {
                Some(kept) => node = *kept,
                None => self.file.read_exact_at(&mut node, offset).map_err(Error::io(&self.path))?,
            }
        }
        Ok(node)
    }

    fn check(&self, index: u32) -> Result<()> {
        if index < self.shape.leaves() {
            return Ok(());
        }
        let what = format!("the tree has {} leaves, counted from 0", self.shape.leaves());
        Err(Fault::new(what, index, "ask for an index below that").of(&self.path))
    }
}
