//! A track: what a kind of decision asks for.

use anchor_lang::prelude::*;
use bytemuck::Zeroable;
use makerstake_core::{
    action::{Kind, Kinds},
    budget::OPTIMISTIC_IDS,
    track::{HouseTerms, Terms, NO_LIMIT, OPTIMISTIC},
};

use crate::{errors::GovernanceError, state::Platform};

/// What one house must reach, basis points; 0: it is not asked for that.
#[derive(Clone, Copy, AnchorSerialize, AnchorDeserialize, IdlType)]
pub struct HouseThresholds {
    /// Of all votes, how many must be cast.
    pub quorum_bps: u16,
    /// Of yes and no, more than this must be yes.
    pub approval_bps: u16,
    /// Of all votes, as many no reject it.
    pub veto_bps: u16,
}

/// What a track asks for; `makerstake_core::track::Terms` says what each field means and may be.
#[derive(Clone, Copy, AnchorSerialize, AnchorDeserialize, IdlType)]
pub struct TrackTerms {
    /// Lamports that a proposal holds until it closes.
    pub bond: u64,
    /// Which kinds of action belong to it, bit n for kind n.
    pub kinds: u32,
    /// Seconds from creation to voting.
    pub voting_delay: u32,
    /// Seconds of voting.
    pub voting_period: u32,
    /// Seconds after voting in which only votes against count.
    pub cool_off: u32,
    /// Seconds from the end of cool-off to execution.
    pub timelock: u32,
    /// Seconds in which it can be executed.
    pub grace: u32,
    /// Largest part of the treasury one action may take, parts per million.
    pub per_action_limit_ppm: u32,
    /// Largest part of the treasury in one snapshot epoch, parts per million.
    pub per_epoch_limit_ppm: u32,
    /// The house of shares.
    pub token: HouseThresholds,
    /// The house of makers.
    pub creator: HouseThresholds,
    /// Of all votes in the house of shares, how many the proposer must have, basis points.
    pub proposal_threshold_bps: u16,
    /// Of all votes in the house of shares, how many must support a defeated proposal for its bond to go back, basis points.
    pub bond_refund_bps: u16,
    /// 1: optimistic, 2: the guardian may block.
    pub flags: u8,
}

/// A track. Seeds: `track`, platform, id (one byte). It is never closed.
#[account]
pub struct Track {
    /// The platform.
    pub platform: Address,
    /// Lamports that a proposal holds until it closes.
    pub bond: u64,
    /// Which kinds of action belong to it, bit n for kind n.
    pub kinds: u32,
    /// Seconds from creation to voting.
    pub voting_delay: u32,
    /// Seconds of voting.
    pub voting_period: u32,
    /// Seconds after voting in which only votes against count.
    pub cool_off: u32,
    /// Seconds from the end of cool-off to execution.
    pub timelock: u32,
    /// Seconds in which it can be executed.
    pub grace: u32,
    /// Largest part of the treasury one action may take, parts per million.
    pub per_action_limit_ppm: u32,
    /// Largest part of the treasury in one snapshot epoch, parts per million.
    pub per_epoch_limit_ppm: u32,
    /// Quorum, approval and veto of the house of shares, basis points.
    pub token: [u16; 3],
    /// Quorum, approval and veto of the house of makers, basis points.
    pub creator: [u16; 3],
    /// Of all votes in the house of shares, how many the proposer must have, basis points.
    pub proposal_threshold_bps: u16,
    /// Of all votes in the house of shares, how many must support a defeated proposal for its bond to go back, basis points.
    pub bond_refund_bps: u16,
    /// 1: optimistic, 2: the guardian may block.
    pub flags: u8,
    /// The id in the address.
    pub id: u8,
    /// Bump of the address.
    pub bump: u8,
    /// Layout of this account: 1.
    pub version: u8,
    /// Zeros, room for later layouts.
    pub reserved: [u8; 44],
}

