//! What an epoch costs where nobody says who is somebody: the price of made-up creators.

use super::{work::points, Scored};
use crate::rule::Rule;

/// Lamports of rent that a made-up creator costs: its own account, and a batch that lists its works.
pub const SYBIL_RENT: u64 = rent(CREATOR_BYTES) + rent(BATCH_BYTES);
/// Bytes of a creator's account.
pub const CREATOR_BYTES: u64 = 224;
/// Bytes of a batch's account.
pub const BATCH_BYTES: u64 = 144;
/// Works that the price takes a sybil to list where the rule counts all: beyond some thousands rent is no matter.
const WORKS: u64 = 1_000;

/// Lamports that keep an account of so many bytes: the cluster's two years of 3,480 a byte and year.
const fn rent(bytes: u64) -> u64 {
    (128 + bytes) * 6_960
}

/// What half of an epoch costs in made-up creators.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Price {
    /// How many are needed.
    pub creators: u64,
    /// The rent of their accounts, lamports; fees are less than a thousandth of it.
    pub lamports: u64,
}

/// The price of as many points as all others have together, each work with the least engagement that counts; `None` where a
/// work of least engagement earns no points.
pub fn price(rule: &Rule, scored: &Scored) -> Option<Price> {
    let work = points(rule, 0, u128::from(rule.min_engagement)).filter(|points| *points > 0)?;
    let works = match u64::from(rule.caps.works_per_creator) {
        0 => WORKS,
        most => most,
    };
    let creators = scored.points.div_ceil(work.saturating_mul(works)).max(1);
    Some(Price { creators, lamports: creators.saturating_mul(SYBIL_RENT) })
}
