//! Terms that are part of actions and stand alone too.

use makerstake_domain::track;
use serde::{Deserialize, Serialize};

/// What one house must reach, in basis points; 0: it is not asked for that.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct HouseTerms {
    quorum_bps: u16,
    approval_bps: u16,
    objection_bps: u16,
}

/// What a track asks for.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct TrackTerms {
    bond: u64,
    kinds: u32,
    lead: u32,
    voting: u32,
    cool_off: u32,
    hold_up: u32,
    grace: u32,
    each_ppm: u32,
    epoch_ppm: u32,
    token: HouseTerms,
    creator: HouseTerms,
    propose_bps: u16,
    spam_bps: u16,
    flags: u8,
}

impl From<track::HouseTerms> for HouseTerms {
    fn from(terms: track::HouseTerms) -> Self {
        let track::HouseTerms { quorum_bps, approval_bps, objection_bps } = terms;
        Self { quorum_bps, approval_bps, objection_bps }
    }
}

impl From<HouseTerms> for track::HouseTerms {
    fn from(terms: HouseTerms) -> Self {
        let HouseTerms { quorum_bps, approval_bps, objection_bps } = terms;
        Self { quorum_bps, approval_bps, objection_bps }
    }
}

impl From<track::Terms> for TrackTerms {
    fn from(terms: track::Terms) -> Self {
        Self {
            bond: terms.bond,
            kinds: terms.kinds,
            lead: terms.lead,
            voting: terms.voting,
            cool_off: terms.cool_off,
            hold_up: terms.hold_up,
            grace: terms.grace,
            each_ppm: terms.each_ppm,
            epoch_ppm: terms.epoch_ppm,
            token: terms.token.into(),
            creator: terms.creator.into(),
            propose_bps: terms.propose_bps,
            spam_bps: terms.spam_bps,
            flags: terms.flags,
        }
    }
}

impl From<TrackTerms> for track::Terms {
    fn from(terms: TrackTerms) -> Self {
        Self {
            bond: terms.bond,
            kinds: terms.kinds,
            lead: terms.lead,
            voting: terms.voting,
            cool_off: terms.cool_off,
            hold_up: terms.hold_up,
            grace: terms.grace,
            each_ppm: terms.each_ppm,
            epoch_ppm: terms.epoch_ppm,
            token: terms.token.into(),
            creator: terms.creator.into(),
            propose_bps: terms.propose_bps,
            spam_bps: terms.spam_bps,
            flags: terms.flags,
        }
    }
}
