//! Tracks: the document of those that a platform begins with, and which of them takes a proposal.

use makerstake_core::{
    action::{Kind, Kinds},
    track::{HouseTerms, Terms, BLOCKABLE, OPTIMISTIC},
    units::DAY,
};
use serde::Deserialize;

use super::{describe::kind_names, floors::broken_floor};
use crate::generated::governance::accounts::Track;

/// A track under its id; read with the fields of `data/tracks.toml`, and never below a compiled floor.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize)]
#[serde(try_from = "Entry")]
pub struct TrackEntry {
    /// The id in the track's address.
    pub id: u8,
    /// Its name, for people.
    pub name: String,
    /// What it asks for.
    pub terms: Terms,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Document {
    track: Vec<TrackEntry>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Entry {
    id: u8,
    name: String,
    kinds: Vec<String>,
    optimistic: bool,
    blockable: bool,
    voting_delay: u32,
    voting_period: u32,
    cool_off: u32,
    timelock: u32,
    grace: u32,
    per_action_limit_ppm: u32,
    per_epoch_limit_ppm: u32,
    bond: u64,
    proposal_threshold_bps: u16,
    bond_refund_bps: u16,
    #[serde(default)]
    token: House,
    #[serde(default)]
    creator: House,
}

#[derive(Default, Deserialize)]
#[serde(default, deny_unknown_fields)]
struct House {
    quorum: u16,
    approval: u16,
    veto: u16,
}

impl TrackEntry {
    /// Reads all tracks of a document; ids must rise, and every track must respect the compiled floors.
    pub fn parse_all(text: &str) -> Result<Vec<Self>, String> {
        let document: Document = toml::from_str(text).map_err(|error| error.to_string())?;
        let tracks = document.track;
        if tracks.is_empty() {
            return Err("no [[track]]".into());
        }
        for (before, after) in tracks.iter().zip(tracks.iter().skip(1)) {
            if before.id >= after.id {
                return Err(format!("track {} follows track {}: ids must rise", after.id, before.id));
            }
        }
        if !tracks.iter().any(Self::writes_tracks) {
            return Err("no track has set_track: nothing that decisions ask for could ever change".into());
        }
        Ok(tracks)
    }
}

impl TrackEntry {
    /// Whether it may write tracks.
    pub(crate) fn writes_tracks(&self) -> bool {
        Kinds::from_bits(self.terms.kinds).is_some_and(|kinds| kinds.has(Kind::SetTrack))
    }
}

impl TryFrom<Entry> for TrackEntry {
    type Error = String;

    fn try_from(entry: Entry) -> Result<Self, String> {
        let mut kinds = Kinds::NONE;
        for name in &entry.kinds {
            let kind = Kind::from_name(name).ok_or_else(|| {
                let known: Vec<_> = Kind::ALL.into_iter().map(Kind::name).collect();
                format!("track {}: no action is called {name:?}; there are {}", entry.id, known.join(", "))
            })?;
            kinds = kinds.with(kind);
        }
        let house = |house: &House| HouseTerms {
            quorum_bps: house.quorum,
            approval_bps: house.approval,
            veto_bps: house.veto,
        };
        let seconds = |days: u32| days.saturating_mul(DAY);
        let flag = |is_set: bool, flag: u8| if is_set { flag } else { 0 };
        let terms = Terms {
            bond: entry.bond,
            kinds: kinds.bits(),
            voting_delay: seconds(entry.voting_delay),
            voting_period: seconds(entry.voting_period),
            cool_off: seconds(entry.cool_off),
            timelock: seconds(entry.timelock),
            grace: seconds(entry.grace),
            per_action_limit_ppm: entry.per_action_limit_ppm,
            per_epoch_limit_ppm: entry.per_epoch_limit_ppm,
            token: house(&entry.token),
            creator: house(&entry.creator),
            proposal_threshold_bps: entry.proposal_threshold_bps,
            bond_refund_bps: entry.bond_refund_bps,
            flags: flag(entry.optimistic, OPTIMISTIC) | flag(entry.blockable, BLOCKABLE),
        };
        if let Some(fault) = broken_floor(&terms) {
            return Err(format!("track {}: {fault}", entry.id));
        }
        Ok(Self { id: entry.id, name: entry.name, terms })
    }
}

/// Why no track takes a proposal.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum TrackError {
    /// No track allows all of these kinds.
    #[error("no track allows all of these actions together: {}", .0.join(", "))]
    Nowhere(Vec<&'static str>),
    /// Several do, and none is named.
    #[error("several tracks allow these actions: {}", one_of(.0))]
    Several(Vec<u8>),
    /// The track that is named does not exist.
    #[error("there is no track {named} on this platform")]
    Missing {
        /// The id that is named.
        named: u8,
        /// The tracks that allow the actions.
        fitting: Vec<u8>,
    },
    /// The track that is named does not allow them.
    #[error("track {named} does not allow {}", others.join(", "))]
    NotAllowed {
        /// The id that is named.
        named: u8,
        /// What it does not allow.
        others: Vec<&'static str>,
        /// The tracks that allow the actions.
        fitting: Vec<u8>,
    },
}

impl TrackError {
    /// What to do about it.
    pub fn remedy(&self) -> String {
        const SPLIT: &str = "split the proposal; `makerstake track list` shows what each track allows";
        match self {
            Self::Nowhere(_) => SPLIT.into(),
            Self::Several(_) => {
                "choose one with `track = ID` in the file; `makerstake track list` shows what each asks for"
                    .into()
            }
            Self::Missing { fitting, .. } | Self::NotAllowed { fitting, .. } if fitting.is_empty() => {
                format!("no track allows all of these actions together: {SPLIT}")
            }
            Self::Missing { fitting, .. } | Self::NotAllowed { fitting, .. } => {
                format!("the actions of this file belong to track {}", one_of(fitting))
            }
        }
    }
}

/// What a track on the chain asks for.
pub fn terms_of(track: &Track) -> Terms {
    let house =
        |[quorum_bps, approval_bps, veto_bps]: [u16; 3]| HouseTerms { quorum_bps, approval_bps, veto_bps };
    Terms {
        bond: track.bond,
        kinds: track.kinds,
        voting_delay: track.voting_delay,
        voting_period: track.voting_period,
        cool_off: track.cool_off,
        timelock: track.timelock,
        grace: track.grace,
        per_action_limit_ppm: track.per_action_limit_ppm,
        per_epoch_limit_ppm: track.per_epoch_limit_ppm,
        token: house(track.token),
        creator: house(track.creator),
        proposal_threshold_bps: track.proposal_threshold_bps,
        bond_refund_bps: track.bond_refund_bps,
        flags: track.flags,
    }
}

/// The track that takes these kinds of action: the one that is named, or the only one that allows them all.
///
/// # Errors
/// When the named one does not allow them, or none or several do.
pub fn choose_track<'a>(
    tracks: impl IntoIterator<Item = &'a Track>,
    named: Option<u8>,
    kinds: u32,
) -> Result<u8, TrackError> {
    let tracks: Vec<&Track> = tracks.into_iter().collect();
    let mut fitting: Vec<u8> =
        tracks.iter().filter(|track| kinds & !track.kinds == 0).map(|track| track.id).collect();
    fitting.sort_unstable();
    match (named, fitting.as_slice()) {
        (Some(named), fitting) if fitting.contains(&named) => Ok(named),
        (None, [track]) => Ok(*track),
        (None, []) => Err(TrackError::Nowhere(kind_names(kinds))),
        (None, _) => Err(TrackError::Several(fitting)),
        (Some(named), _) => Err(match tracks.iter().find(|track| track.id == named) {
            None => TrackError::Missing { named, fitting },
            Some(track) => {
                TrackError::NotAllowed { named, others: kind_names(kinds & !track.kinds), fitting }
            }
        }),
    }
}

fn one_of(tracks: &[u8]) -> String {
    tracks.iter().map(ToString::to_string).collect::<Vec<_>>().join(" or ")
}

#[cfg(test)]
mod tests {
    use super::*;

