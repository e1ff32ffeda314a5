//! The chain's clock, as the program uses it.

use anchor_lang::prelude::*;

/// Unix time of the block, in seconds.
///
/// # Errors
/// The runtime's, when it has no clock.
pub fn now() -> Result<i64> {
    Ok(Clock::get()?.unix_timestamp)
}
