//! Creator seats: taken, left, and taken away.

use super::{Model, Verdict};
use crate::governance::GovernanceError;

impl Model {
    /// Whether a creator is old enough and has earned enough.
    fn may_sit(&self, who: usize) -> Verdict {
        let (min_earned, min_age) = self.seat_rule;
        if self.now() < self.creators[&who] + min_age {
            return Err(GovernanceError::CreatorTooYoung.into());
        }
        if self.equity.holders[who].earned.last() < min_earned.into() {
            return Err(GovernanceError::TooLittleEarned.into());
        }
        Ok(())
    }

    fn seat(&mut self, who: usize, is_taken: bool) {
        let from = self.epoch() + 1;
        self.seats[who].set(from, is_taken);
    }

    /// `take_seat`.
    pub fn take_seat(&mut self, who: usize) -> Verdict {
        if self.seats[who].latest() {
            return Err(GovernanceError::SeatTaken.into());
        }
        self.may_sit(who)?;
        self.seat(who, true);
        Ok(())
    }

    /// `leave_seat`.
    pub fn leave_seat(&mut self, who: usize) -> Verdict {
        if !self.seats[who].latest() {
            return Err(GovernanceError::NoSeat.into());
        }
        self.seat(who, false);
        Ok(())
    }

    /// `review_seat`, by anybody.
    pub fn review_seat(&mut self, who: usize) -> Verdict {
        if !self.seats[who].latest() {
            return Err(GovernanceError::NoSeat.into());
        }
        if self.may_sit(who).is_ok() {
            return Err(GovernanceError::StillQualified.into());
        }
        self.seat(who, false);
        Ok(())
    }
}
