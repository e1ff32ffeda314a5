//! The life of a proposal: which state it is in at a time. What time decides is derived, never stored.

use crate::{
    tally::{Bar, Tally},
    track::EXTENSION,
};

/// What is stored about a proposal's fate.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[repr(u8)]
pub enum Status {
    /// Not decided yet.
    Open = 0,
    /// Finalized: it passed.
    Passed = 1,
    /// Finalized: it did not.
    Defeated = 2,
    /// Withdrawn by its proposer before voting.
    Cancelled = 3,
    /// Blocked by the guardian.
    Blocked = 4,
    /// Every action was executed.
    Executed = 5,
}

impl Status {
    /// The status of this number.
    pub const fn from_u8(number: u8) -> Option<Self> {
        match number {
            0 => Some(Self::Open),
            1 => Some(Self::Passed),
            2 => Some(Self::Defeated),
            3 => Some(Self::Cancelled),
            4 => Some(Self::Blocked),
            5 => Some(Self::Executed),
            _ => None,
        }
    }
}

/// Where a proposal stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum State {
    /// Voting has not begun; the proposer may still withdraw it.
    Pending,
    /// Every ballot counts.
    Voting,
    /// Only ballots against count.
    CoolOff,
    /// The vote is over; anyone may finalize.
    Decided,
    /// Passed; waits for the timelock to end.
    Timelock,
    /// Passed; anyone may execute the first action.
    Executable,
    /// Passed; some actions are executed, anyone may execute the next.
    Executing,
    /// Every action was executed.
    Executed,
    /// Did not pass.
    Defeated,
    /// Withdrawn.
    Cancelled,
    /// Blocked by the guardian.
    Blocked,
    /// Passed, but not all of it was executed in time.
    Expired,
}

impl State {
    /// Whether nothing can happen to it any more.
    pub const fn is_terminal(self) -> bool {
        matches!(self, Self::Executed | Self::Defeated | Self::Cancelled | Self::Blocked | Self::Expired)
    }

    /// Its name in messages.
    pub const fn name(self) -> &'static str {
        match self {
            Self::Pending => "pending",
            Self::Voting => "voting",
            Self::CoolOff => "cool-off",
            Self::Decided => "decided",
            Self::Timelock => "timelock",
            Self::Executable => "executable",
            Self::Executing => "executing",
            Self::Executed => "executed",
            Self::Defeated => "defeated",
            Self::Cancelled => "cancelled",
            Self::Blocked => "blocked",
            Self::Expired => "expired",
        }
    }
}

/// The times of a proposal, unix seconds. Each period begins with its first second and ends before the next one's.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Times {
    /// Voting begins.
    pub voting_from: i64,
    /// Voting ends, cool-off begins.
    pub voting_until: i64,
    /// Seconds of cool-off.
    pub cool_off: u32,
    /// Seconds of timelock.
    pub timelock: u32,
    /// Seconds in which it can be executed.
    pub grace: u32,
}

impl Times {
    /// When the last ballot can be cast: before this. Saturates at the end of time, where nothing is early.
    pub fn closes_at(&self) -> i64 {
        self.voting_until.saturating_add(i64::from(self.cool_off))
    }

    /// When it can be executed at the earliest.
    pub fn executable_from(&self) -> i64 {
        self.closes_at().saturating_add(i64::from(self.timelock))
    }

    /// When it cannot be executed any more.
    pub fn executable_until(&self) -> i64 {
        self.executable_from().saturating_add(i64::from(self.grace))
    }

    /// The state at `now`, with `status` stored and some actions executed or none.
    pub fn state(&self, status: Status, is_begun: bool, now: i64) -> State {
        match status {
            Status::Defeated => State::Defeated,
            Status::Cancelled => State::Cancelled,
            Status::Blocked => State::Blocked,
            Status::Executed => State::Executed,
            Status::Open if now < self.voting_from => State::Pending,
            Status::Open if now < self.voting_until => State::Voting,
            Status::Open if now < self.closes_at() => State::CoolOff,
            Status::Open => State::Decided,
            Status::Passed if now < self.executable_from() => State::Timelock,
            Status::Passed if now >= self.executable_until() => State::Expired,
            Status::Passed if is_begun => State::Executing,
            Status::Passed => State::Executable,
        }
    }

    /// Whether a quorum that is reached at `now` is so late that voting goes on for [`EXTENSION`].
    pub fn is_late(&self, now: i64) -> bool {
        now >= self.voting_until.saturating_sub(i64::from(EXTENSION))
    }
}

/// Whether both houses let it pass: depends on nothing but the counts and the bars copied at creation (INVARIANT 11).
pub fn passes(token: (&Tally, &Bar), creator: (&Tally, &Bar)) -> bool {
    token.0.passes(token.1) && creator.0.passes(creator.1)
}

#[cfg(test)]
mod tests {
    use super::*;

    const TIMES: Times = Times { voting_from: 100, voting_until: 200, cool_off: 10, timelock: 20, grace: 30 };

    #[test]
    fn every_boundary_belongs_to_what_begins_there() {
        let open = |now| TIMES.state(Status::Open, false, now);
        assert_eq!([open(99), open(100), open(199)], [State::Pending, State::Voting, State::Voting]);
        assert_eq!([open(200), open(209), open(210)], [State::CoolOff, State::CoolOff, State::Decided]);
        let passed = |now| TIMES.state(Status::Passed, false, now);
        assert_eq!(
            [passed(210), passed(229), passed(230)],
            [State::Timelock, State::Timelock, State::Executable]
        );
        assert_eq!([passed(259), passed(260)], [State::Executable, State::Expired]);
        assert_eq!(TIMES.state(Status::Passed, true, 259), State::Executing);
        assert_eq!(TIMES.state(Status::Passed, true, 260), State::Expired);
    }

    #[test]
    fn stored_ends_are_final_at_any_time() {
        for now in [i64::MIN, 0, 150, 240, i64::MAX] {
            for (status, state) in [
                (Status::Defeated, State::Defeated),
                (Status::Cancelled, State::Cancelled),
                (Status::Blocked, State::Blocked),
                (Status::Executed, State::Executed),
            ] {
                assert_eq!(TIMES.state(status, false, now), state);
                assert!(state.is_terminal());
            }
        }
    }

    #[test]
    fn numbers_of_statuses_round_trip() {
        for number in 0..=255 {
            assert!(Status::from_u8(number).is_none_or(|status| status as u8 == number));
        }
    }
}
