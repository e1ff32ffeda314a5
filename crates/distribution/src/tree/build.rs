//! Writes tree files: leaves as they come, then the levels above, a stretch of the tree at a time.
//!
//! Memory: two stretches of 2^18 leaves with all their inner nodes (about 24 MiB each), whatever the number of leaves.

use std::{io::Write, os::unix::fs::FileExt, path::Path};

use makerstake_core::{
    hash::{is_zero, Digest, ZERO},
    merkle,
};
use rayon::prelude::*;

use super::{
    header::{Shape, HEADER_BYTES, NODE_BYTES},
    Summary,
};
use crate::{
    atomic::AtomicFile,
    error::{Error, Fault, Result},
    sha::Sha2,
};

/// The level whose nodes each stand for one stretch.
const STRETCH_LEVEL: u8 = 18;
/// Leaves that are worked on at once.
const STRETCH: usize = 1 << STRETCH_LEVEL;
/// Fewest hashes worth handing to another core.
const GRAIN: usize = 1 << 11;

/// Builds a tree file from leaves in order, in bounded memory, on all cores.
#[derive(Debug)]
pub struct TreeBuilder {
    file: AtomicFile,
    buffer: Vec<Digest>,
    leaves: u64,
}

impl TreeBuilder {
    /// Starts a tree that will be the file `path`.
    ///
    /// # Errors
    /// When the folder cannot be written.
    pub fn create(path: &Path) -> Result<Self> {
        let mut file = AtomicFile::create(path)?;
        file.write_all(&[0; HEADER_BYTES as usize]).map_err(Error::io(path))?;
        Ok(Self { file, buffer: Vec::with_capacity(STRETCH), leaves: 0 })
    }

    /// Adds the next leaf.
    ///
    /// # Errors
    /// A leaf of 32 zero bytes; when the disk refuses.
    pub fn push(&mut self, leaf: Digest) -> Result<()> {
        self.buffer.push(leaf);
        if self.buffer.len() >= STRETCH {
            self.spill()?;
        }
        Ok(())
    }

    /// Adds the leaves of these rows in order, hashing on all cores.
    ///
    /// # Errors
    /// As [`TreeBuilder::push`].
    pub fn extend<T: Sync>(&mut self, rows: &[T], leaf: impl Fn(&T) -> Digest + Sync) -> Result<()> {
        for rows in rows.chunks(STRETCH) {
            self.buffer.par_extend(rows.par_iter().with_min_len(GRAIN).map(&leaf));
            if self.buffer.len() >= STRETCH {
                self.spill()?;
            }
        }
        Ok(())
    }

    /// Computes the levels above the leaves, writes them, and gives the file its name.
    ///
    /// # Errors
    /// No leaves or too many; when the disk refuses. Then there is no file.
    pub fn finish(mut self) -> Result<Summary> {
        self.spill()?;
        let shape = Shape::new(self.leaves).map_err(|fault| fault.of(self.file.path()))?;
        let root = self.levels(shape)?;
        if is_zero(&root) {
            return Err(
                Fault::new("the root is zero", hex::encode(root), "change a leaf").of(self.file.path())
            );
        }
        self.write_at(&shape.header(&root), 0)?;
        self.file.commit()?;
        Ok(Summary { root, leaves: shape.leaves(), depth: shape.depth(), bytes: shape.bytes() })
    }

    /// Writes the buffered leaves behind the others.
    fn spill(&mut self) -> Result<()> {
        if let Some(at) = self.buffer.iter().position(is_zero) {
            let fault = Fault::new("a leaf of 32 zero bytes", self.leaves + at as u64, "leave it out");
            return Err(fault.of(self.file.path()));
        }
        self.leaves += self.buffer.len() as u64;
        let written = self.file.write_all(self.buffer.as_flattened());
        written.map_err(Error::io(self.file.path()))?;
        self.buffer.clear();
        Ok(())
    }

    /// Everything above the leaves, stretch by stretch. Returns the root.
    fn levels(&mut self, shape: Shape) -> Result<Digest> {
        let within = shape.depth().min(STRETCH_LEVEL);
        let mut tops = Vec::new();
        let mut at = 0_u64;
        let mut leaves = self.read_leaves(shape, at)?;
        while !leaves.is_empty() {
            let next = at + leaves.len() as u64;
            // The next stretch is read, and the last one written, while this one is hashed on the other core.
            let (levels, ahead) = rayon::join(|| ascend(&leaves, within), || self.read_leaves(shape, next));
            for (level, nodes) in (1..=within).zip(&levels) {
                self.write_at(nodes.as_flattened(), shape.offset(level) + NODE_BYTES * (at >> level))?;
            }
            tops.extend(levels.last().unwrap_or(&leaves).first());
            leaves = ahead?;
            at = next;
        }
        let mut root = tops.clone();
        for (level, nodes) in (within + 1..=shape.depth()).zip(ascend(&tops, shape.depth() - within)) {
            self.write_at(nodes.as_flattened(), shape.offset(level))?;
            root = nodes;
        }
        Ok(root.first().copied().unwrap_or(ZERO))
    }

    fn read_leaves(&self, shape: Shape, at: u64) -> Result<Vec<Digest>> {
        let left = u64::from(shape.leaves()).saturating_sub(at).min(STRETCH as u64);
        let mut leaves = vec![ZERO; left as usize];
        let offset = HEADER_BYTES + NODE_BYTES * at;
        let read = self.file.file().read_exact_at(leaves.as_flattened_mut(), offset);
        read.map_err(Error::io(self.file.path()))?;
        Ok(leaves)
    }

    fn write_at(&self, bytes: &[u8], offset: u64) -> Result<()> {
        self.file.file().write_all_at(bytes, offset).map_err(Error::io(self.file.path()))
    }
}

/// The `levels` levels above these nodes.
fn ascend(nodes: &[Digest], levels: u8) -> Vec<Vec<Digest>> {
    let mut above: Vec<Vec<Digest>> = Vec::with_capacity(usize::from(levels));
    for _ in 0..levels {
        let below = above.last().map_or(nodes, Vec::as_slice);
        let level = below.par_chunks(2).with_min_len(GRAIN).map(parent).collect();
        above.push(level);
    }
    above
}

fn parent(pair: &[Digest]) -> Digest {
    match pair {
        [left, right] => merkle::node::<Sha2>(left, right),
        [left, ..] => merkle::node::<Sha2>(left, &ZERO),
        [] => ZERO,
    }
}

/// Builds a tree file from the leaves that an iterator gives.
///
/// # Errors
/// The iterator's first error; those of [`TreeBuilder`]. Then there is no file.
pub fn build<E: From<Error>>(
    path: &Path,
    leaves: impl IntoIterator<Item = std::result::Result<Digest, E>>,
) -> std::result::Result<Summary, E> {
    let mut builder = TreeBuilder::create(path)?;
    for leaf in leaves {
        builder.push(leaf?)?;
    }
    Ok(builder.finish()?)
}
