//! How many sends a second one run may make.

use std::time::Instant;

/// A rate limit: so many sends a second, with a burst of at most one second's worth.
pub(super) struct Limiter {
    rate: Option<f64>,
    tokens: f64,
    last: Instant,
}

impl Limiter {
    /// A limit that has one second's worth to give; no rate, no limit.
    pub fn new(rate: Option<f64>, now: Instant) -> Self {
        Self { rate, tokens: rate.unwrap_or_default().max(1.0), last: now }
    }

    fn refill(&mut self, rate: f64, now: Instant) {
        let passed = now.saturating_duration_since(self.last).as_secs_f64();
        self.tokens = (self.tokens + passed * rate).min(rate.max(1.0));
        self.last = now;
    }

    /// Whether a new transaction may be begun while so many that were begun are not sent yet.
    pub fn may_start(&mut self, unsent: usize, now: Instant) -> bool {
        let Some(rate) = self.rate else { return true };
        self.refill(rate, now);
        self.tokens - unsent as f64 >= 1.0
    }

    /// Takes what was sent; resends may go into debt, and hold new ones back until it is paid.
    pub fn take(&mut self, count: usize, now: Instant) {
        if let Some(rate) = self.rate {
            self.refill(rate, now);
            self.tokens -= count as f64;
        }
    }
}

#[cfg(test)]
mod tests {
    use std::time::Duration;

    use super::*;

    /// How many transactions are begun in so many milliseconds, one a millisecond at most.
    fn begun(limiter: &mut Limiter, from: Instant, milliseconds: std::ops::Range<u64>) -> usize {
        let moments = milliseconds.map(|at| from + Duration::from_millis(at));
        let started = moments.filter(|now| {
            let may = limiter.may_start(0, *now);
            limiter.take(usize::from(may), *now);
            may
        });
        started.count()
    }

    #[test]
    fn a_second_has_no_more_than_its_rate_after_a_burst_of_as_many() {
        let start = Instant::now();
        let mut limiter = Limiter::new(Some(8.0), start);
        assert_eq!(begun(&mut limiter, start, 0..8), 8);
        assert_eq!(begun(&mut limiter, start, 8..1_008), 8);
        // What was not used does not pile up beyond one second's worth.
        assert_eq!(begun(&mut limiter, start, 60_000..60_008), 8);
        assert_eq!(begun(&mut limiter, start, 60_008..60_100), 0);
    }

    #[test]
    fn less_than_one_a_second_is_a_limit_too() {
        let start = Instant::now();
        let mut limiter = Limiter::new(Some(0.5), start);
        assert_eq!(begun(&mut limiter, start, 0..1_999), 1);
        assert_eq!(begun(&mut limiter, start, 1_999..4_010), 2);
    }

    #[test]
    fn resends_are_paid_back_before_anything_new_begins() {
        let start = Instant::now();
        let mut limiter = Limiter::new(Some(4.0), start);
        limiter.take(8, start);
        assert_eq!(begun(&mut limiter, start, 0..1_240), 0);
        assert_eq!(begun(&mut limiter, start, 1_240..1_510), 2);
    }

    #[test]
    fn what_is_begun_and_not_sent_counts() {
        let start = Instant::now();
        let mut limiter = Limiter::new(Some(4.0), start);
        assert!(limiter.may_start(3, start));
        assert!(!limiter.may_start(4, start));
    }

    #[test]
    fn without_a_rate_there_is_no_limit() {
        let start = Instant::now();
        assert_eq!(begun(&mut Limiter::new(None, start), start, 0..100), 100);
    }
}
