//! What tracks with spending limits take of a treasury in a snapshot epoch: one meter an asset for all tracks of a platform
//! (INVARIANT 13). Limits of their own would add up: who writes more tracks could spend more.

use anchor_lang::prelude::*;
use bytemuck::{Pod, Zeroable};
use makerstake_core::track::{share_ppm, MAX_LIMITED_EPOCH, OPTIMISTIC};
use makerstake_equity::Pool;

use crate::{errors::GovernanceError, state::Track};

/// What was spent of one asset in an epoch, parts per million of what the treasury had of it each time.
#[repr(C)]
#[derive(Clone, Copy, Pod, Zeroable, IdlType)]
pub struct Meter {
    /// By optimistic tracks.
    pub optimistic_ppm: u32,
    /// By all tracks with limits, optimistic ones among them.
    pub limited_ppm: u32,
}

/// The meters of a platform.
#[repr(C)]
#[derive(Clone, Copy, Pod, Zeroable, IdlType)]
pub struct Meters {
    /// The snapshot epoch of the last spending.
    pub epoch: u32,
    /// Lamports, rent that the treasury pays included.
    pub lamports: Meter,
    /// Base units of the dividend mint.
    pub dividends: Meter,
    /// Base units of the share mint.
    pub shares: Meter,
}

/// An asset that is metered.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Metered {
    /// Lamports.
    Lamports,
    /// The dividend mint.
    Dividends,
    /// The share mint.
    Shares,
}

impl Metered {
    /// The token of this mint: shares and dividends, which are worth what the platform is. Of any other anybody can make as much
    /// as it takes to use up a limit.
    ///
    /// # Errors
    /// `AssetNotMetered`.
    pub fn of(pool: &Pool, mint: &Address) -> Result<Self> {
        if *mint == pool.mint {
            return Ok(Self::Shares);
        }
        require!(*mint == pool.dividend_mint, GovernanceError::AssetNotMetered);
        Ok(Self::Dividends)
    }
}

impl Meters {
    /// As they stand in `epoch`: at nothing, if the last spending was before.
    pub fn at(self, epoch: u32) -> Self {
        if self.epoch == epoch {
            self
        } else {
            Self { epoch, ..Self::zeroed() }
        }
    }

    /// Books a spending of `amount` out of `balance` through a track with limits, if they hold: those of the track, and that of
    /// all tracks with limits together.
    ///
    /// # Errors
    /// `InsufficientTreasury`, `AboveActionLimit`, `AboveEpochLimit`.
    pub fn spend(&mut self, track: &Track, asset: Metered, amount: u64, balance: u64) -> Result<()> {
        let share = share_ppm(amount, balance).ok_or(GovernanceError::InsufficientTreasury)?;
        require!(share <= track.per_action_limit_ppm, GovernanceError::AboveActionLimit);
        let meter = self.of(asset);
        let limited = meter.limited_ppm.checked_add(share).ok_or(GovernanceError::OutOfRange)?;
        let mut counted = limited;
        if track.flags & OPTIMISTIC != 0 {
            counted = meter.optimistic_ppm.checked_add(share).ok_or(GovernanceError::OutOfRange)?;
            meter.optimistic_ppm = counted;
        }
        let is_within = counted <= track.per_epoch_limit_ppm && limited <= MAX_LIMITED_EPOCH;
        require!(is_within, GovernanceError::AboveEpochLimit);
        meter.limited_ppm = limited;
        Ok(())
    }

    fn of(&mut self, asset: Metered) -> &mut Meter {
        match asset {
            Metered::Lamports => &mut self.lamports,
            Metered::Dividends => &mut self.dividends,
            Metered::Shares => &mut self.shares,
        }
    }
}
