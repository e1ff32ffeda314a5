//! The program's accounts, and the rules by which they change.

pub mod budget;
pub mod meter;
pub mod platform;
pub mod proposal;
pub mod rule;
pub mod track;
pub mod voter;

pub use budget::Budget;
pub use meter::{Meter, Metered, Meters};
pub use platform::Platform;
pub use proposal::{Proposal, ProposalAccount};
pub use rule::Rule;
pub use track::{Track, TrackTerms};
pub use voter::Voter;

use anchor_lang::prelude::*;

use crate::errors::GovernanceError;

pub use makerstake_common::NOBODY;

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
    Ok(from.checked_add(i64::from(by)).ok_or(GovernanceError::OutOfRange)?)
}
