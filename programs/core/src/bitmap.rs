//! Which of the newest 128 distribution epochs a position has claimed.
//!
//! The window belongs to the pool, not to the position: it holds the 128 epochs that end with the newest one ever
//! proposed, for everybody alike. So sliding drops only epochs that nobody can claim any more: a claim that someone
//! else sends for you never costs you another one, and a position without a bit in the window has
//! nothing to remember.

/// How many epochs the window holds.
pub const EPOCHS: u32 = 128;

/// One bit an epoch, lowest first: bit 0 of the first word is the window's oldest epoch.
pub type Bits = [u64; 2];

/// Why an epoch cannot be marked.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum BitmapError {
    /// Older than the window: [`EPOCHS`] or more newer epochs have been proposed.
    TooOld,
    /// Not proposed yet.
    NotYet,
    /// Marked before.
    Already,
}

/// The oldest epoch in the window when `next` is the next epoch to be proposed.
pub fn oldest(next: u32) -> u32 {
    next.saturating_sub(EPOCHS)
}

/// The bits of a window that started at `base`, for the window that starts at `oldest`; never backwards.
pub fn slid(bits: Bits, base: u32, oldest: u32) -> Bits {
    let [low, high] = bits;
    match oldest.saturating_sub(base) {
        0 => bits,
        // Shifts stay below 64, so nothing wraps and nothing is lost but the oldest bits.
        by @ 1..=63 => {
            [low.wrapping_shr(by) | high.wrapping_shl(64_u32.wrapping_sub(by)), high.wrapping_shr(by)]
        }
        by @ 64..=127 => [high.wrapping_shr(by.wrapping_sub(64)), 0],
        _ => [0, 0],
    }
}

/// Marks `epoch` in the window that starts at `oldest` and ends before `next`.
///
/// # Errors
/// See [`BitmapError`].
pub fn mark(bits: Bits, oldest: u32, next: u32, epoch: u32) -> Result<Bits, BitmapError> {
    if epoch >= next {
        return Err(BitmapError::NotYet);
    }
    let at = epoch.checked_sub(oldest).ok_or(BitmapError::TooOld)?;
    if at >= EPOCHS {
        return Err(BitmapError::NotYet);
    }
    let mask = 1_u64.wrapping_shl(at % 64);
    let [low, high] = bits;
    let word = if at < 64 { low } else { high };
    if word & mask != 0 {
        return Err(BitmapError::Already);
    }
    Ok(if at < 64 { [low | mask, high] } else { [low, high | mask] })
}

/// Whether `epoch` is marked in the window that starts at `oldest`; an epoch outside it is not.
pub fn is_marked(bits: Bits, oldest: u32, epoch: u32) -> bool {
    let [low, high] = bits;
    match epoch.checked_sub(oldest) {
        Some(at @ 0..=63) => low & 1_u64.wrapping_shl(at) != 0,
        Some(at @ 64..=127) => high & 1_u64.wrapping_shl(at.wrapping_sub(64)) != 0,
        _ => false,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;
    use std::collections::BTreeSet;

    #[test]
    fn the_window_ends_with_the_newest_epoch() {
        assert_eq!(mark([0, 0], oldest(0), 0, 0), Err(BitmapError::NotYet));
        assert_eq!(mark([0, 0], oldest(128), 128, 0), Ok([1, 0]));
        assert_eq!(mark([0, 0], oldest(129), 129, 0), Err(BitmapError::TooOld));
        assert_eq!(mark([0, 0], oldest(129), 129, 128), Ok([0, 1 << 63]));
    }

    proptest! {
        /// Against a set of every epoch ever marked.
        #[test]
        fn an_epoch_is_marked_at_most_once(steps in prop::collection::vec((0u32..70, 0u32..140), 1..300)) {
            let (mut next, mut base, mut bits) = (1u32, 0u32, [0u64; 2]);
            let mut ever = BTreeSet::new();
            for (grow, back) in steps {
                next += grow;
                let epoch = (next - 1).saturating_sub(back);
                bits = slid(bits, base, oldest(next));
                base = base.max(oldest(next));
                match mark(bits, base, next, epoch) {
                    Ok(marked) => {
                        prop_assert!(epoch >= oldest(next) && ever.insert(epoch));
                        bits = marked;
                    }
                    Err(BitmapError::Already) => prop_assert!(ever.contains(&epoch)),
                    Err(BitmapError::TooOld) => prop_assert!(epoch + EPOCHS < next),
                    Err(BitmapError::NotYet) => prop_assert!(false, "epoch {epoch} of {next}"),
                }
                for epoch in base..next {
                    prop_assert_eq!(is_marked(bits, base, epoch), ever.contains(&epoch));
                }
            }
        }
    }
}
