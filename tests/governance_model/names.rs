//! The names of the errors that the model knows.

use makerstake_testkit::governance::GovernanceError;

/// The name of an error of the program, as the model gives it.
pub fn error_name(code: u32) -> String {
    macro_rules! names {
        ($($name:ident),*) => {
            match code {
                $(code if code == GovernanceError::$name as u32 => stringify!($name).to_owned(),)*
                code => format!("error {code}"),
            }
        };
    }
    names!(
        NoVotes,
        TooFewVotesToPropose,
        TooLongForEpoch,
        NoFreeSlot,
        AboveActionLimit,
        AboveEpochLimit,
        VotingNotBegun,
        VotingOver,
        OnlyAgainst,
        NoVotesInEpoch,
        VoteNotOver,
        AlreadyDecided,
        VotingBegun,
        NotPassed,
        HoldUpNotOver,
        GraceOver,
        NotTerminal,
        GuardianExpired,
        NotBlockable,
        SeatTaken,
        NoSeat
    )
}
