//! The program's accounts, and the rules by which they change.

pub mod book;
pub mod commitment;
mod gate;
pub mod offering;
pub mod terms;

pub use book::OfferingBook;
pub use commitment::Commitment;
pub use offering::{Offering, State};
pub use terms::OfferingTerms;

use anchor_lang::prelude::*;

use crate::errors::OfferingError;

pub use makerstake_common::NOBODY;

/// The layout of accounts that this program writes, and the only one it reads.
pub const VERSION: u8 = 1;

/// The equity program, as an account of an instruction.
pub struct Equity;

impl Id for Equity {
    const IDL_ADDRESS: &'static str = "2rHcquyMKJrTEL6Jo9v58A1hUVqcy2CpJkt7cdDySi8k";

    fn id() -> Address {
        makerstake_equity::ID
    }
}

/// `from` + `by` seconds.
pub(crate) fn after(from: i64, by: u32) -> Result<i64> {
    Ok(from.checked_add(i64::from(by)).ok_or(OfferingError::OutOfRange)?)
}

/// `from` - `by` seconds.
pub(crate) fn before(from: i64, by: u32) -> i64 {
    from.saturating_sub(i64::from(by))
}

/// Sum, or `OutOfRange`.
pub(crate) fn plus(a: u64, b: u64) -> Result<u64> {
    Ok(a.checked_add(b).ok_or(OfferingError::OutOfRange)?)
}

/// Difference, or `OutOfRange`.
pub(crate) fn minus(a: u64, b: u64) -> Result<u64> {
    Ok(a.checked_sub(b).ok_or(OfferingError::OutOfRange)?)
}
