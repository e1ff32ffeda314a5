//! The whole suite at once: random transactions on the real ELFs of all four programs, all twenty invariants checked after
//! every one from the state of the accounts, and equity's reference model beside it.
//!
//! `makerstake_testkit::sequence` says what the environment can ask for, and cuts a sequence that fails down. What it prints
//! behind `MAKERSTAKE_REPLAY=` becomes a line of `regressions.txt`; those are played first.

mod books;
mod call;
mod entropy;
mod executed;
mod harness;
mod idl;
mod invariants;
mod plan;
mod pooled;
mod regressions;
mod report;
mod state_machine;

use makerstake_core::proposal::State;
use makerstake_testkit::sequence::Campaign;

use harness::Harness;
use report::Report;

/// Transactions in the test command.
const TRANSACTIONS: usize = 50_000;
/// Transactions of one world.
const EPISODE: usize = 2_500;

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

#[test]
fn the_suite_keeps_its_invariants() {
    regressions::play_all();
    let campaign = Campaign::from_env(TRANSACTIONS, EPISODE);
    let mut report = Report::default();
    let tally = campaign.run(|harness: &Harness| report.add(&harness.report));
    println!("{report}\n{tally}");
    if tally.sent >= TRANSACTIONS {
        let missing = report.missing();
        assert!(missing.is_empty(), "instructions that never went through: {missing:?}");
        let states = STATES.iter().map(|state| state.name());
        let unmet: Vec<_> = states.filter(|state| !report.states.contains_key(state)).collect();
        assert!(unmet.is_empty(), "states in which no proposal was met: {unmet:?}");
    }
}
