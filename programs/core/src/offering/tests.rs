use super::*;
use proptest::prelude::*;
use std::vec::Vec;

const UNIT: u64 = 1_000_000;

/// 2,000,000 shares at 0.50: one million in all, at most 200,000 from one.
const TERMS: Terms = Terms {
    shares: 2_000_000 * UNIT,
    price: 500_000,
    min_raise: 250_000 * UNIT,
    per_person_max: 200_000 * UNIT,
    open_for: 14 * DAY,
    settle_for: 30 * DAY,
    cliff: 0,
    vests: 365 * DAY,
};

#[test]
fn every_term_has_its_bounds() {
    let check = |change: fn(&mut Terms)| {
        let mut terms = TERMS;
        change(&mut terms);
        terms.check(Gate::Open, UNIT)
    };
    assert_eq!(check(|_| {}), Ok(()));
    assert_eq!(check(|t| t.shares = 0), Err(TermsError::Price));
    assert_eq!(check(|t| t.price = 0), Err(TermsError::Price));
    assert_eq!(check(|t| t.price = u64::MAX), Err(TermsError::Price));
    assert_eq!(check(|t| t.min_raise = 0), Err(TermsError::MinRaise));
    assert_eq!(check(|t| t.min_raise = 1_000_000 * UNIT), Ok(()));
    assert_eq!(check(|t| t.min_raise = 1_000_000 * UNIT + 1), Err(TermsError::MinRaise));
    assert_eq!(check(|t| t.per_person_max = 0), Err(TermsError::PerPersonMax));
    assert_eq!(check(|t| t.per_person_max += 1), Err(TermsError::PerPersonMax));
    assert_eq!(check(|t| t.open_for = MIN_OPEN - 1), Err(TermsError::Window));
    assert_eq!(check(|t| t.open_for = MAX_OPEN + 1), Err(TermsError::Window));
    assert_eq!(check(|t| t.settle_for -= 1), Err(TermsError::Settlement));
    assert_eq!(check(|t| t.settle_for = 180 * DAY + 1), Err(TermsError::Settlement));
    assert_eq!(check(|t| t.cliff = t.vests + 1), Err(TermsError::Vesting));
    assert_eq!(check(|t| t.vests = MAX_VESTING + 1), Err(TermsError::Vesting));
    assert_eq!(TERMS.check(Gate::Rights, UNIT), Err(TermsError::PerPersonMax));
    assert_eq!(Terms { per_person_max: 0, ..TERMS }.check(Gate::Rights, UNIT), Ok(()));
    assert_eq!((0..=4).filter_map(Gate::from_u8).map(|gate| gate as u8).collect::<Vec<_>>(), [0, 1, 2, 3]);
}

#[test]
fn everybody_is_served_in_full_where_it_fits() {
    let of = (TERMS.shares, TERMS.price, UNIT);
    let allotment = |amount, committed| allot(amount, committed, of);
    assert_eq!(
        allotment(100 * UNIT, 1_000_000 * UNIT),
        Some(Allotment { shares: 200 * UNIT, paid: 100 * UNIT, refund: 0 })
    );
    // One unit more in all, and everybody gets a part.
    let part = allotment(100 * UNIT, 1_000_000 * UNIT + 1).unwrap();
    assert_eq!(part, Allotment { shares: 199_999_999, paid: 100 * UNIT, refund: 0 });
    let half = allotment(100 * UNIT, 2_000_000 * UNIT).unwrap();
    assert_eq!(half, Allotment { shares: 100 * UNIT, paid: 50 * UNIT, refund: 50 * UNIT });
    assert_eq!(allotment(0, 0), Some(Allotment::default()));
    assert_eq!(allotment(2, 1), None);
}

#[test]
fn dust_buys_nothing_and_comes_back() {
    // A unit of a quote mint that is worth less than the smallest share.
    let dear = (5, u64::MAX / 4, 1);
    assert_eq!(allot(1, 1, (1_000, 10, 1)), Some(Allotment { shares: 0, paid: 0, refund: 1 }));
    assert_eq!(allot(9, 9, (1_000, 10, 1)), Some(Allotment { shares: 0, paid: 0, refund: 9 }));
    assert_eq!(allot(10, 10, dear), None, "more than can be counted");
}

