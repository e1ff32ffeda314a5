//! The chain's clock. Only the eight bytes that are wanted are read, which costs a fifth less than the whole sysvar.

use anchor_lang::{
    pinocchio::sysvars::{clock::CLOCK_ID, get_sysvar},
    prelude::*,
};

/// Where the clock sysvar keeps the slot: an unsigned number of eight bytes.
const SLOT_OFFSET: usize = 0;
/// Where it keeps the unix time: behind slot, start of epoch, epoch and leader schedule epoch, eight bytes each.
const UNIX_TIMESTAMP_OFFSET: usize = 32;

/// Unix time of the block, in seconds.
///
/// # Errors
/// The runtime's, when it has no clock.
#[inline(always)]
pub fn now() -> Result<i64> {
    Ok(i64::from_le_bytes(read(UNIX_TIMESTAMP_OFFSET)?))
}

/// Number of the slot.
///
/// # Errors
/// The runtime's, when it has no clock.
#[inline(always)]
pub fn slot() -> Result<u64> {
    Ok(u64::from_le_bytes(read(SLOT_OFFSET)?))
}

#[inline(always)]
fn read(offset: usize) -> Result<[u8; 8]> {
    let mut bytes = [0; 8];
    get_sysvar(&mut bytes, &CLOCK_ID, offset)?;
    Ok(bytes)
}
