//! Each hole that an audit found, reopened in the models: the search finds it there, and nothing of the kind where it is closed;
//! and the real ELF parts from the models where it should.

use makerstake_testkit::{
    clock::DAY,
    equity::{EquityError, EQUITY},
    governance::{GovernanceError, GOVERNANCE},
    model::Hole,
};
use solana_pubkey::Pubkey;
use solana_sdk_ids::system_program;

use crate::{
    confirm::{replay, Parting},
    pairs::{tell, OWNER},
    profit::Aim,
    scene::Call,
    search::{Found, Search},
    setup::{Budget, Roles, Start, SOL},
};

/// Sequences for each hole at the most while it is open, and where it is closed.
const SEQUENCES: [usize; 2] = [10_000, 1_000];
/// Whoever should block sleeps.
const UNGUARDED: Roles = Roles { guardian: true, ..OWNER };

/// Searches with the hole open and closed, and wants it to be found there alone.
fn find(
    hole: Hole,
    (percent, sol, roles): (u64, u64, Roles),
    starts: &[Start],
    (aim, enough): (Aim, i64),
) -> (Search, Found) {
    let budget = Budget { percent, sol, roles };
    let open = Search::new(budget, starts, Some(hole), aim);
    let found = open.run(SEQUENCES[0], 1, enough);
    println!("{hole:?}: {}", found.profit);
    tell(&open, &found);
    assert!(found.profit.of_aim(aim) >= enough, "{hole:?} was not found");
    let closed = Search::new(budget, starts, None, aim).run(SEQUENCES[1], 1, 1);
    assert_eq!(closed.profit.of_aim(aim), 0, "without {hole:?}: {}", closed.profit);
    (open, found)
}

/// Plays what was found on the chain, which has to part from the models.
fn part((search, found): &(Search, Found)) -> Parting {
    let (_, parting) = replay(search, found, i64::MAX);
    parting.expect("the chain goes all the way with the hole")
}

/// That the chain refuses where the models did not, with this error.
#[track_caller]
fn refused(parting: &Parting, by: Pubkey, code: u32) {
    assert_eq!(parting.done.verdict, Ok(()), "{parting:?}");
    let refusal = parting.outcome.as_ref().expect_err("the chain refuses");
    assert_eq!((refusal.program, refusal.code), (Some(by), Some(code)), "{parting:?}");
}

/// A thousand shares, the first, take a thousand SOL: on the chain they are too few for many proposals, and no quorum for one.
#[test]
fn the_first_depositor() {
    let found = find(Hole::Floors, (1, 100, UNGUARDED), &Start::YOUNG, (Aim::Lamports, 900 * SOL as i64));
    let parting = part(&found);
    let error = match parting.done.call {
        Call::Execute { .. } => GovernanceError::NotPassed,
        _ => GovernanceError::TooFewVotesToPropose,
    };
    refused(&parting, GOVERNANCE, error as u32);
}

/// A few per cent hold all slots for nothing, with a purse that pays the bonds of fourteen proposals and no more: on the chain it
/// is empty before.
#[test]
fn slots_held_for_nothing() {
    let found = find(Hole::Slots, (5, 14, OWNER), &Start::GROWN, (Aim::Locked, 20 * DAY));
    let parting = part(&found);
    assert!(matches!(parting.done.call, Call::Propose(_)), "{parting:?}");
    refused(&parting, system_program::ID, 1);
}

/// A slower constitution ends governance: on the chain it cannot be proposed.
#[test]
fn a_slower_constitution() {
    let found = find(Hole::SlowTracks, (34, 100, UNGUARDED), &Start::YOUNG, (Aim::Ended, DAY));
    refused(&part(&found), GOVERNANCE, GovernanceError::TooLongForEpoch as u32);
}

/// A token that is worth nothing uses up what grants may spend in an epoch: on the chain the honest are paid all the same.
#[test]
fn a_worthless_token() {
    let (search, found) = find(Hole::Meter, (1, 100, OWNER), &Start::GROWN, (Aim::Starved, DAY));
    let from = search.tell(&found.words).scene.clocked.starved_from;
    let (mut chain, parting) = replay(&search, &found, from);
    assert!(parting.is_none(), "{parting:?}");
    assert!(chain.can_grant());
}

/// One payee holds nine others: on the chain it is skipped.
#[test]
fn one_payee() {
    let found = find(Hole::Payees, (1, 100, OWNER), &Start::GROWN, (Aim::Unpaid, 10));
    let parting = part(&found);
    assert_eq!(parting.done.verdict, Err(GovernanceError::RecipientRefused.into()));
    assert!(parting.outcome.is_ok(), "{parting:?}");
}

/// Shares borrowed for a second decide: on the chain nobody gets them back in time.
#[test]
fn borrowed_shares() {
    let found = find(Hole::Loans, (1, 100, OWNER), &Start::GROWN, (Aim::Decisions, 1));
    refused(&part(&found), EQUITY, EquityError::CooldownActive as u32);
}

/// A ballot that was signed for one proposal counts for another: on the chain for none.
#[test]
fn a_ballot_for_another_proposal() {
    let found = find(Hole::Ballots, (1, 100, OWNER), &Start::GROWN, (Aim::Decisions, 1));
    refused(&part(&found), GOVERNANCE, GovernanceError::WrongNumber as u32);
}

/// The founder issues shares of the treasury's bucket: on the chain it issues none.
#[test]
fn the_founder_mints() {
    let founder = Roles { founder: true, ..OWNER };
    let found = find(Hole::FounderMint, (1, 100, founder), &Start::GROWN, (Aim::Shares, 1));
    refused(&part(&found), EQUITY, EquityError::FounderLimit as u32);
}
