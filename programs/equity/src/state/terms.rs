//! What a pool is founded with, for ever.

use anchor_lang::prelude::*;
use makerstake_core::units::{Bps, DAY};

use crate::errors::EquityError;

/// The longest period of any kind, in seconds: 366 days.
pub const MAX_PERIOD: u32 = 366 * DAY;
/// Shortest time to challenge, seconds.
const MIN_CHALLENGE: u32 = 3 * DAY;
/// Smallest bond, lamports: a tenth of it, which goes to the treasury by itself, is above the rent of an empty account.
const MIN_BOND: u64 = 10_000_000;
/// Largest bond, lamports: 1,000 SOL. More keeps the honest out.
const MAX_BOND: u64 = 1_000_000_000_000;

/// What a pool is founded with, for ever.
#[derive(Clone, Copy, AnchorSerialize, AnchorDeserialize, IdlType)]
pub struct Terms {
    /// Most that distributions may ever emit, in base units of the share mint.
    pub contributions_cap: u64,
    /// Most that grants may hold or have released, in base units.
    pub grants_cap: u64,
    /// Most that may ever be issued to the treasury, in base units.
    pub treasury_cap: u64,
    /// What proposer and challenger of a distribution each put up, in lamports.
    pub bond: u64,
    /// Fewest shares in positions for a dividend to be shared, in base units.
    pub dividend_min_shares: u64,
    /// Start of the first distribution window, unix seconds.
    pub windows_from: i64,
    /// Start of snapshot epoch 0, unix seconds.
    pub snapshot_genesis: i64,
    /// Until when the founder may govern the pool, unix seconds; then anybody hands it over to its successor.
    pub founder_until: i64,
    /// Length of a snapshot epoch, seconds.
    pub snapshot_epoch_seconds: u32,
    /// Shortest distribution window, seconds.
    pub window_seconds: u32,
    /// How long a proposed distribution can be challenged, seconds.
    pub challenge_seconds: u32,
    /// Part of what is left of the contributions bucket that an epoch allocates, in basis points.
    pub decay_bps: u16,
    /// Largest part of an allocation that one leaf may hold, in basis points.
    pub leaf_max_bps: u16,
}

impl Terms {
    /// Whether a pool can be founded on these terms.
    ///
    /// # Errors
    /// The term that is out of range: `InvalidCap`, `InvalidBps`, `InvalidPeriod`, `InvalidFounderPeriod`,
    /// `InvalidGenesis`, `InvalidBond`, `InvalidDividendMinimum`.
    pub fn check(&self, now: i64) -> Result<()> {
        let given = self.grants_cap.checked_add(self.treasury_cap).ok_or(EquityError::InvalidCap)?;
        let cap = given.checked_add(self.contributions_cap).ok_or(EquityError::InvalidCap)?;
        require!(cap > 0, EquityError::InvalidCap);
        for bps in [self.decay_bps, self.leaf_max_bps] {
            require!(bps > 0 && Bps::new(bps).is_some(), EquityError::InvalidBps);
        }
        for period in [self.snapshot_epoch_seconds, self.window_seconds, self.challenge_seconds] {
            require!((DAY..=MAX_PERIOD).contains(&period), EquityError::InvalidPeriod);
        }
        // Whoever recomputes an epoch needs more than a weekend's night.
        require!(self.challenge_seconds >= MIN_CHALLENGE, EquityError::InvalidPeriod);
        let latest = now.checked_add(i64::from(MAX_PERIOD)).ok_or(EquityError::OutOfRange)?;
        let is_soon = now < self.founder_until && self.founder_until <= latest;
        require!(is_soon, EquityError::InvalidFounderPeriod);
        for genesis in [self.snapshot_genesis, self.windows_from] {
            require!((0..=now).contains(&genesis), EquityError::InvalidGenesis);
        }
        require!((MIN_BOND..=MAX_BOND).contains(&self.bond), EquityError::InvalidBond);
        require!(self.dividend_min_shares > 0, EquityError::InvalidDividendMinimum);
        Ok(())
    }
}
