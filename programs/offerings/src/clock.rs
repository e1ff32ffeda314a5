//! The chain's clock, in code that exists once.

use anchor_lang::prelude::*;
use makerstake_common::clock;

/// Unix time of the block, in seconds.
///
/// # Errors
/// The runtime's, when it has no clock.
#[inline(never)]
pub fn now() -> Result<i64> {
    clock::now()
}
