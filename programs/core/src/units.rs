//! Shares of a whole in basis points, and the lengths of time that rules speak of.

/// Seconds in a day.
pub const DAY: u32 = 86_400;

/// Basis points: 1 of 10,000.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Bps(u16);

impl Bps {
    /// The whole.
    pub const WHOLE: Self = Self(10_000);

    /// A part of the whole; `None` above 10,000.
    pub const fn new(bps: u16) -> Option<Self> {
        if bps <= Self::WHOLE.0 {
            Some(Self(bps))
        } else {
            None
        }
    }

    /// A part that is known to be one where it is written.
    ///
    /// # Panics
    /// Above 10,000, so at compile time in a constant.
    pub(crate) const fn from_const(bps: u16) -> Self {
        assert!(bps <= Self::WHOLE.0, "a part above the whole");
        Self(bps)
    }

    /// The number of basis points.
    pub const fn get(self) -> u16 {
        self.0
    }

    /// This part of `amount`, rounded down. Never more than `amount`.
    ///
    /// Exact without 128-bit division, which costs a program hundreds of units: of amount = whole x 10,000 + rest the first
    /// part is divided already, and the second is small.
    pub fn floor_of(self, amount: u64) -> u64 {
        let (wholes, rest) = self.parts(amount);
        wholes.saturating_add(rest / u64::from(Self::WHOLE.0))
    }

    /// This part of `amount`, rounded up. Never more than `amount`.
    pub fn ceil_of(self, amount: u64) -> u64 {
        let (wholes, rest) = self.parts(amount);
        wholes.saturating_add(rest.div_ceil(u64::from(Self::WHOLE.0)))
    }

    /// What of this part is whole, and what is still to be divided by 10,000. The first is at most the amount, the
    /// second below 10^8: neither wraps, and a check that cannot fail would cost a call each on chain.
    fn parts(self, amount: u64) -> (u64, u64) {
        let (whole, bps) = (u64::from(Self::WHOLE.0), u64::from(self.0));
        ((amount / whole).wrapping_mul(bps), (amount % whole).wrapping_mul(bps))
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn nothing_is_above_the_whole() {
        assert_eq!(Bps::new(10_001), None);
        assert_eq!(Bps::WHOLE.floor_of(u64::MAX), u64::MAX);
        assert_eq!(Bps::WHOLE.ceil_of(u64::MAX), u64::MAX);
        assert_eq!(Bps::new(1).map(|bps| (bps.floor_of(9_999), bps.ceil_of(9_999))), Some((0, 1)));
    }

    proptest! {
        #[test]
        fn rounding_is_within_one(bps in 0u16..=10_000, amount in any::<u64>()) {
            let part = Bps::new(bps).unwrap();
            let (down, up) = (part.floor_of(amount), part.ceil_of(amount));
            let exact = u128::from(amount) * u128::from(bps);
            prop_assert!(u128::from(down) * 10_000 <= exact && exact <= u128::from(up) * 10_000);
            prop_assert!(up - down <= 1);
        }
    }
}
