//! What of a platform's governance is on the chain. Tracks and settings can be changed by a vote later, so what differs
//! is no conflict once they exist.

use crate::generated::governance::accounts::{Platform, Track};
use solana_account::Account;

use super::State;

/// The platform.
pub fn platform(account: Option<&Account>) -> State {
    match account.map(|account| Platform::from_bytes(&account.data)) {
        None => State::Missing,
        Some(Ok(_)) => State::Done,
        Some(Err(_)) => State::Conflict("the platform's address holds something else".into()),
    }
}

/// The track of this id.
pub fn track(account: Option<&Account>, id: u8) -> State {
    match account.map(|account| Track::from_bytes(&account.data)) {
        None => State::Missing,
        Some(Ok(track)) if track.id == id => State::Done,
        Some(_) => State::Conflict(format!("the address of track {id} holds something else")),
    }
}
