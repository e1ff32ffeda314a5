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

    /// The number of basis points.
    pub const fn get(self) -> u16 {
        self.0
    }

    /// This part of `amount`, rounded down. Multiplies before it divides; never more than `amount`.
    pub fn floor_of(self, amount: u64) -> u64 {
        let exact = u128::from(amount).saturating_mul(u128::from(self.0));
        // At most 10,000 / 10,000 of a u64, so it fits.
        u64::try_from(exact / u128::from(Self::WHOLE.0)).unwrap_or(amount)
    }

    /// This part of `amount`, rounded up. Never more than `amount`.
    pub fn ceil_of(self, amount: u64) -> u64 {
        let exact = u128::from(amount).saturating_mul(u128::from(self.0));
        u64::try_from(exact.div_ceil(u128::from(Self::WHOLE.0))).unwrap_or(amount)
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
