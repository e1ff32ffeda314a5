//! Budgets: money that accrues by the second and is drawn, never ahead of time and never beyond a cap.

use crate::units::DAY;

/// The longest a budget runs, in seconds: 366 days.
pub const MAX_TERM: u32 = 366 * DAY;
/// How long after its end what is due of a budget can still be drawn, in seconds: 366 days.
pub const DUE_AFTER_END: u32 = 366 * DAY;
/// The shortest time between reports, in seconds.
pub const MIN_REPORT: u32 = DAY;

/// Budgets of optimistic tracks have their ids from this one on, all others below it: what passes with little
/// attention cannot take the id of what others are voting on.
pub const OPTIMISTIC_IDS: u32 = 1 << 31;

/// What has accrued of a budget.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Accrual {
    /// Accrued before the present rate applied, in lamports or base units.
    pub before: u64,
    /// Accrues in a day at the present rate.
    pub per_day: u64,
    /// Since when, unix seconds.
    pub since: i64,
    /// Until when, unix seconds.
    pub until: i64,
    /// The most that is ever drawn.
    pub cap: u64,
}

impl Accrual {
    /// What has accrued at `now`, drawn or not: rate × time, rounded down, and at most the cap (INVARIANT 14).
    pub fn at(&self, now: i64) -> u64 {
        let elapsed = now.min(self.until).saturating_sub(self.since).max(0);
        let seconds = u128::try_from(elapsed).unwrap_or(0);
        let exact = u128::from(self.per_day).saturating_mul(seconds) / u128::from(DAY);
        let accrued = u64::try_from(exact).unwrap_or(u64::MAX);
        self.before.saturating_add(accrued).min(self.cap)
    }

    /// What can be drawn at `now` when so much was drawn already.
    pub fn due(&self, drawn: u64, now: i64) -> u64 {
        self.at(now).saturating_sub(drawn)
    }

    /// These terms where they are lower, and what is drawn already at the least: what a reduction asks for, whatever was
    /// drawn until it is executed.
    pub fn lowered(&self, per_day: u64, cap: u64, until: i64, drawn: u64, now: i64) -> Self {
        let cap = cap.min(self.cap).max(drawn);
        self.amended(per_day.min(self.per_day), cap, until.min(self.until), now)
    }

    /// The same budget under new terms from `now` on: what accrued stays accrued, the past is never recounted.
    pub fn amended(&self, per_day: u64, cap: u64, until: i64, now: i64) -> Self {
        Self { before: self.at(now), per_day, since: now, until, cap }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn accrues_by_the_second_and_stops() {
        let budget = Accrual { before: 0, per_day: 86_400_000, since: 100, until: 200, cap: 90_000 };
        assert_eq!([budget.at(0), budget.at(100), budget.at(101)], [0, 0, 1_000]);
        assert_eq!([budget.at(189), budget.at(190), budget.at(500)], [89_000, 90_000, 90_000]);
        assert_eq!(budget.due(40_000, 150), 10_000);
        assert_eq!(budget.due(60_000, 150), 0);
    }

    proptest! {
        #[test]
        fn never_ahead_of_rate_and_cap(
            per_day in 1u64.., cap in 1u64.., lasts in 1i64..=31_622_400, times in prop::collection::vec(0i64..40_000_000, 1..40),
        ) {
            let budget = Accrual { before: 0, per_day, since: 0, until: lasts, cap };
            let (mut drawn, mut times) = (0u64, times);
            times.sort_unstable();
            for now in times {
                drawn += budget.due(drawn, now);
                prop_assert!(drawn <= cap);
                prop_assert!(u128::from(drawn) * 86_400 <= u128::from(per_day) * now.min(lasts) as u128);
            }
        }

        #[test]
        fn a_reduction_raises_nothing_and_takes_nothing_back(
            per_day in any::<u64>(), cap in any::<u64>(), until in 0i64..40_000_000, at in 0i64..20_000_000,
            later in 0i64..40_000_000, part in 0u64..=100,
        ) {
            let budget = Accrual { before: 0, per_day: 1 << 30, since: 0, until: 31_622_400, cap: 1 << 38 };
            let drawn = budget.at(at) / 100 * part;
            let less = budget.lowered(per_day, cap, until, drawn, at);
            prop_assert!(less.per_day <= budget.per_day && less.until <= budget.until && less.cap <= budget.cap);
            prop_assert!(less.cap >= drawn && less.at(at + later) <= budget.at(at + later));
        }

        #[test]
        fn an_amendment_keeps_what_accrued(
            per_day in 1u64..1 << 40, next in 1u64..1 << 40, at in 0i64..10_000_000, later in 0i64..10_000_000,
        ) {
            let budget = Accrual { before: 0, per_day, since: 0, until: 31_622_400, cap: u64::MAX };
            let amended = budget.amended(next, u64::MAX, 31_622_400, at);
            prop_assert_eq!(amended.at(at), budget.at(at));
            prop_assert!(amended.at(at + later) >= amended.at(at));
        }
    }
}
