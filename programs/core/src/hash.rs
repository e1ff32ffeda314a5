//! The one hash function of the suite, SHA-256, as a trait: programs answer it with the runtime's syscall,
//! clients with a library, and everything above is written once.

/// A SHA-256 digest, or 32 zero bytes for "none".
pub type Digest = [u8; 32];

/// 32 zero bytes: "none" in an account, an absent sibling in a tree. No known input hashes to it.
pub const ZERO: Digest = [0; 32];

/// A provider of SHA-256.
pub trait Sha256 {
    /// The SHA-256 of all parts, one after another, as if they were one byte string.
    fn hashv(parts: &[&[u8]]) -> Digest;
}

/// Whether a digest is the all-zero placeholder. Eight bytes at a time: programs ask this a lot.
pub fn is_zero(digest: &Digest) -> bool {
    digest.as_chunks::<8>().0.iter().all(|word| u64::from_ne_bytes(*word) == 0)
}

/// Whether two digests are the same, eight bytes at a time.
pub fn same(a: &Digest, b: &Digest) -> bool {
    a.as_chunks::<8>()
        .0
        .iter()
        .zip(b.as_chunks::<8>().0)
        .all(|(a, b)| u64::from_ne_bytes(*a) == u64::from_ne_bytes(*b))
}
