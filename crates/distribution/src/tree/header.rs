//! The header of a tree file, and where its nodes lie.

use makerstake_core::{
    hash::{is_zero, Digest},
    merkle,
};

use crate::error::Fault;

/// The first bytes of a tree file.
pub const MAGIC: [u8; 8] = *b"MKRSTREE";
/// The version of the format.
pub const VERSION: u16 = 1;
/// Bytes before the leaves.
pub const HEADER_BYTES: u64 = 64;
/// Bytes of a node.
pub const NODE_BYTES: u64 = 32;

const REBUILD: &str = "build the tree again from leaves.csv";

/// How many nodes a tree has on each level, and where in the file.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Shape {
    leaves: u32,
    depth: u8,
}

impl Shape {
    /// The shape of a tree of this many leaves.
    ///
    /// # Errors
    /// No leaves, or more than 2^27.
    pub fn new(leaves: u64) -> Result<Self, Fault> {
        let fits = u32::try_from(leaves).ok();
        match fits.and_then(|leaves| merkle::depth(leaves).ok().map(|depth| Self { leaves, depth })) {
            Some(shape) => Ok(shape),
            None if leaves == 0 => {
                Err(Fault::new("a tree without leaves", leaves, "give it at least one leaf"))
            }
            None => {
                Err(Fault::new("too many leaves", leaves, "split the list: a tree holds at most 134217728"))
            }
        }
    }

    /// How many leaves.
    pub fn leaves(self) -> u32 {
        self.leaves
    }

    /// How many levels above the leaves.
    pub fn depth(self) -> u8 {
        self.depth
    }

    /// How many nodes on a level: `ceil(leaves / 2^level)`.
    pub fn width(self, level: u8) -> u64 {
        u64::from(self.leaves).div_ceil(1 << level)
    }

    /// Where a level starts in the file.
    pub fn offset(self, level: u8) -> u64 {
        HEADER_BYTES + NODE_BYTES * (0..level).map(|below| self.width(below)).sum::<u64>()
    }

    /// Bytes of the whole file.
    pub fn bytes(self) -> u64 {
        self.offset(self.depth + 1)
    }

    /// The header for this shape and root.
    pub fn header(self, root: &Digest) -> [u8; HEADER_BYTES as usize] {
        let mut header = [0; HEADER_BYTES as usize];
        header[..8].copy_from_slice(&MAGIC);
        header[8..10].copy_from_slice(&VERSION.to_le_bytes());
        header[10] = self.depth;
        header[12..16].copy_from_slice(&self.leaves.to_le_bytes());
        header[16..48].copy_from_slice(root);
        header
    }

    /// Reads a header: shape and root.
    ///
    /// # Errors
    /// Anything that [`Shape::header`] would not write.
    pub fn parse(header: &[u8; HEADER_BYTES as usize]) -> Result<(Self, Digest), Fault> {
        if header[..8] != MAGIC {
            return Err(Fault::new("not a tree file", hex::encode(&header[..8]), REBUILD));
        }
        let version = u16::from_le_bytes([header[8], header[9]]);
        if version != VERSION {
            return Err(Fault::new("unknown version of tree file", version, "use a newer makerstake"));
        }
        let shape =
            Self::new(u64::from(u32::from_le_bytes([header[12], header[13], header[14], header[15]])))?;
        let mut root = [0; 32];
        root.copy_from_slice(&header[16..48]);
        if is_zero(&root) {
            return Err(Fault::new("the root is zero", hex::encode(root), REBUILD));
        }
        if shape.header(&root) != *header {
            return Err(Fault::new("the header contradicts itself", hex::encode(header), REBUILD));
        }
        Ok((shape, root))
    }
}
