//! Each hole that an audit found, reopened in the models: the search finds it there, and nothing of the kind where it is closed.

use makerstake_testkit::{clock::DAY, model::Hole};

use crate::{
    pairs::{tell, OWNER},
    profit::Aim,
    search::Search,
    setup::{Budget, Roles, Start, SOL},
};

/// Sequences for each hole at the most while it is open, and where it is closed.
const SEQUENCES: [usize; 2] = [10_000, 1_000];
/// Whoever should block sleeps.
const UNGUARDED: Roles = Roles { guardian: true, ..OWNER };

/// Searches with the hole open and closed, and wants it to be found there alone.
fn find(hole: Hole, (percent, sol, roles): (u64, u64, Roles), starts: &[Start], (aim, enough): (Aim, i64)) {
    let budget = Budget { percent, sol, roles };
    let open = Search::new(budget, starts, Some(hole), aim);
    let found = open.run(SEQUENCES[0], 1, enough);
    println!("{hole:?}: {}", found.profit);
    tell(&open, &found);
    assert!(found.profit.of_aim(aim) >= enough, "{hole:?} was not found");
    let closed = Search::new(budget, starts, None, aim).run(SEQUENCES[1], 1, 1);
    assert_eq!(closed.profit.of_aim(aim), 0, "without {hole:?}: {}", closed.profit);
}

/// A thousand shares, the first, take a thousand SOL.
#[test]
fn the_first_depositor() {
    find(Hole::Floors, (1, 100, UNGUARDED), &Start::YOUNG, (Aim::Lamports, 900 * SOL as i64));
}

/// A few per cent hold all slots for nothing: with a purse that pays the bonds of fourteen proposals and no more.
#[test]
fn slots_held_for_nothing() {
    find(Hole::Slots, (5, 14, OWNER), &Start::GROWN, (Aim::Locked, 20 * DAY));
}

/// A slower constitution ends governance.
#[test]
fn a_slower_constitution() {
    find(Hole::SlowTracks, (34, 100, UNGUARDED), &Start::YOUNG, (Aim::Ended, DAY));
}

/// One payee holds nine others.
#[test]
fn one_payee() {
    find(Hole::Payees, (1, 100, OWNER), &Start::GROWN, (Aim::Unpaid, 10));
}

/// Shares borrowed for a second decide.
#[test]
fn borrowed_shares() {
    find(Hole::Loans, (1, 100, OWNER), &Start::GROWN, (Aim::Decisions, 1));
}

/// A ballot that was signed for one proposal counts for another.
#[test]
fn a_ballot_for_another_proposal() {
    find(Hole::Ballots, (1, 100, OWNER), &Start::GROWN, (Aim::Decisions, 1));
}

/// A token that is worth nothing uses up what grants may spend in an epoch.
#[test]
fn a_worthless_token() {
    find(Hole::Meter, (1, 100, OWNER), &Start::GROWN, (Aim::Starved, DAY));
}
