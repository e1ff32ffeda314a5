//! From units of engagement to thousandths of a point, in integers.

use crate::rule::Damping;

/// Thousandths in a point.
pub(super) const MILLI: u128 = 1_000;
/// Binary digits of the logarithm's fraction.
const FRACTION: u32 = 20;

/// Thousandths of a point for this many units, rounded down; `None` beyond 128 bits.
pub(super) fn damp(damping: Damping, units: u128) -> Option<u128> {
    match damping {
        Damping::None => units.checked_mul(MILLI),
        Damping::Sqrt => units.checked_mul(MILLI * MILLI).map(u128::isqrt),
        Damping::Log2 => units.checked_add(1).map(log2),
    }
}

/// floor(1000 x log2(x)) from the first 20 binary digits of the fraction, each found by squaring; `x` is above zero.
fn log2(x: u128) -> u128 {
    let whole = x.ilog2();
    // The leading 64 bits of x: a number from 1 to 2, with 63 binary digits behind the point.
    let mut mantissa = if whole > 63 { x >> (whole - 63) } else { x << (63 - whole) };
    let mut fraction = 0_u128;
    for _ in 0..FRACTION {
        mantissa = (mantissa * mantissa) >> 63;
        let digit = mantissa >> 64;
        fraction = fraction << 1 | digit;
        mantissa >>= digit;
    }
    u128::from(whole) * MILLI + ((fraction * MILLI) >> FRACTION)
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn known_values() {
        for (units, sqrt, log) in [(0, 0, 0), (1, 1_000, 1_000), (2, 1_414, 1_584), (1_023, 31_984, 10_000)] {
            assert_eq!(damp(Damping::None, units), Some(units * 1_000));
            assert_eq!(damp(Damping::Sqrt, units), Some(sqrt));
            assert_eq!(damp(Damping::Log2, units), Some(log));
        }
        assert_eq!(damp(Damping::None, u128::MAX), None);
        assert_eq!(damp(Damping::Sqrt, u128::MAX), None);
        assert_eq!(damp(Damping::Log2, u128::MAX), None);
        assert_eq!(damp(Damping::Log2, u128::MAX - 1), Some(127_999));
    }

    proptest! {
        #[test]
        fn more_engagement_is_never_fewer_points(a in 0u128..1 << 100, b in 0u128..1 << 100) {
            for damping in [Damping::None, Damping::Sqrt, Damping::Log2] {
                prop_assert!(damp(damping, a.min(b)) <= damp(damping, a.max(b)));
            }
        }

        #[test]
        fn the_logarithm_is_within_a_thousandth(units in 0u64..1 << 50) {
            let exact = ((units + 1) as f64).log2() * 1_000.0;
            let ours = damp(Damping::Log2, u128::from(units)).unwrap() as f64;
            prop_assert!(ours <= exact + 1e-6 && exact - ours < 1.01);
        }
    }
}