impl From<&TrackTerms> for Terms {
    fn from(terms: &TrackTerms) -> Self {
        let house = |bars: &HouseThresholds| HouseTerms {
            quorum_bps: bars.quorum_bps,
            approval_bps: bars.approval_bps,
            veto_bps: bars.veto_bps,
        };
        Self {
            bond: terms.bond,
            kinds: terms.kinds,
            voting_delay: terms.voting_delay,
            voting_period: terms.voting_period,
            cool_off: terms.cool_off,
            timelock: terms.timelock,
            grace: terms.grace,
            per_action_limit_ppm: terms.per_action_limit_ppm,
            per_epoch_limit_ppm: terms.per_epoch_limit_ppm,
            token: house(&terms.token),
            creator: house(&terms.creator),
            proposal_threshold_bps: terms.proposal_threshold_bps,
            bond_refund_bps: terms.bond_refund_bps,
            flags: terms.flags,
        }
    }
}

/// Whether a track with these kinds may write tracks.
fn writes_tracks(kinds: u32) -> bool {
    Kinds::from_bits(kinds).is_some_and(|kinds| kinds.has(Kind::SetTrack))
}

impl Track {
    /// A new track.
    ///
    /// # Errors
    /// As [`Self::set`].
    pub fn new(platform: &mut Account<Platform>, (id, bump): (u8, u8), terms: &Terms) -> Result<Self> {
        let mut track = Self { platform: *platform.address(), id, bump, version: 1, ..Self::zeroed() };
        track.set(platform, terms)?;
        Ok(track)
    }

    /// Writes what it asks for from now on. Open proposals keep what they copied (INVARIANT 11).
    ///
    /// # Errors
    /// The compiled floor that the terms break; `NoTrackWriter`.
    pub fn set(&mut self, platform: &mut Platform, terms: &Terms) -> Result<()> {
        terms.check().map_err(GovernanceError::from)?;
        terms.check_length(platform.snapshot_epoch_seconds).map_err(GovernanceError::from)?;
        platform.count_track_writer(writes_tracks(self.kinds), writes_tracks(terms.kinds))?;
        let house = |terms: HouseTerms| [terms.quorum_bps, terms.approval_bps, terms.veto_bps];
        self.bond = terms.bond;
        self.kinds = terms.kinds;
        self.voting_delay = terms.voting_delay;
        self.voting_period = terms.voting_period;
        self.cool_off = terms.cool_off;
        self.timelock = terms.timelock;
        self.grace = terms.grace;
        self.per_action_limit_ppm = terms.per_action_limit_ppm;
        self.per_epoch_limit_ppm = terms.per_epoch_limit_ppm;
        self.token = house(terms.token);
        self.creator = house(terms.creator);
        self.proposal_threshold_bps = terms.proposal_threshold_bps;
        self.bond_refund_bps = terms.bond_refund_bps;
        self.flags = terms.flags;
        Ok(())
    }

    /// What it asks for.
    pub fn terms(&self) -> Terms {
        let house = |[quorum_bps, approval_bps, veto_bps]: [u16; 3]| HouseTerms {
            quorum_bps,
            approval_bps,
            veto_bps,
        };
        Terms {
            bond: self.bond,
            kinds: self.kinds,
            voting_delay: self.voting_delay,
            voting_period: self.voting_period,
            cool_off: self.cool_off,
            timelock: self.timelock,
            grace: self.grace,
            per_action_limit_ppm: self.per_action_limit_ppm,
            per_epoch_limit_ppm: self.per_epoch_limit_ppm,
            token: house(self.token),
            creator: house(self.creator),
            proposal_threshold_bps: self.proposal_threshold_bps,
            bond_refund_bps: self.bond_refund_bps,
            flags: self.flags,
        }
    }

    /// Whether spending is measured against the treasury: the limit of one action is never above the epoch's, so it
    /// decides alone.
    pub fn is_capped(&self) -> bool {
        self.per_action_limit_ppm < NO_LIMIT
    }

    /// That a budget of this id may be opened here.
    ///
    /// # Errors
    /// `BudgetIdReserved`.
    pub fn check_budget_id(&self, id: u32) -> Result<()> {
        require!((id >= OPTIMISTIC_IDS) == (self.flags & OPTIMISTIC != 0), GovernanceError::BudgetIdReserved);
        Ok(())
    }
}
