//! A platform: whose pool it governs, its constitution, its guardian and its open proposals.

use anchor_lang::prelude::*;
use bytemuck::Zeroable;
use makerstake_core::{
    action::{Kinds, MAX_GUARDIAN_TERM},
    ballot::{self, SLOTS},
    hash::{is_zero, Digest},
    track::MIN_SNAPSHOT_EPOCH,
    units::DAY,
};

use crate::{
    errors::GovernanceError,
    state::{after, Metered, Meters, Track, NOBODY},
};

/// The longest founder period, in seconds: 366 days.
pub const MAX_FOUNDER_PERIOD: u32 = 366 * DAY;

/// [`Platform::brake`]: the guardian may stop a distribution.
pub const BRAKE_FREE: u8 = 0;
/// [`Platform::brake`]: it did so, and may again.
pub const BRAKE_USED: u8 = 1;
/// [`Platform::brake`]: it did so, and the owners did not agree.
pub const BRAKE_LOST: u8 = 2;

/// What a platform is founded with.
#[derive(Clone, Copy, AnchorSerialize, AnchorDeserialize, IdlType)]
pub struct PlatformConfig {
    /// SHA-256 of the constitution's text.
    pub constitution_hash: [u8; 32],
    /// The guardian; zeros: nobody.
    pub guardian: Address,
    /// Until when the guardian may block, unix seconds; 0 without one.
    pub guardian_until: i64,
    /// Until when the founder may create tracks, unix seconds.
    pub founder_until: i64,
}

/// A platform. Seeds: `platform`, pool. It is never closed.
#[account]
pub struct Platform {
    /// The pool whose shares vote here.
    pub pool: Address,
    /// Who founded it, and may create tracks until `founder_until` or the hand-over.
    pub founder: Address,
    /// The address that holds and signs for every asset. Seeds: `treasury`, platform.
    pub treasury: Address,
    /// Who may block proposals of marked tracks until `guardian_until`; zeros: nobody.
    pub guardian: Address,
    /// SHA-256 of the constitution's text.
    pub constitution_hash: [u8; 32],
    /// End of the guardian's term, unix seconds.
    pub guardian_until: i64,
    /// End of the founder period, unix seconds.
    pub founder_until: i64,
    /// When the pool was handed over to the treasury, unix seconds; 0: not yet.
    pub handed_over_at: i64,
    /// Whose proposal is in each ballot slot: the first eight bytes of the proposer's address.
    pub proposers: [u64; 16],
    /// The number of the proposal in each ballot slot.
    pub slots: [u32; 16],
    /// How many proposals there have been.
    pub proposals: u32,
    /// Length of the pool's snapshot epochs, seconds.
    pub snapshot_epoch_seconds: u32,
    /// What its tracks with spending limits took in a snapshot epoch.
    pub meters: Meters,
    /// Which ballot slots are taken, bit n for slot n.
    pub slot_mask: u16,
    /// How many tracks may write tracks: at least one, once there is any track.
    pub track_writers: u16,
    /// What the guardian's brake on distributions is in its term: [`BRAKE_FREE`], [`BRAKE_USED`] or [`BRAKE_LOST`].
    pub brake: u8,
    /// Bump of the address.
    pub bump: u8,
    /// Bump of the treasury's address.
    pub treasury_bump: u8,
    /// Layout of this account: 1.
    pub version: u8,
    /// Zeros, room for later layouts.
    pub reserved: [u8; 12],
}

/// Which accounts a platform is founded on.
pub struct PlatformInit {
    /// The pool.
    pub pool: Address,
    /// Its authority at the foundation.
    pub founder: Address,
    /// The treasury's address.
    pub treasury: Address,
    /// Length of the pool's snapshot epochs, seconds.
    pub snapshot_epoch_seconds: u32,
    /// Bump of the platform's address.
    pub bump: u8,
    /// Bump of the treasury's address.
    pub treasury_bump: u8,
}

/// What a new proposal takes of its platform.
pub struct TakenSlot {
    /// Its number.
    pub number: u32,
    /// Its ballot slot.
    pub slot: u8,
    /// Which of the proposer's open proposals it is among slots of that class: 1 for the first.
    pub which: u64,
    /// Lamports that it adds to its track's bond.
    pub added_bond: u64,
}

impl Platform {
    /// A new platform.
    ///
    /// # Errors
    /// `NoConstitution`, `InvalidFounderPeriod`, `InvalidGuardian`, `SnapshotEpochTooShort`.
    pub fn new(on: PlatformInit, config: &PlatformConfig, now: i64) -> Result<Self> {
        let founder_latest = after(now, MAX_FOUNDER_PERIOD)?;
        require!(
            config.founder_until > now && config.founder_until <= founder_latest,
            GovernanceError::InvalidFounderPeriod
        );
        require!(on.snapshot_epoch_seconds >= MIN_SNAPSHOT_EPOCH, GovernanceError::SnapshotEpochTooShort);
        let mut platform = Self {
            pool: on.pool,
            founder: on.founder,
            treasury: on.treasury,
            guardian: NOBODY,
            constitution_hash: [0; 32],
            guardian_until: 0,
            founder_until: config.founder_until,
            handed_over_at: 0,
            slots: [0; SLOTS],
            proposers: [0; SLOTS],
            proposals: 0,
            snapshot_epoch_seconds: on.snapshot_epoch_seconds,
            meters: Meters::zeroed(),
            slot_mask: 0,
            track_writers: 0,
            brake: BRAKE_FREE,
            bump: on.bump,
            treasury_bump: on.treasury_bump,
            version: 1,
            reserved: [0; 12],
        };
        platform.set_constitution(config.constitution_hash)?;
        platform.set_guardian(config.guardian, config.guardian_until, now)?;
        Ok(platform)
    }

