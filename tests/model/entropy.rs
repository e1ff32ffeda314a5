//! One step: a random word. What it means follows from the state at that moment, so that a sequence keeps its sense when
//! parts of it are deleted.

/// Eight bytes: which step, five parameters, two about the transaction it goes into.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Entropy(pub u64);

impl Entropy {
    /// Byte `index`, lowest first.
    pub fn byte(self, index: u32) -> u8 {
        (self.0 >> (8 * index)) as u8
    }

    /// One of `count`, by byte `index`.
    pub fn pick(self, index: u32, count: usize) -> usize {
        usize::from(self.byte(index)) % count.max(1)
    }

    /// True once in `count` times, by byte `index`.
    pub fn once_in(self, index: u32, count: u8) -> bool {
        self.byte(index).is_multiple_of(count)
    }

    /// All of it mixed with a number, for more parameters than there are bytes.
    pub fn mixed(self, with: u64) -> Self {
        let entropy = (self.0 ^ with.wrapping_mul(0x9E37_79B9_7F4A_7C15)).wrapping_mul(0xBF58_476D_1CE4_E5B9);
        Self(entropy ^ (entropy >> 29))
    }
}
