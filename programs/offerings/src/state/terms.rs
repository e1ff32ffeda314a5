//! What an offering is opened with, and on which accounts.

use anchor_lang::prelude::*;
use makerstake_core::offering::{Terms, TermsError};

use crate::errors::OfferingError;

/// What an offering is opened with. All times are durations from the opening.
#[derive(Clone, Copy, AnchorSerialize, AnchorDeserialize, IdlType)]
pub struct OfferingTerms {
    /// Shares offered, base units.
    pub shares: u64,
    /// Quote units for one whole share.
    pub price: u64,
    /// Quote units below which nothing is sold, insiders not counted.
    pub min_raise: u64,
    /// Most quote units of one investor; 0 in a rights issue.
    pub per_person_max: u64,
    /// Length of the window, seconds.
    pub open_for: u32,
    /// Time for settlement after the window, seconds.
    pub settle_for: u32,
    /// From the end of the window until anything vests, seconds.
    pub cliff: u32,
    /// From the end of the window until all has vested, seconds.
    pub vests: u32,
    /// Who may commit: 0 anybody, 1 a list, 2 holders of a credential, 3 holders of shares.
    pub gate: u8,
    /// What the gate asks: root and depth of a list; credential and schema; zeros.
    pub gate_data: [u8; 64],
    /// SHA-256 of the disclosure.
    pub disclosure: [u8; 32],
}

/// Which accounts an offering is opened on.
pub struct OfferingInit {
    /// The platform.
    pub platform: Address,
    /// Its pool.
    pub pool: Address,
    /// The share mint.
    pub mint: Address,
    /// The quote mint.
    pub quote_mint: Address,
    /// Decimals of the share mint.
    pub decimals: u8,
    /// Decimals of the quote mint.
    pub quote_decimals: u8,
    /// The number in the address.
    pub number: u32,
    /// Bump of the address.
    pub bump: u8,
}

/// The snapshot that a rights issue is measured by.
pub struct Snapshot {
    /// The epoch of the opening.
    pub epoch: u32,
    /// All shares in it, base units.
    pub total: u64,
    /// Until when positions remember it, unix seconds.
    pub until: i64,
}

impl OfferingTerms {
    /// The numbers among them.
    pub fn numbers(&self) -> Terms {
        Terms {
            shares: self.shares,
            price: self.price,
            min_raise: self.min_raise,
            per_person_max: self.per_person_max,
            open_for: self.open_for,
            settle_for: self.settle_for,
            cliff: self.cliff,
            vests: self.vests,
        }
    }
}

impl From<TermsError> for OfferingError {
    fn from(error: TermsError) -> Self {
        match error {
            TermsError::Price => Self::InvalidPrice,
            TermsError::MinRaise => Self::InvalidMinRaise,
            TermsError::PerPersonMax => Self::InvalidPerPersonMax,
            TermsError::Window => Self::InvalidWindow,
            TermsError::Settlement => Self::InvalidSettlement,
            TermsError::Vesting => Self::InvalidVesting,
        }
    }
}
