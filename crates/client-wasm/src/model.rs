//! Terms that are part of actions and stand alone too.

use makerstake_core::track;
use serde::{Deserialize, Serialize};

/// What one house must reach, in basis points; 0: it is not asked for that.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct HouseTerms {
    quorum_bps: u16,
    approval_bps: u16,
    veto_bps: u16,
}

/// What a track asks for.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct TrackTerms {
    bond: u64,
    kinds: u32,
    voting_delay: u32,
    voting_period: u32,
    cool_off: u32,
    timelock: u32,
    grace: u32,
    per_action_limit_ppm: u32,
    per_epoch_limit_ppm: u32,
    token: HouseTerms,
    creator: HouseTerms,
    proposal_threshold_bps: u16,
    bond_refund_bps: u16,
    flags: u8,
}

impl From<track::HouseTerms> for HouseTerms {
    fn from(terms: track::HouseTerms) -> Self {
        let track::HouseTerms { quorum_bps, approval_bps, veto_bps } = terms;
        Self { quorum_bps, approval_bps, veto_bps }
    }
}

impl From<HouseTerms> for track::HouseTerms {
    fn from(terms: HouseTerms) -> Self {
        let HouseTerms { quorum_bps, approval_bps, veto_bps } = terms;
        Self { quorum_bps, approval_bps, veto_bps }
    }
}

impl From<track::Terms> for TrackTerms {
    fn from(terms: track::Terms) -> Self {
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
            token: terms.token.into(),
            creator: terms.creator.into(),
            proposal_threshold_bps: terms.proposal_threshold_bps,
            bond_refund_bps: terms.bond_refund_bps,
            flags: terms.flags,
        }
    }
}

impl From<TrackTerms> for track::Terms {
    fn from(terms: TrackTerms) -> Self {
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
            token: terms.token.into(),
            creator: terms.creator.into(),
            proposal_threshold_bps: terms.proposal_threshold_bps,
            bond_refund_bps: terms.bond_refund_bps,
            flags: terms.flags,
        }
    }
}
