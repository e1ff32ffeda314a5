//! Rows that look like the real ones, the same on every run.

use makerstake_distribution::leaves::Leaf;

/// Rows that are made at once.
pub const BLOCK: u64 = 1 << 16;

/// A well-mixed 64-bit number for each index.
pub fn mixed(index: u64) -> u64 {
    let mut value = index.wrapping_add(0x9e37_79b9_7f4a_7c15).wrapping_mul(0xbf58_476d_1ce4_e5b9);
    value = (value ^ (value >> 30)).wrapping_mul(0x94d0_49bb_1331_11eb);
    value ^ (value >> 31)
}

/// 32 bytes for each index; in order of the index when `rising`.
pub fn bytes32(index: u64, rising: bool) -> [u8; 32] {
    let mut bytes = [0; 32];
    for (at, part) in bytes.chunks_exact_mut(8).enumerate() {
        part.copy_from_slice(&mixed(index * 4 + at as u64).to_be_bytes());
    }
    if rising {
        bytes[..8].copy_from_slice(&(index << 24 | 0x00ab_cdef).to_be_bytes());
    }
    bytes
}

/// The most that one leaf gets.
pub const LEAF_MAX: u64 = 1 << 30;

/// The row of a list with this index.
pub fn leaf(index: u64) -> Leaf {
    Leaf { holder: bytes32(index, true), amount: 1 + mixed(index) % LEAF_MAX, score: mixed(!index) >> 30 }
}

/// Indices in blocks.
pub fn blocks(rows: u64) -> impl Iterator<Item = std::ops::Range<u64>> {
    (0..rows).step_by(BLOCK as usize).map(move |from| from..(from + BLOCK).min(rows))
}
