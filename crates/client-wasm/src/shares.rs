//! Shares: what has vested, what is owed, what an epoch may earn, and what was claimed.

use makerstake_core::units::Bps;
use makerstake_core::vesting::Schedule;
use makerstake_core::{accumulator, bitmap, budget, checkpoints, emission};
use wasm_bindgen::prelude::wasm_bindgen;

use crate::border::{refusal, Answer};

/// What of a grant has vested at `now`.
#[wasm_bindgen(js_name = vestedAt)]
pub fn vested_at(total: u64, start: i64, cliff: i64, end: i64, now: i64) -> u64 {
    Schedule { total, start, cliff, end }.vested_at(now)
}

/// What a position of `shares` is owed, base units; index and debt as two words each, lower first.
///
/// # Errors
/// Another number of words.
#[wasm_bindgen(js_name = dividendsOwed)]
pub fn dividends_owed(shares: u64, index: &[u64], debt: &[u64]) -> Answer<u64> {
    Ok(accumulator::owed(shares, accumulator::join(two(index)?), accumulator::join(two(debt)?)))
}

/// The allocation of the next epoch.
///
/// # Errors
/// More emitted than the cap, or a part above the whole.
#[wasm_bindgen(js_name = nextAllocation)]
pub fn next_allocation(cap: u64, emitted: u64, decay_bps: u16) -> Answer<u64> {
    let decay = Bps::new(decay_bps).ok_or_else(|| refusal("more than the whole"))?;
    emission::allocation(cap, emitted, decay).ok_or_else(|| refusal("more emitted than the cap"))
}

/// The oldest epoch that can still be claimed when `next` is the next to be proposed.
#[wasm_bindgen(js_name = oldestClaimable)]
pub fn oldest_claimable(next: u32) -> u32 {
    bitmap::oldest(next)
}

/// Whether an epoch is marked in the window that starts at `base`.
///
/// # Errors
/// Another number of words than two.
#[wasm_bindgen(js_name = isClaimed)]
pub fn is_claimed(bits: &[u64], base: u32, epoch: u32) -> Answer<bool> {
    Ok(bitmap::is_marked(two(bits)?, base, epoch))
}

/// The place of an epoch in a series whose first value is of `newest`; nothing when the series does not remember it.
#[wasm_bindgen(js_name = checkpointAt)]
pub fn checkpoint_at(newest: u32, epoch: u32) -> Option<u8> {
    checkpoints::at(newest, &[0, 1, 2, 3], epoch)
}

/// The snapshot epoch of `now`; nothing before genesis.
#[wasm_bindgen(js_name = epochOf)]
pub fn epoch_of(now: i64, genesis: i64, seconds: u32) -> Option<u32> {
    checkpoints::epoch_of(now, genesis, seconds)
}

/// What can be drawn of a budget at `now`.
#[wasm_bindgen(js_name = budgetDue)]
pub fn budget_due(before: u64, per_day: u64, since: i64, until: i64, cap: u64, drawn: u64, now: i64) -> u64 {
    budget::Accrual { before, per_day, since, until, cap }.due(drawn, now)
}

/// The id under which a track opens the budget of this number: the same number, among the ids of its tracks.
#[wasm_bindgen(js_name = budgetId)]
pub fn budget_id(number: u32, is_optimistic: bool) -> u32 {
    number % budget::OPTIMISTIC_IDS + if is_optimistic { budget::OPTIMISTIC_IDS } else { 0 }
}

fn two(words: &[u64]) -> Answer<[u64; 2]> {
    words.try_into().map_err(|_| refusal("not two words"))
}
