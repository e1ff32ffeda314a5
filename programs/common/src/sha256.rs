//! SHA-256 by the runtime's syscall, for the rules in `domain`.

use anchor_lang::solana_program::hash::hashv;
use makerstake_core::hash::{Digest, Sha256};

/// The runtime's SHA-256.
pub struct Syscall;

impl Sha256 for Syscall {
    #[inline(always)]
    fn hashv(parts: &[&[u8]]) -> Digest {
        hashv(parts).to_bytes()
    }
}
