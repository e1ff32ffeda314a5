//! What a command about a proposal waits for, said before anything is sent: the programs know only that it is early or late,
//! people want to know when to come back.

use makerstake_client::generated::governance::accounts::Proposal;
use makerstake_client::proposals;
use makerstake_core::proposal::State;
use makerstake_core::tally::Choice;

use crate::context::Context;
use crate::failure::{Exit, Failure};

/// That a ballot of this choice counts, as far as time decides it.
///
/// # Errors
/// Before voting, and in cool-off for all but ballots against.
pub fn until_voting(context: &Context, proposal: &Proposal, choice: Choice) -> Result<(), Failure> {
    let now = context.chain_time()?;
    let times = proposals::times(proposal);
    match proposals::state(proposal, now) {
        Some(State::Pending) => {
            Err(wait("voting has not begun", format!("it begins {}", when(times.voting_from, now))))
        }
        Some(State::CoolOff) if choice != Choice::No => Err(wait(
            "voting is over; in cool-off only votes against count",
            format!("it is decided from then on: {}", when(times.closes_at(), now)),
        )),
        _ => Ok(()),
    }
}

/// That the vote is over.
///
/// # Errors
/// When it is not.
pub fn until_decided(context: &Context, proposal: &Proposal) -> Result<(), Failure> {
    let now = context.chain_time()?;
    match proposals::state(proposal, now) {
        Some(State::Pending | State::Voting | State::CoolOff) => {
            let closes = proposals::times(proposal).closes_at();
            Err(wait("the vote is not over yet", format!("it can be decided {}", when(closes, now))))
        }
        _ => Ok(()),
    }
}

/// That the next action can be executed now.
///
/// # Errors
/// When the vote is not decided, the timelock runs, or the time for execution is over.
pub fn until_executable(context: &Context, proposal: &Proposal) -> Result<(), Failure> {
    let now = context.chain_time()?;
    let times = proposals::times(proposal);
    match proposals::state(proposal, now) {
        Some(State::Pending | State::Voting | State::CoolOff) => Err(wait(
            "the vote is not over yet",
            format!("if it passes, it can be executed {}", when(times.executable_from(), now)),
        )),
        Some(State::Decided) => Err(wait(
            "the vote is over, but nobody has decided it",
            "run `makerstake proposal finalize` first",
        )),
        Some(State::Timelock) => Err(wait(
            "the timelock is not over",
            format!("it can be executed {}", when(times.executable_from(), now)),
        )),
        Some(State::Expired) => Err(wait(
            "the time for execution is over",
            format!("it ended {}; propose it again", when(times.executable_until(), now)),
        )),
        _ => Ok(()),
    }
}

/// A refusal before anything was sent.
fn wait(what: &str, remedy: impl Into<String>) -> Failure {
    let mut failure = Failure::new(Exit::Rejected, what).remedy(remedy);
    failure.details.push("nothing was sent".into());
    failure
}

/// A time as people plan by it, with the number that programs know.
fn when(time: i64, now: i64) -> String {
    let span = span(time.abs_diff(now));
    if time > now {
        format!("in {span} (at {time})")
    } else {
        format!("{span} ago (at {time})")
    }
}

/// The two largest units that are not zero.
fn span(seconds: u64) -> String {
    let parts = [
        (seconds / 86_400, "d"),
        (seconds / 3_600 % 24, "h"),
        (seconds / 60 % 60, "min"),
        (seconds % 60, "s"),
    ];
    let said: Vec<_> = parts
        .iter()
        .skip_while(|(count, _)| *count == 0)
        .take(2)
        .filter(|(count, _)| *count > 0)
        .map(|(count, unit)| format!("{count} {unit}"))
        .collect();
    if said.is_empty() {
        "0 s".into()
    } else {
        said.join(" ")
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_time_is_said_by_its_two_largest_units() {
        assert_eq!(when(1_000_000, 1_000_000 - 2 * 86_400 - 3 * 3_600 - 59), "in 2 d 3 h (at 1000000)");
        assert_eq!(when(100, 160), "1 min ago (at 100)");
        assert_eq!(when(5, 5), "0 s ago (at 5)");
        assert_eq!(span(3_599), "59 min 59 s");
        assert_eq!(span(86_400 + 5), "1 d");
    }
}