    /// Gives it another constitution.
    ///
    /// # Errors
    /// `NoConstitution`.
    pub fn set_constitution(&mut self, hash: Digest) -> Result<()> {
        require!(!is_zero(&hash), GovernanceError::NoConstitution);
        self.constitution_hash = hash;
        Ok(())
    }

    /// Appoints a guardian, or nobody with zeros and 0.
    ///
    /// # Errors
    /// `InvalidGuardian` for a key without a term, the reverse, or a term that is over or above 366 days.
    pub fn set_guardian(&mut self, guardian: Address, until: i64, now: i64) -> Result<()> {
        let latest = after(now, MAX_GUARDIAN_TERM)?;
        let is_nobody = guardian == NOBODY && until == 0;
        let is_somebody = guardian != NOBODY && until > now && until <= latest;
        require!(is_nobody || is_somebody, GovernanceError::InvalidGuardian);
        self.guardian = guardian;
        self.guardian_until = until;
        self.brake = BRAKE_FREE;
        Ok(())
    }

    /// That the guardian may stop a distribution, and notes that it does.
    ///
    /// # Errors
    /// `GuardianExpired`, `BrakeLost`.
    pub fn brake(&mut self, now: i64) -> Result<()> {
        require!(now < self.guardian_until, GovernanceError::GuardianExpired);
        require!(self.brake != BRAKE_LOST, GovernanceError::BrakeLost);
        self.brake = BRAKE_USED;
        Ok(())
    }

    /// Notes what the owners ruled on a distribution that was stopped: a guardian that they did not uphold stops none again in
    /// its term. One that was appointed meanwhile has stopped nothing.
    pub fn settle_brake(&mut self, is_upheld: bool) {
        if self.brake == BRAKE_USED {
            self.brake = if is_upheld { BRAKE_FREE } else { BRAKE_LOST };
        }
    }

    /// That the founder may still create tracks.
    ///
    /// # Errors
    /// `FounderPeriodOver`.
    pub fn check_founder_period(&self, now: i64) -> Result<()> {
        require!(self.handed_over_at == 0 && now < self.founder_until, GovernanceError::FounderPeriodOver);
        Ok(())
    }

    /// Takes a ballot slot for a proposal of these kinds.
    ///
    /// # Errors
    /// `NoFreeSlot`, `OutOfRange`.
    pub fn open_proposal(&mut self, kinds: Kinds, proposer: &Address) -> Result<TakenSlot> {
        let slot = ballot::free_slot(self.slot_mask, kinds).ok_or(GovernanceError::NoFreeSlot)?;
        let number = self.proposals.checked_add(1).ok_or(GovernanceError::OutOfRange)?;
        let at = usize::from(slot);
        *self.slots.get_mut(at).ok_or(GovernanceError::OutOfRange)? = number;
        // Eight bytes are enough: nobody makes a key that shares them with somebody's to ask more of both.
        let proposer = proposer.as_array().first_chunk().map_or(0, |bytes| u64::from_le_bytes(*bytes));
        *self.proposers.get_mut(at).ok_or(GovernanceError::OutOfRange)? = proposer;
        self.slot_mask |= 1 << slot;
        self.proposals = number;
        Ok(TakenSlot {
            number,
            slot,
            which: ballot::which_of(self.slot_mask, &self.proposers, slot),
            added_bond: ballot::added_bond(self.slot_mask, slot),
        })
    }

    /// Counts that a track may or may not write tracks from now on. The first track may, and one that may stays: otherwise
    /// nothing could ever change what decisions ask for (INVARIANT 22).
    ///
    /// # Errors
    /// `NoTrackWriter`; `OutOfRange`.
    pub fn count_track_writer(&mut self, before: bool, after: bool) -> Result<()> {
        let without = self.track_writers.checked_sub(u16::from(before)).ok_or(GovernanceError::OutOfRange)?;
        let writers = without.checked_add(u16::from(after)).ok_or(GovernanceError::OutOfRange)?;
        require!(writers > 0, GovernanceError::NoTrackWriter);
        self.track_writers = writers;
        Ok(())
    }

    /// Books a spending through a track with limits in this snapshot epoch.
    ///
    /// # Errors
    /// As [`Meters::spend`].
    pub fn spend(
        &mut self,
        track: &Track,
        epoch: u32,
        asset: Metered,
        amount: u64,
        balance: u64,
    ) -> Result<()> {
        self.meters = self.meters.at(epoch);
        self.meters.spend(track, asset, amount, balance)
    }

    /// Frees the ballot slot of a proposal that can no longer be voted on.
    pub fn free_slot(&mut self, slot: u8) {
        self.slot_mask &= !(1 << slot);
    }

    /// Whether ballots under this number in this slot still count.
    pub fn is_live(&self, slot: usize, number: u32) -> bool {
        self.slot_mask & (1 << slot) != 0 && self.slots.get(slot) == Some(&number)
    }
}
