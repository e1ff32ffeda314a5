//! What one work is worth, which works of a creator count, and who gets their points.

use std::{cmp::Reverse, collections::BinaryHeap};

use super::damping::{damp, MILLI};
use crate::{address::Address, rule::Rule};

/// Basis points of the whole.
const WHOLE: u64 = 10_000;

/// A co-author's part of a work.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Part {
    pub holder: Address,
    pub bps: u16,
}

/// Thousandths of a point of a work; `None` beyond 64 bits.
pub(super) fn points(rule: &Rule, endorsements: u64, units: u128) -> Option<u64> {
    let (weights, caps) = (&rule.weights, &rule.caps);
    let endorsements = endorsements.min(u64::from(caps.endorsements_per_work));
    let fixed = u128::from(weights.work) + u128::from(weights.endorsement) * u128::from(endorsements);
    let fixed = u64::try_from(fixed * MILLI).ok()?;
    role_points(rule, units)?.checked_add(fixed)
}

/// Thousandths of a point of engagement without a work; `None` beyond 64 bits.
pub(super) fn role_points(rule: &Rule, units: u128) -> Option<u64> {
    let engagement = damp(rule.damping, units)?.checked_mul(u128::from(rule.weights.engagement))?;
    u64::try_from(engagement).ok()
}

/// The points of a work among its attester, who comes last, and those with parts. What rounding down leaves goes, a thousandth
/// each, to the largest remainders, and among equal ones to the smallest holders.
pub(super) fn split(score: u64, attester: &Address, parts: &[Part]) -> Vec<(Address, u64)> {
    let given: u64 = parts.iter().map(|part| u64::from(part.bps)).sum();
    let shares = parts.iter().map(|part| (part.holder, u64::from(part.bps)));
    let shares = shares.chain([(*attester, WHOLE.saturating_sub(given))]);
    let mut left = score;
    let mut split: Vec<(Address, u64, u64)> = shares
        .map(|(holder, bps)| {
            let product = u128::from(score) * u128::from(bps);
            // Basis points are at most the whole: the quotient is at most the score.
            let quota = (product / u128::from(WHOLE)) as u64;
            left -= quota;
            (holder, quota, (product % u128::from(WHOLE)) as u64)
        })
        .collect();
    let mut order: Vec<usize> = (0..split.len()).collect();
    order.sort_by_key(|at| (Reverse(split[*at].2), split[*at].0));
    for at in order.into_iter().take(left as usize) {
        split[at].1 += 1;
    }
    split.into_iter().map(|(holder, quota, _)| (holder, quota)).collect()
}

/// A work that counts.
#[derive(Debug, PartialEq, Eq, PartialOrd, Ord)]
struct Counted {
    score: u64,
    /// Of equal scores the earlier work is the better: works come in order of their hashes.
    order: Reverse<u64>,
    /// Where its parts are in [`Best::parts`].
    parts: (usize, usize),
}

/// The works of a creator that count: all, or the best ones.
pub(super) struct Best {
    limit: usize,
    order: u64,
    works: BinaryHeap<Reverse<Counted>>,
    parts: Vec<Part>,
    /// Of works that need no place among the best: their points and number.
    plain: (u64, u64),
}

/// What the works of a creator come to.
#[derive(Debug, Default, PartialEq, Eq)]
pub(super) struct Earned {
    /// The creator's own points, and of how many works.
    pub own: (u64, u64),
    /// The points of each part of another.
    pub others: Vec<(Address, u64)>,
}

impl Best {
    /// The best `limit` works, or all for 0.
    pub fn new(limit: usize) -> Self {
        Self { limit, order: 0, works: BinaryHeap::new(), parts: Vec::new(), plain: (0, 0) }
    }

    /// Takes a work; `None` beyond 64 bits.
    pub fn add(&mut self, score: u64, parts: &[Part]) -> Option<()> {
        if self.limit == 0 && parts.is_empty() {
            self.plain = (self.plain.0.checked_add(score)?, self.plain.1 + 1);
            return Some(());
        }
        let from = self.parts.len();
        self.parts.extend_from_slice(parts);
        self.order += 1;
        let work = Counted { score, order: Reverse(self.order), parts: (from, self.parts.len()) };
        self.works.push(Reverse(work));
        if self.limit > 0 && self.works.len() > self.limit {
            self.works.pop();
        }
        Some(())
    }

    /// What they come to for their attester and others, and starts again; `None` beyond 64 bits.
    pub fn take(&mut self, attester: &Address) -> Option<Earned> {
        let mut earned = Earned { own: std::mem::take(&mut self.plain), others: Vec::new() };
        for Reverse(work) in self.works.drain() {
            let parts = self.parts.get(work.parts.0..work.parts.1).unwrap_or_default();
            let mut shares = match parts {
                [] => vec![(*attester, work.score)],
                parts => split(work.score, attester, parts),
            };
            let own = shares.pop().map_or(0, |(_, own)| own);
            let given: u32 = parts.iter().map(|part| u32::from(part.bps)).sum();
            // Who gave all of it away has no part of it.
            let has_part = u64::from(u64::from(given) < WHOLE);
            earned.own = (earned.own.0.checked_add(own)?, earned.own.1 + has_part);
            earned.others.append(&mut shares);
        }
        self.parts.clear();
        self.order = 0;
        Some(earned)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    const ATTESTER: Address = [5; 32];

    fn part(holder: u8, bps: u16) -> Part {
        Part { holder: [holder; 32], bps }
    }

    #[test]
    fn points_are_split_by_largest_remainder() {
        let shared = |score: u64, parts: &[Part]| -> Vec<u64> {
            split(score, &ATTESTER, parts).into_iter().map(|(_, points)| points).collect()
        };
        assert_eq!(shared(10, &[]), [10]);
        assert_eq!(shared(10, &[part(1, 2_500)]), [3, 7], "2.5 and 7.5: the tie goes to the smaller holder");
        assert_eq!(shared(10, &[part(9, 2_500)]), [2, 8], "who is the attester here");
        assert_eq!(shared(11, &[part(1, 3_333), part(2, 3_333)]), [4, 3, 4]);
        assert_eq!(shared(7, &[part(1, 10_000)]), [7, 0]);
    }

    #[test]
    fn caps_of_works_come_before_the_split() {
        let mut best = Best::new(1);
        best.add(90, &[part(1, 5_000)]).unwrap();
        best.add(100, &[part(2, 1_000)]).unwrap();
        best.add(100, &[part(3, 1_000)]).unwrap();
        let earned = best.take(&ATTESTER).unwrap();
        assert_eq!(earned, Earned { own: (90, 1), others: vec![([2; 32], 10)] });
        assert_eq!(best.take(&ATTESTER).unwrap(), Earned::default());
    }

    proptest! {
        #[test]
        fn nothing_is_lost_and_nobody_gains_more_than_a_thousandth(
            score: u64, bps in prop::collection::vec(1u16..=150, 0..64),
        ) {
            let parts: Vec<_> = bps.iter().zip(10..).map(|(bps, holder)| part(holder, *bps)).collect();
            let shares = split(score, &ATTESTER, &parts);
            prop_assert_eq!(shares.iter().map(|share| u128::from(share.1)).sum::<u128>(), u128::from(score));
            for (part, (_, share)) in parts.iter().zip(&shares) {
                let exact = u128::from(score) * u128::from(part.bps);
                prop_assert!(u128::from(*share) * 10_000 < exact + 10_000 && exact < (u128::from(*share) + 1) * 10_000);
            }
        }
    }
}
