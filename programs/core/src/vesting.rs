//! Linear vesting with a cliff, to the second.

/// When the shares of a grant become its holder's.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Schedule {
    /// All shares of the grant.
    pub total: u64,
    /// When vesting starts to count, in unix seconds.
    pub start: i64,
    /// Before this nothing has vested; from it on, everything since `start` has.
    pub cliff: i64,
    /// From this on all has vested.
    pub end: i64,
}

impl Schedule {
    /// Whether the times are in order: start <= cliff <= end.
    pub fn is_ordered(&self) -> bool {
        self.start <= self.cliff && self.cliff <= self.end
    }

    /// What has vested at `now`: 0 before the cliff, all from the end on, in between
    /// floor(total x (now - start) / (end - start)).
    ///
    /// Rounds down: a share vests only when it has done so in full. Never falls as time passes (INVARIANT 17).
    pub fn vested_at(&self, now: i64) -> u64 {
        if now >= self.end {
            return self.total;
        }
        if now < self.cliff || now <= self.start {
            return 0;
        }
        // Here start < now < end, so both spans are above 0 and the quotient is below the total.
        let span = |until: i64| u128::from(self.start.abs_diff(until));
        let part = u128::from(self.total).saturating_mul(span(now)).checked_div(span(self.end));
        part.and_then(|part| u64::try_from(part).ok()).unwrap_or(0)
    }

    /// The schedule that ends at `now` with what has vested by then.
    pub fn cut_at(&self, now: i64) -> Self {
        Self { total: self.vested_at(now), ..self.ending(now) }
    }

    /// The same grant vesting fully at `end`, where that is sooner. Nothing that had vested is lost.
    pub fn ending(&self, end: i64) -> Self {
        let end = end.min(self.end).max(self.start);
        Self { end, cliff: self.cliff.min(end), ..*self }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    const GRANT: Schedule = Schedule { total: 1_000, start: 100, cliff: 200, end: 400 };

    #[test]
    fn the_cliff_opens_on_its_second() {
        assert_eq!(GRANT.vested_at(199), 0);
        assert_eq!(GRANT.vested_at(200), 333);
        assert_eq!(GRANT.vested_at(399), 996);
        assert_eq!(GRANT.vested_at(400), 1_000);
    }

    #[test]
    fn a_grant_of_no_length_vests_at_once() {
        let all = Schedule { total: 7, start: 5, cliff: 5, end: 5 };
        assert_eq!((all.vested_at(4), all.vested_at(5)), (0, 7));
    }

    #[test]
    fn a_cut_before_the_cliff_keeps_nothing() {
        assert_eq!(GRANT.cut_at(199).vested_at(i64::MAX), 0);
        assert_eq!(GRANT.cut_at(50).vested_at(i64::MAX), 0);
    }

    proptest! {
        #[test]
        fn vesting_is_monotone_and_survives_cuts_and_haste(
            total in any::<u64>(), start in any::<i32>(), cliff in 0i64..1_000, rest in 0i64..1_000,
            cut in 0i64..2_500, hasten in -500i64..2_500,
        ) {
            let start = i64::from(start);
            let grant = Schedule { total, start, cliff: start + cliff, end: start + cliff + rest };
            prop_assert!(grant.is_ordered());
            let (cut_time, mut last) = (start + cut, 0);
            let (short, quick) = (grant.cut_at(cut_time), grant.ending(start + hasten));
            prop_assert!(quick.is_ordered());
            for now in (start - 10..start + 2_500).step_by(7) {
                let vested = grant.vested_at(now);
                prop_assert!(vested >= last && vested <= total);
                prop_assert!(quick.vested_at(now) >= vested);
                if now >= cut_time {
                    prop_assert_eq!(short.vested_at(now), grant.vested_at(cut_time));
                }
                last = vested;
            }
        }
    }
}
