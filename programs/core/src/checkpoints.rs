//! A value as it stood in each of the last four snapshot epochs.
//!
//! A change made in epoch `t` counts from `t + 1`, and a proposal of epoch `e` closes by the end of `e + 2`. So at
//! epoch `t` somebody may ask for `t - 2`, `t - 1` and `t`, while `t + 1` is being written: four values are always
//! enough, and never one more. They lie newest first, one an epoch, without gaps: the value of `newest`, then
//! of `newest - 1`, and so on. Every epoch after `newest` has the newest value.
//!
//! Several series may share one `newest` (a position keeps its own and its received weight that way), which is why
//! this is functions over arrays and not a type that carries its epoch.

/// How many epochs a series remembers.
pub const DEPTH: usize = 4;

/// How many epochs before the current one a ballot may still ask for.
pub const VOTABLE_BACK: u32 = 2;

/// How many epochs after the request shares can leave as tokens: in `e + 3` the last ballot in which shares that left
/// in `e` could still count is closed. So whoever votes with borrowed shares carries them until it is counted.
pub const EXIT_AFTER: u32 = VOTABLE_BACK + 1;

/// The value at `epoch`, or `None` when `epoch` is older than the series remembers.
///
/// A value once answered for an epoch not after the current one never changes (INVARIANT 5): writers
/// [`advance`] to the next epoch first and touch the newest value only.
pub fn at<V: Copy>(newest: u32, values: &[V; DEPTH], epoch: u32) -> Option<V> {
    let [first, second, third, fourth] = *values;
    match newest.saturating_sub(epoch) {
        0 => Some(first),
        1 => Some(second),
        2 => Some(third),
        3 => Some(fourth),
        _ => None,
    }
}

/// The value that counts from the newest epoch on.
pub fn latest<V: Copy>(values: &[V; DEPTH]) -> V {
    let [first, ..] = *values;
    first
}

/// Replaces the value that counts from the newest epoch on.
pub fn set_latest<V>(values: &mut [V; DEPTH], value: V) {
    let [first, ..] = values;
    *first = value;
}

/// Moves a series forward by `epochs`, repeating its newest value.
pub fn advance<V: Copy>(values: &mut [V; DEPTH], epochs: u32) {
    let [first, second, third, _] = *values;
    *values = match epochs {
        0 => return,
        1 => [first, first, second, third],
        2 => [first, first, first, second],
        _ => [first; DEPTH],
    };
}

/// The epoch of `now`, counted from `genesis` in steps of `seconds`; `None` before genesis, for steps of no
/// length, and beyond `u32`. Rounds down: an epoch's first second belongs to it.
pub fn epoch_of(now: i64, genesis: i64, seconds: u32) -> Option<u32> {
    let elapsed = u64::try_from(now.checked_sub(genesis)?).ok()?;
    u32::try_from(elapsed.checked_div(u64::from(seconds))?).ok()
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;
    use std::vec::Vec;

    #[test]
    fn an_epoch_begins_at_its_first_second() {
        assert_eq!(epoch_of(99, 100, 10), None);
        assert_eq!(epoch_of(100, 100, 10), Some(0));
        assert_eq!(epoch_of(109, 100, 10), Some(0));
        assert_eq!(epoch_of(110, 100, 10), Some(1));
        assert_eq!(epoch_of(110, 100, 0), None);
        assert_eq!(epoch_of(i64::MAX, 0, 1), None);
        assert_eq!(epoch_of(i64::MAX, i64::MIN, 1), None);
    }

    #[test]
    fn forgotten_epochs_are_not_guessed() {
        assert_eq!(at(9, &[4, 3, 2, 1], 6), Some(1));
        assert_eq!(at(9, &[4, 3, 2, 1], 5), None);
        assert_eq!(at(9, &[4, 3, 2, 1], 400), Some(4));
    }

    proptest! {
        /// Against a list of every change ever made: the newest entry not after the epoch.
        #[test]
        fn four_values_answer_every_votable_epoch(steps in prop::collection::vec((0u32..5, any::<u64>()), 1..60)) {
            let (mut now, mut newest, mut values) = (0u32, 0u32, [0u64; DEPTH]);
            let mut log: Vec<(u32, u64)> = Vec::from([(0, 0)]);
            for (wait, value) in steps {
                now += wait;
                advance(&mut values, (now + 1) - newest);
                newest = now + 1;
                set_latest(&mut values, value);
                log.push((newest, value));
                for epoch in now.saturating_sub(VOTABLE_BACK)..=now + 1 {
                    let expected = log.iter().rev().find(|(from, _)| *from <= epoch).map(|(_, value)| *value);
                    prop_assert_eq!(at(newest, &values, epoch), expected);
                }
            }
        }
    }
}