#[test]
fn a_tenth_may_leave_and_not_more() {
    assert!(!moves_window(0, 0));
    assert!(!moves_window(10, 90));
    assert!(moves_window(11, 90));
    assert!(moves_window(1, 0));
    assert!(moves_window(u64::MAX, u64::MAX));
}

#[test]
fn four_openings_and_a_tenth_in_twelve_months() {
    let none = [Opening { at: 0, shares: 0 }; REMEMBERED];
    let now = 2_000_000_000;
    let next = |shares| Opening { at: now, shares };
    assert_eq!(check_opening(&none, next(100), 1_000), Ok(()));
    assert_eq!(check_opening(&none, next(101), 1_000), Err(OpeningError::TooMuch));
    let year = i64::from(TWELVE_MONTHS);
    let at = |at| [Opening { at, shares: 60 }, none[0], none[0], none[0]];
    assert_eq!(check_opening(&at(now - year), next(100), 1_000), Ok(()));
    assert_eq!(check_opening(&at(now - year + 1), next(41), 1_000), Err(OpeningError::TooMuch));
    assert_eq!(check_opening(&at(now - year + 1), next(40), 1_000), Ok(()));
    let four = [Opening { at: now - 9, shares: 1 }; REMEMBERED];
    assert_eq!(check_opening(&four, next(1), 1_000), Err(OpeningError::TooMany));
    let mut three = four;
    three[3].at = now - year;
    assert_eq!(check_opening(&three, next(1), 1_000), Ok(()));
}

#[test]
fn a_part_is_never_more_than_its_own() {
    let of = (1_000 * UNIT, 500_000, UNIT);
    assert_eq!(rights(25, 100, of), Some(125 * UNIT));
    assert_eq!(rights(1, 3, of), Some(166_666_666));
    assert_eq!(rights(0, 3, of), Some(0));
    assert_eq!(rights(1, 0, of), None);
}

#[test]
fn units_are_powers_of_ten() {
    assert_eq!((unit(0), unit(6), unit(19), unit(20)), (Some(1), Some(UNIT), Some(10_u64.pow(19)), None));
}

proptest! {
    /// No order, no rounding and no number of investors sells more than is offered, or keeps a unit.
    #[test]
    fn nothing_is_oversold_and_nothing_is_kept(
        amounts in prop::collection::vec(0_u64..1 << 40, 1..40),
        shares in 1_u64..1 << 50, price in 1_u64..1 << 30, decimals in 0_u8..=9,
    ) {
        let unit = unit(decimals).unwrap();
        prop_assume!(worth(shares, price, unit).is_some());
        let committed: u64 = amounts.iter().sum();
        let (mut bought, mut paid) = (0_u128, 0_u128);
        for amount in &amounts {
            let allotment = allot(*amount, committed, (shares, price, unit)).unwrap();
            prop_assert_eq!(allotment.paid + allotment.refund, *amount);
            // Nobody pays less than the price, and nobody a whole unit more.
            let exact = u128::from(allotment.shares) * u128::from(price);
            prop_assert!(u128::from(allotment.paid) * u128::from(unit) >= exact);
            prop_assert!(u128::from(allotment.paid.saturating_sub(1)) * u128::from(unit) <= exact);
            bought += u128::from(allotment.shares);
            paid += u128::from(allotment.paid);
        }
        prop_assert!(bought <= u128::from(shares));
        prop_assert!(paid <= u128::from(committed));
    }

    /// Whoever commits more in the same offering gets no less.
    #[test]
    fn more_gets_no_less(a in 0_u64..1 << 40, b in 0_u64..1 << 40, rest in 0_u64..1 << 45, shares in 1_u64..1 << 50) {
        let of = (shares, 700, 1_000);
        let committed = a + b + rest;
        let get = |amount| allot(amount, committed, of).unwrap().shares;
        prop_assert!(a > b || get(a) <= get(b));
    }

    /// The parts of all holders together are not above what is offered.
    #[test]
    fn all_rights_together_fit(holdings in prop::collection::vec(1_u64..1 << 40, 1..30), shares in 1_u64..1 << 50) {
        let total: u64 = holdings.iter().sum();
        let of = (shares, 300, 1_000);
        let all: u64 = holdings.iter().map(|own| rights(*own, total, of).unwrap()).sum();
        prop_assert!(all <= worth(shares, 300, 1_000).unwrap());
    }
}
