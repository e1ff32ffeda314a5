//! The two weights of a holder: all its shares, which the house of shares counts, and those of them that it earned,
//! which the house of makers counts.
//!
//! Earned means claimed from a distribution, never bought. Bought shares leave first, so that selling what was bought
//! costs no weight as a maker, and buying brings none (INVARIANT 29).

/// Shares, and how many of them were earned.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Weight {
    /// All shares, base units.
    pub shares: u64,
    /// Those of them that were earned, base units; never more than `shares`.
    pub earned: u64,
}

impl Weight {
    /// Shares that were bought, granted or given.
    pub const fn bought(shares: u64) -> Self {
        Self { shares, earned: 0 }
    }

    /// Shares that were claimed.
    pub const fn earned(shares: u64) -> Self {
        Self { shares, earned: shares }
    }

    /// Both sums; `None` above 64 bits.
    pub fn plus(self, other: Self) -> Option<Self> {
        Some(Self {
            shares: self.shares.checked_add(other.shares)?,
            earned: self.earned.checked_add(other.earned)?,
        })
    }

    /// Both differences; `None` below 0.
    pub fn minus(self, other: Self) -> Option<Self> {
        Some(Self {
            shares: self.shares.checked_sub(other.shares)?,
            earned: self.earned.checked_sub(other.earned)?,
        })
    }

    /// What leaves when `shares` do: bought ones first, so that what stays earned is min(earned, left).
    /// `None` when there are not that many.
    pub fn leaving(self, shares: u64) -> Option<Self> {
        let left = self.shares.checked_sub(shares)?;
        Some(Self { shares, earned: self.earned.saturating_sub(left) })
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn bought_shares_leave_first() {
        let mixed = Weight { shares: 10, earned: 4 };
        assert_eq!(mixed.leaving(6), Some(Weight { shares: 6, earned: 0 }));
        assert_eq!(mixed.leaving(7), Some(Weight { shares: 7, earned: 1 }));
        assert_eq!(mixed.leaving(10), Some(mixed));
        assert_eq!(mixed.leaving(11), None);
    }

    proptest! {
        /// What left and comes back restores what was there, and two exits take what one does.
        #[test]
        fn leaving_can_be_undone(bought in 0u64..1 << 62, earned in 0u64..1 << 62, out in any::<u64>(), cut in any::<u64>()) {
            let before = Weight { shares: bought + earned, earned };
            let out = out % (before.shares + 1);
            let gone = before.leaving(out).unwrap();
            let left = before.minus(gone).unwrap();
            prop_assert_eq!(left.earned, earned.min(left.shares));
            prop_assert_eq!(left.plus(gone), Some(before));
            let first = before.leaving(cut % (out + 1)).unwrap();
            let rest = before.minus(first).unwrap().leaving(out - first.shares).unwrap();
            prop_assert_eq!(first.plus(rest), Some(gone));
        }
    }
}
