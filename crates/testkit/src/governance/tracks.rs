//! The starting tracks, from the data that the migrations ship.

use makerstake_core::{
    action::{Kind, Kinds},
    track::{HouseTerms, Terms, BLOCKABLE, OPTIMISTIC},
    units::DAY,
};
use toml::{Table, Value};

/// The tracks that a platform starts with, in the order in which they can be created: those that write tracks first.
///
/// # Panics
/// Where the data is malformed.
pub fn founding_tracks() -> Vec<(u8, Terms)> {
    let mut tracks = starting_tracks();
    tracks.sort_by_key(|(_, terms)| !Kinds::from_bits(terms.kinds).expect("kinds").has(Kind::SetTrack));
    tracks
}

/// The eight tracks that a platform starts with, by id.
///
/// # Panics
/// Where the data is malformed.
pub fn starting_tracks() -> Vec<(u8, Terms)> {
    let document: Table = include_str!("../../../../migrations/data/tracks.toml").parse().expect("TOML");
    document["track"].as_array().expect("tracks").iter().map(track).collect()
}

fn track(entry: &Value) -> (u8, Terms) {
    let number = |key: &str| entry[key].as_integer().expect("a number");
    let days = |key: &str| u32::try_from(number(key)).expect("days") * DAY;
    let is = |key: &str| entry[key].as_bool().expect("true or false");
    let house = |key: &str| {
        let bps = |part: &str| {
            let value = entry.get(key).and_then(|house| house.get(part)).and_then(Value::as_integer);
            u16::try_from(value.unwrap_or(0)).expect("basis points")
        };
        HouseTerms { quorum_bps: bps("quorum"), approval_bps: bps("approval"), veto_bps: bps("veto") }
    };
    let kinds = entry["kinds"].as_array().expect("kinds").iter().fold(Kinds::NONE, |kinds, name| {
        kinds.with(Kind::from_name(name.as_str().expect("a name")).expect("a kind"))
    });
    let flags = if is("optimistic") { OPTIMISTIC } else { 0 } | if is("blockable") { BLOCKABLE } else { 0 };
    let terms = Terms {
        bond: number("bond") as u64,
        kinds: kinds.bits(),
        voting_delay: days("voting_delay"),
        voting_period: days("voting_period"),
        cool_off: days("cool_off"),
        timelock: days("timelock"),
        grace: days("grace"),
        per_action_limit_ppm: number("per_action_limit_ppm") as u32,
        per_epoch_limit_ppm: number("per_epoch_limit_ppm") as u32,
        token: house("token"),
        creator: house("creator"),
        proposal_threshold_bps: number("proposal_threshold_bps") as u16,
        bond_refund_bps: number("bond_refund_bps") as u16,
        flags,
    };
    (u8::try_from(number("id")).expect("an id"), terms)
}
