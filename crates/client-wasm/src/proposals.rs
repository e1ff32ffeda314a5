//! Proposals: where they stand, what a house says, and what tracks ask for.

use makerstake_core::action::Kinds;
use makerstake_core::ballot::{self, asked_bps, free_slot, which_of, SLOTS};
use makerstake_core::floor;
use makerstake_core::proposal::{State, Status, Times};
use makerstake_core::rule::Domain;
use makerstake_core::tally::{Bar, Tally};
use makerstake_core::track;
use makerstake_core::units::Bps;
use serde::Deserialize;
use wasm_bindgen::prelude::wasm_bindgen;
use wasm_bindgen::JsValue;

use crate::border::{from_js, refusal, Answer};
use crate::model::TrackTerms;

/// What of a proposal its state depends on.
#[derive(Deserialize)]
#[serde(rename_all = "camelCase")]
struct Life {
    status: u8,
    cursor: u32,
    voting_from: i64,
    voting_until: i64,
    cool_off: u32,
    timelock: u32,
    grace: u32,
}

impl Life {
    fn times(&self) -> Times {
        Times {
            voting_from: self.voting_from,
            voting_until: self.voting_until,
            cool_off: self.cool_off,
            timelock: self.timelock,
            grace: self.grace,
        }
    }

    fn state(&self, now: i64) -> Answer<State> {
        let status = Status::from_u8(self.status).ok_or_else(|| refusal("no such status"))?;
        Ok(self.times().state(status, self.cursor > 0, now))
    }
}

/// Where a proposal stands at `now`, by the state's name.
///
/// # Errors
/// A status that does not exist.
#[wasm_bindgen(js_name = stateName)]
pub fn state_name(life: JsValue, now: i64) -> Answer<String> {
    Ok(from_js::<Life>(life)?.state(now)?.name().to_owned())
}

/// The names of states in which nothing can happen any more.
#[wasm_bindgen(js_name = terminalStates)]
pub fn terminal_states() -> Vec<String> {
    let ends = [State::Executed, State::Defeated, State::Cancelled, State::Blocked, State::Expired];
    ends.iter().filter(|state| state.is_terminal()).map(|state| state.name().to_owned()).collect()
}

/// When a proposal's last ballot can be cast, when it can be executed, and when it cannot any more.
///
/// # Errors
/// What is no proposal's life.
#[wasm_bindgen(js_name = lifeTimes)]
pub fn life_times(life: JsValue) -> Answer<Vec<i64>> {
    let times = from_js::<Life>(life)?.times();
    Ok(vec![times.closes_at(), times.executable_from(), times.executable_until()])
}

/// One house's count and what it must reach.
#[derive(Deserialize)]
#[serde(rename_all = "camelCase")]
struct House {
    yes: u64,
    no: u64,
    abstain: u64,
    quorum: u64,
    veto: u64,
    approval_bps: u16,
}

impl House {
    fn parts(&self) -> (Tally, Bar) {
        let tally = Tally { yes: self.yes, no: self.no, abstain: self.abstain };
        let Self { quorum, veto, approval_bps, .. } = *self;
        (tally, Bar { quorum, veto, approval_bps })
    }
}

/// Whether enough votes were cast.
///
/// # Errors
/// What is no house.
#[wasm_bindgen(js_name = hasQuorum)]
pub fn has_quorum(house: JsValue) -> Answer<bool> {
    let (tally, bar) = from_js::<House>(house)?.parts();
    Ok(tally.has_quorum(&bar))
}

/// Whether too many are against.
///
/// # Errors
/// What is no house.
#[wasm_bindgen(js_name = isRejected)]
pub fn is_rejected(house: JsValue) -> Answer<bool> {
    let (tally, bar) = from_js::<House>(house)?.parts();
    Ok(tally.is_rejected(&bar))
}

