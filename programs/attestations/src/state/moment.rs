//! When something happened, as the chain counts and as people do.

use anchor_lang::prelude::*;

/// A slot and its time.
#[derive(Clone, Copy)]
pub struct Moment {
    /// Number of the slot. The earlier slot wins an argument.
    pub slot: u64,
    /// Unix time of the block, in seconds, as the cluster estimates it.
    pub time: i64,
}

impl Moment {
    /// The present.
    ///
    /// # Errors
    /// The runtime's, when it has no clock.
    pub fn now() -> Result<Self> {
        let clock = Clock::get()?;
        Ok(Self { slot: clock.slot, time: clock.unix_timestamp })
    }
}
