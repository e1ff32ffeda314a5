//! What a step of a proposal waits for: the programs know only that it is early or late, people want to know when to come back.

use makerstake_core::proposal::State;
use makerstake_core::tally::Choice;

use super::{state, times};
use crate::generated::governance::accounts::Proposal;
use crate::message::{date, span};

/// Why a step is not possible now, and when it is.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Wait {
    /// What it waits for.
    pub what: &'static str,
    /// When to come back, or what to do first.
    pub remedy: String,
}

impl Wait {
    fn new(what: &'static str, remedy: impl Into<String>) -> Self {
        Self { what, remedy: remedy.into() }
    }
}

/// Checks that a ballot of this choice counts at `now`, as far as time decides it.
///
/// # Errors
/// Before voting, and in cool-off for all but ballots against.
pub fn until_voting(proposal: &Proposal, choice: Choice, now: i64) -> Result<(), Wait> {
    let times = times(proposal);
    match state(proposal, now) {
        Some(State::Pending) => {
            Err(Wait::new("voting has not begun", format!("it begins {}", when(times.voting_from, now))))
        }
        Some(State::CoolOff) if choice != Choice::No => Err(Wait::new(
            "voting is over; in cool-off only votes against count",
            format!("it is decided from then on: {}", when(times.closes_at(), now)),
        )),
        _ => Ok(()),
    }
}

/// Checks that the vote is over.
///
/// # Errors
/// When it is not.
pub fn until_decided(proposal: &Proposal, now: i64) -> Result<(), Wait> {
    match state(proposal, now) {
        Some(State::Pending | State::Voting | State::CoolOff) => {
            let closes = times(proposal).closes_at();
            Err(Wait::new("the vote is not over yet", format!("it can be decided {}", when(closes, now))))
        }
        _ => Ok(()),
    }
}

/// Checks that the next action can be executed now.
///
/// # Errors
/// When the vote is not decided, the timelock runs, or the time for execution is over.
pub fn until_executable(proposal: &Proposal, now: i64) -> Result<(), Wait> {
    let times = times(proposal);
    match state(proposal, now) {
        Some(State::Pending | State::Voting | State::CoolOff) => Err(Wait::new(
            "the vote is not over yet",
            format!("if it passes, it can be executed {}", when(times.executable_from(), now)),
        )),
        Some(State::Decided) => Err(Wait::new(
            "the vote is over, but nobody has decided it",
            "run `makerstake proposal finalize` first",
        )),
        Some(State::Timelock) => Err(Wait::new(
            "the timelock is not over",
            format!("it can be executed {}", when(times.executable_from(), now)),
        )),
        Some(State::Expired) => Err(Wait::new(
            "the time for execution is over",
            format!("it ended {}; propose it again", when(times.executable_until(), now)),
        )),
        _ => Ok(()),
    }
}

/// A time as people plan by it.
fn when(time: i64, now: i64) -> String {
    let span = span(time.abs_diff(now));
    if time > now {
        format!("in {span} (at {})", date(time))
    } else {
        format!("{span} ago (at {})", date(time))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_time_is_said_by_its_two_largest_units_and_its_date() {
        assert_eq!(
            when(1_000_000, 1_000_000 - 2 * 86_400 - 3 * 3_600 - 59),
            "in 2 d 3 h (at 1970-01-12 13:46:40Z)"
        );
        assert_eq!(when(100, 160), "1 min ago (at 1970-01-01 00:01:40Z)");
        assert_eq!(when(5, 5), "0 s ago (at 1970-01-01 00:00:05Z)");
    }
}