/// Whether more than the asked part of yes and no is yes.
///
/// # Errors
/// What is no house.
#[wasm_bindgen(js_name = isApproved)]
pub fn is_approved(house: JsValue) -> Answer<bool> {
    let (tally, bar) = from_js::<House>(house)?.parts();
    // Without a quorum or a limit, what is left of passing is the approval.
    Ok(tally.passes(&Bar { quorum: 0, veto: 0, ..bar }))
}

/// Whether a house lets it pass.
///
/// # Errors
/// What is no house.
#[wasm_bindgen(js_name = housePasses)]
pub fn house_passes(house: JsValue) -> Answer<bool> {
    let (tally, bar) = from_js::<House>(house)?.parts();
    Ok(tally.passes(&bar))
}

/// The first floor that the terms of a track break, by its name; nothing when they respect them all.
///
/// # Errors
/// What is no terms.
#[wasm_bindgen(js_name = termsFault)]
pub fn terms_fault(terms: JsValue) -> Answer<Option<String>> {
    let terms = track::Terms::from(from_js::<TrackTerms>(terms)?);
    Ok(terms.check().err().map(|fault| format!("{fault:?}")))
}

/// The shortest time between decision and execution of these kinds, whatever their track says, seconds.
#[wasm_bindgen(js_name = timelockFloor)]
pub fn timelock_floor(kinds: u32) -> u32 {
    Kinds::from_bits(kinds).unwrap_or_default().timelock_floor()
}

/// The part of a balance that an amount is, in millionths, rounded up; nothing if there is not that much.
#[wasm_bindgen(js_name = sharePpm)]
pub fn share_ppm(amount: u64, balance: u64) -> Option<u32> {
    track::share_ppm(amount, balance)
}

/// The shortest notice of a rule of this domain, seconds; nothing for a domain that is none.
#[wasm_bindgen(js_name = ruleNotice)]
pub fn rule_notice(domain: u8, widens: bool) -> Option<u32> {
    Domain::from_u8(domain).map(|domain| domain.notice(widens))
}

/// The slot that a proposal of these kinds would take; nothing when all are taken.
#[wasm_bindgen(js_name = freeSlot)]
pub fn free_ballot_slot(mask: u16, kinds: u32) -> Option<u8> {
    free_slot(mask, Kinds::from_bits(kinds).unwrap_or_default())
}

/// What a proposal in this slot adds to its track's bond, in lamports; `mask` has the slots that are taken without it.
#[wasm_bindgen(js_name = addedBond)]
pub fn added_bond(mask: u16, slot: u8) -> u64 {
    ballot::added_bond(mask | 1 << (slot & 15), slot & 15)
}

/// How many shares a quorum and the votes of a proposer are parts of at the least, where a pool may mint `caps` in all and has
/// minted `minted`.
#[wasm_bindgen(js_name = shareFloor)]
pub fn share_floor(caps: u64, minted: u64) -> u64 {
    floor::of_shares(caps, minted)
}

/// The votes that another proposal in this slot asks of its proposer, of `all`, or of the floor where that is more.
///
/// # Errors
/// Another number of proposers than slots, or a part above the whole.
#[wasm_bindgen(js_name = votesAsked)]
pub fn votes_asked(
    mask: u16,
    proposers: &[u64],
    slot: u8,
    proposer: u64,
    proposal_threshold_bps: u16,
    all: u64,
) -> Answer<u64> {
    let mut proposers: [u64; SLOTS] =
        proposers.try_into().map_err(|_| refusal("not as many proposers as slots"))?;
    let place = proposers.get_mut(usize::from(slot)).ok_or_else(|| refusal("no such slot"))?;
    *place = proposer;
    let which = which_of(mask | 1 << slot, &proposers, slot);
    let part =
        Bps::new(asked_bps(slot, proposal_threshold_bps)).ok_or_else(|| refusal("more than the whole"))?;
    Ok(part.ceil_of(all).max(1).saturating_mul(which))
}