    const STARTING: &str = include_str!("../../../../migrations/data/tracks.toml");

    #[test]
    fn the_starting_tracks_respect_every_floor_and_leave_no_action_without_a_track() {
        let tracks = TrackEntry::parse_all(STARTING).unwrap();
        assert_eq!(tracks.len(), 8);
        for kind in Kind::ALL {
            let has = |track: &&TrackEntry| Kinds::from_bits(track.terms.kinds).unwrap().has(kind);
            assert!(tracks.iter().any(|track| has(&track)), "{}", kind.name());
        }
    }

    #[test]
    fn an_unknown_action_and_a_broken_floor_are_named() {
        let unknown = STARTING.replacen("\"transfer\"", "\"gift\"", 1);
        assert!(TrackEntry::parse_all(&unknown).unwrap_err().contains("\"gift\""));
        let hasty = STARTING.replacen("voting_period = 5", "voting_period = 1", 1);
        assert!(TrackEntry::parse_all(&hasty)
            .unwrap_err()
            .contains("voting_period is 1 day: at least 3 days"));
    }

    #[test]
    fn a_platform_can_change_its_tracks() {
        let without = STARTING.replacen("\"set_track\", ", "", 1);
        assert!(TrackEntry::parse_all(&without).unwrap_err().contains("no track has set_track"));
    }

    #[test]
    fn ids_must_rise() {
        let twice = STARTING.replacen("id = 1", "id = 0", 1);
        assert!(TrackEntry::parse_all(&twice).unwrap_err().contains("ids must rise"));
    }
}
