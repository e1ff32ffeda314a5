//! Dividends per share, without a rounding that depends on when or how often anybody settles.
//!
//! `index` is the sum of all dividends per share since the beginning, in units of 2^-64 of a base unit. What a
//! position is owed is `shares x index - debt`, where `debt` moves with every change of shares and every payment.
//! All are kept modulo 2^128: index and products may wrap, the difference may not, because it is what the position
//! is owed, at most what was deposited and not paid out yet, below 2^64 base units. So nothing is rounded until tokens
//! are paid out, and then down (INVARIANT 6); the fraction stays owed.

/// Adds a deposit of `amount` base units over `shares`. Returns the new index and remainder.
///
/// The part that does not divide (below one unit of 2^-64 a share) is carried to the next deposit:
/// amount x 2^64 + remainder = growth of the index x shares + new remainder, exactly.
/// `None` without shares.
pub fn deposit(index: u128, remainder: u64, amount: u64, shares: u64) -> Option<(u128, u64)> {
    share_out(index, remainder, u128::from(amount).checked_shl(64)?, shares)
}

/// The same for a sum in units of 2^-64 of a base unit: dividends of shares that are no more.
///
/// `None` without shares, and when sum and remainder pass 128 bits: together they are part of what is owed, so they never do.
pub fn share_out(index: u128, remainder: u64, sum: u128, shares: u64) -> Option<(u128, u64)> {
    // (2^64 - 1) x 2^64 + 2^64 - 1 is exactly the greatest u128.
    let dividend = sum.checked_add(u128::from(remainder))?;
    let growth = dividend.checked_div(u128::from(shares))?;
    let rest = dividend.checked_rem(u128::from(shares))?;
    Some((index.wrapping_add(growth), u64::try_from(rest).ok()?))
}

/// The debt after shares came in: what was paid in before is not theirs.
pub fn debt_after_credit(debt: u128, index: u128, shares: u64) -> u128 {
    debt.wrapping_add(index.wrapping_mul(u128::from(shares)))
}

/// The debt after shares left: what they earned until now stays owed.
pub fn debt_after_debit(debt: u128, index: u128, shares: u64) -> u128 {
    debt.wrapping_sub(index.wrapping_mul(u128::from(shares)))
}

/// The whole base units that `shares` are owed, rounded down; the fraction is not lost, only not yet due.
pub fn owed(shares: u64, index: u128, debt: u128) -> u64 {
    let exact = index.wrapping_mul(u128::from(shares)).wrapping_sub(debt);
    // The upper half of 128 bits: it always fits.
    u64::try_from(exact.wrapping_shr(64)).unwrap_or(u64::MAX)
}

/// The debt after `paid` base units left.
pub fn debt_after_payment(debt: u128, paid: u64) -> u128 {
    debt.wrapping_add(u128::from(paid).wrapping_shl(64))
}

/// A 128-bit number as two words, lower first: the form it has in an account.
pub fn join([low, high]: [u64; 2]) -> u128 {
    u128::from(high).wrapping_shl(64) | u128::from(low)
}

/// The reverse of [`join`].
#[allow(clippy::cast_possible_truncation, reason = "each word takes its own half")]
pub fn split(wide: u128) -> [u64; 2] {
    [wide as u64, wide.wrapping_shr(64) as u64]
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn the_extremes_fit() {
        let (index, rest) = deposit(0, u64::MAX, u64::MAX, 1).unwrap();
        assert_eq!((index, rest), (u128::MAX, 0));
        assert_eq!(deposit(0, 0, 1, 0), None);
        // A holder who came before the index wrapped is owed what came after it did.
        let (wrapped, _) = deposit(index, 0, 9, 3).unwrap();
        assert_eq!((wrapped, owed(3, wrapped, debt_after_credit(0, index, 3))), ((3 << 64) - 1, 9));
        assert_eq!(owed(1, deposit(0, 0, u64::MAX, 1).unwrap().0, 0), u64::MAX);
        assert_eq!(join(split(u128::MAX - 5)), u128::MAX - 5);
    }

    proptest! {
        /// Two holders with the same shares at all times are owed the same, however often one of them collects.
        #[test]
        fn collecting_often_changes_nothing(deposits in prop::collection::vec((1u64..1 << 40, 1u64..1 << 40), 1..60)) {
            let (mut index, mut rest, mut shares, mut others) = (0, 0, 0_u64, 1_u64);
            let (mut patient, mut eager, mut paid) = (0_u128, 0_u128, 0_u64);
            let mut all = 0_u128;
            for (amount, bought) in deposits {
                shares += bought;
                others += bought / 3;
                patient = debt_after_credit(patient, index, bought);
                eager = debt_after_credit(eager, index, bought);
                (index, rest) = deposit(index, rest, amount, 2 * shares + others).unwrap();
                all += u128::from(amount);
                let due = owed(shares, index, eager);
                paid += due;
                eager = debt_after_payment(eager, due);
            }
            prop_assert_eq!(owed(shares, index, patient), paid);
            prop_assert!(u128::from(paid) * 2 <= all);
        }

        /// Every base unit deposited is owed to someone, paid to someone, or in the remainder: exactly.
        #[test]
        fn nothing_is_lost(steps in prop::collection::vec((0usize..4, 0u8..4, 1u64..1 << 34), 1..200)) {
            let (mut index, mut rest, mut deposited, mut paid) = (0_u128, 0_u64, 0_u64, 0_u64);
            let mut holders = [(0_u64, 0_u128); 4];
            for (who, what, amount) in steps {
                let total: u64 = holders.iter().map(|(shares, _)| shares).sum();
                let (shares, debt) = &mut holders[who];
                match what {
                    0 => {
                        *debt = debt_after_credit(*debt, index, amount);
                        *shares += amount;
                    }
                    1 => {
                        let out = amount.min(*shares);
                        *debt = debt_after_debit(*debt, index, out);
                        *shares -= out;
                    }
                    2 if total > 0 => {
                        (index, rest) = deposit(index, rest, amount, total).unwrap();
                        deposited += amount;
                    }
                    _ => {
                        let due = owed(*shares, index, *debt);
                        *debt = debt_after_payment(*debt, due);
                        paid += due;
                    }
                }
                let open = holders.iter().fold(0_u128, |sum, (shares, debt)| {
                    sum + index.wrapping_mul(u128::from(*shares)).wrapping_sub(*debt)
                });
                // The remainder counts once: it is part of the last deposit and not yet in the index.
                prop_assert_eq!(open + (u128::from(paid) << 64) + u128::from(rest), u128::from(deposited) << 64);
            }
        }
    }
}
