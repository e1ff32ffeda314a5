//! The whole suite at once: random transactions on the real ELFs of all four programs, and two oracles after every one. The
//! reference models of equity and governance predict how it ends and what every account holds afterwards; the invariants
//! are checked from the accounts alone.
//!
//! `makerstake_testkit::sequence` says what the environment can ask for, and cuts a sequence that fails down. What it prints
//! behind `MAKERSTAKE_REPLAY=` becomes a line of `regressions.txt`; those are played first.

mod acts;
mod books;
mod call;
mod compare;
mod entropy;
mod executed;
mod harness;
mod idl;
mod invariants;
mod plan;
mod reference;
mod regressions;
mod report;
mod state_machine;

use std::{panic::resume_unwind, thread};

use makerstake_core::{action::Kind, proposal::State};
use makerstake_testkit::sequence::{Campaign, Tally};

use harness::Harness;
use report::Report;

/// Transactions in the test command.
const TRANSACTIONS: usize = 90_000;
/// Parts that are played side by side: as many as small machines have processors.
const PARTS: usize = 2;
/// Transactions of one world.
const EPISODE: usize = 5_000;

/// Every state of a proposal.
const STATES: [State; 12] = [
    State::Pending,
    State::Voting,
    State::CoolOff,
    State::Decided,
    State::Timelock,
    State::Executable,
    State::Executing,
    State::Executed,
    State::Defeated,
    State::Cancelled,
    State::Blocked,
    State::Expired,
];

/// Refusals that a campaign of this size must have met, or it proves less than it claims.
/// By how the instruction's name begins, and error.
const REFUSALS: [(&str, &str); 34] = [
    ("governance.cast_vote", "governance.CoolOffPeriod"),
    ("governance.cast_vote", "governance.DelegateMissing"),
    ("governance.cast_vote", "governance.WrongDelegate"),
    ("governance.cast_vote", "governance.NoVotesInEpoch"),
    ("governance.create_proposal", "governance.KindNotInTrack"),
    ("governance.create_proposal", "governance.InvalidActionParameters"),
    ("governance.create_proposal", "governance.AboveActionLimit"),
    ("governance.create_proposal", "governance.BudgetIdReserved"),
    ("governance.create_proposal", "governance.AboveEpochLimit"),
    ("governance.create_proposal", "governance.HashedActionsNotMeasurable"),
    ("governance.create_proposal", "governance.OptimisticClosed"),
    ("governance.execute_track", "governance.MakersDormant"),
    ("governance.create_proposal", ALREADY_IN_USE),
    ("governance.finalize_proposal", "governance.VoteNotOver"),
    ("governance.block_proposal", "governance.NotGuardian"),
    ("governance.close_proposal", "governance.NotTerminal"),
    ("governance.execute_transfer", "governance.WrongTrack"),
    ("governance.execute_transfer", "governance.WrongRecipient"),
    ("governance.create_proposal", "governance.RecipientRefused"),
    ("governance.execute_", "governance.UnexpectedPayload"),
    ("governance.execute_", "governance.PayloadMismatch"),
    ("governance.execute_", "governance.TimelockNotOver"),
    ("governance.execute_", "governance.GraceOver"),
    ("governance.execute_", "governance.AboveEpochLimit"),
    ("governance.execute_open_budget", ALREADY_IN_USE),
    ("governance.execute_budget", "governance.WrongBudget"),
    ("governance.execute_rule", "governance.WrongVersion"),
    ("governance.execute_ruling", "governance.WrongRoot"),
    ("governance.draw", "governance.ReportLate"),
    ("governance.draw", "governance.BudgetRevoked"),
    ("equity.claim", "equity.AlreadyClaimed"),
    ("equity.claim", "equity.EpochTooOld"),
    ("equity.challenge_distribution", "equity.OwnDistribution"),
    ("equity.close_position", "equity.PositionInUse"),
];
/// The system program's error of an address that is taken.
const ALREADY_IN_USE: &str = "code 0";

#[test]
fn the_programs_agree_with_their_models_and_keep_the_invariants() {
    regressions::play_all();
    let parts = Campaign::from_env(TRANSACTIONS, EPISODE).parts(PARTS);
    let (mut report, mut tally) = (Report::default(), Tally::default());
    thread::scope(|scope| {
        let play = |part: &Campaign| {
            let mut report = Report::default();
            let tally = part.run(|harness: &Harness| report.add(&harness.report));
            (report, tally)
        };
        let parts: Vec<_> = parts.iter().map(|part| scope.spawn(move || play(part))).collect();
        for part in parts {
            let (theirs, played) = part.join().unwrap_or_else(|panic| resume_unwind(panic));
            report.add(&theirs);
            tally.add(&played);
        }
    });
    println!("{report}\n{tally}");
    if tally.sent >= TRANSACTIONS {
        let missing = report.missing();
        assert!(missing.is_empty(), "instructions that never went through: {missing:?}");
        let states = STATES.iter().map(|state| state.name());
        let unmet: Vec<_> = states.filter(|state| !report.states.contains_key(state)).collect();
        assert!(unmet.is_empty(), "states in which no proposal was met: {unmet:?}");
        let kinds = Kind::ALL.into_iter().map(Kind::name);
        let idle: Vec<_> = kinds.filter(|kind| !report.actions.contains_key(kind)).collect();
        assert!(idle.is_empty(), "actions that were never executed: {idle:?}");
        let unseen: Vec<_> = REFUSALS.iter().filter(|(call, error)| !report.refused(call, error)).collect();
        assert!(unseen.is_empty(), "refusals that were never met: {unseen:?}");
    }
}
