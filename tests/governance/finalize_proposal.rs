use makerstake_testkit::{equity, equity::SHARE, governance::*};
use solana_signer::Signer;

use crate::{
    refused,
    support::{Owners, TwoHouses},
};

#[test]
fn a_vote_is_decided_when_it_is_over_and_once() {
    let mut o = Owners::new();
    let to = o.somebody();
    let p = o.create_proposal(&[pay(&to, 1_000_000)]);
    let finalize = finalize_proposal(&o.realm, &p);
    refused!(o.world.send(std::slice::from_ref(&finalize), &[]), VoteNotOver);
    o.world.until_voting(&p);
    o.world.vote(&o.realm, &o.ada, &p, YES).unwrap();
    let closes = times(&o.world.proposal(&p)).closes_at();
    o.world.set_time(closes - 1);
    refused!(o.world.send(std::slice::from_ref(&finalize), &[]), VoteNotOver);
    o.world.set_time(closes);
    let receipt = o.world.send(std::slice::from_ref(&finalize), &[]).unwrap();
    receipt.assert_only_changed(&[o.realm.platform, p]);
    assert_eq!(o.world.state(&p), State::Timelock);
    assert_eq!(o.world.platform(&o.realm).slot_mask, 0);
    refused!(o.world.send(&[finalize], &[]), AlreadyDecided);
}

#[test]
fn without_quorum_or_majority_it_is_defeated() {
    for (yes, no) in [(false, false), (false, true), (true, true)] {
        let mut o = Owners::new();
        let to = o.somebody();
        let p = o.create_proposal(&[pay(&to, 1_000_000)]);
        o.world.until_voting(&p);
        if no {
            o.world.vote(&o.realm, &o.ada, &p, NO).unwrap();
        }
        if yes {
            o.world.vote(&o.realm, &o.ben, &p, YES).unwrap();
        }
        o.world.until_decided(&p);
        o.world.send(&[finalize_proposal(&o.realm, &p)], &[]).unwrap();
        assert_eq!(o.world.state(&p), State::Defeated);
    }
}

#[test]
fn both_houses_must_agree_where_both_are_asked() {
    let mut t = TwoHouses::new();
    let text = [9; 32];
    let resolve = [Action::Resolve { text_hash: &text }];
    let p = t.o.world.create_proposal(&t.o.realm, &t.o.ada, RULES, &resolve).unwrap();
    t.o.world.until_voting(&p);
    t.o.world.vote(&t.o.realm, &t.o.ada, &p, YES).unwrap();
    t.o.world.vote(&t.o.realm, &t.mia, &p, NO).unwrap();
    t.o.world.until_decided(&p);
    t.o.world.send(&[finalize_proposal(&t.o.realm, &p)], &[]).unwrap();
    assert_eq!(t.o.world.state(&p), State::Defeated, "the creators did not agree");
    let p = t.decide(RULES, &resolve);
    t.o.world.send(&[execute_platform(&t.o.realm, &p)], &[]).unwrap();
    assert_eq!(t.o.world.state(&p), State::Executed);
}

#[test]
fn creators_can_veto_a_payment_of_the_owners() {
    let mut t = TwoHouses::new();
    let to = t.o.somebody();
    let p = t.o.create_proposal(&[pay(&to, 1_000_000)]);
    t.o.world.until_voting(&p);
    t.o.world.vote(&t.o.realm, &t.o.ada, &p, YES).unwrap();
    t.o.world.vote(&t.o.realm, &t.o.ben, &p, YES).unwrap();
    t.o.world.vote(&t.o.realm, &t.mia, &p, NO).unwrap();
    t.o.world.until_decided(&p);
    t.o.world.send(&[finalize_proposal(&t.o.realm, &p)], &[]).unwrap();
    assert_eq!(t.o.world.state(&p), State::Defeated);
}

#[test]
fn silence_passes_an_optimistic_proposal_and_a_tenth_rejects_it() {
    let mut o = Owners::new();
    let to = o.somebody();
    let (quiet, fought) = (
        o.world.create_proposal(&o.realm, &o.eve, GRANTS, &[pay(&to, 1_000_000)]).unwrap(),
        o.world.create_proposal(&o.realm, &o.eve, GRANTS, &[pay(&to, 1_000_000)]).unwrap(),
    );
    o.world.vote(&o.realm, &o.ben, &fought, NO).unwrap();
    o.world.until_decided(&quiet);
    for p in [&quiet, &fought] {
        o.world.send(&[finalize_proposal(&o.realm, p)], &[]).unwrap();
    }
    assert_eq!(o.world.state(&quiet), State::Timelock);
    assert_eq!(o.world.state(&fought), State::Defeated);
    o.world.until_executable(&quiet);
    o.world.send(&[execute_transfer(&o.realm, &quiet, GRANTS, &to, &[])], &[]).unwrap();
}

#[test]
fn withdrawing_after_the_vote_moves_neither_quorum_nor_result() {
    let mut o = Owners::new();
    let to = o.somebody();
    let p = o.create_proposal(&[pay(&to, 1_000_000)]);
    o.world.until_voting(&p);
    o.world.vote(&o.realm, &o.eve, &p, YES).unwrap();
    o.world.until_decided(&p);
    // Ada takes all her shares out between the end of voting and the decision: Eve's tenth would be a quorum then.
    let leave = equity::request_withdrawal(&o.realm.f, &o.ada.holder, 60_000 * SHARE);
    o.world.send(&[leave], &[&o.ada.key]).unwrap();
    o.world.send(&[finalize_proposal(&o.realm, &p)], &[]).unwrap();
    assert_eq!(o.world.state(&p), State::Defeated);
    assert_eq!(o.world.proposal(&p).eligible[0], 101_300 * SHARE);
}

#[test]
fn another_platforms_proposal_is_not_decided_here() {
    let mut o = Owners::new();
    let other = o.world.realm();
    let to = o.somebody();
    let p = o.create_proposal(&[pay(&to, 1_000_000)]);
    o.world.until_decided(&p);
    refused!(o.world.send(&[finalize_proposal(&other, &p)], &[]), WrongPlatform);
}

#[test]
fn only_the_proposer_withdraws_and_only_before_voting() {
    let mut o = Owners::new();
    let to = o.somebody();
    let (first, second) = (o.create_proposal(&[pay(&to, 1)]), o.create_proposal(&[pay(&to, 1)]));
    let mut theirs = cancel_proposal(&o.realm, &o.ada.holder, &first);
    theirs.accounts[0].pubkey = o.eve.key.pubkey();
    refused!(o.world.send(&[theirs], &[&o.eve.key]), NotProposer);
    let other = o.world.realm();
    let elsewhere = cancel_proposal(&other, &o.ada.holder, &first);
    refused!(o.world.send(&[elsewhere], &[&o.ada.key]), WrongPlatform);
    let cancel = cancel_proposal(&o.realm, &o.ada.holder, &first);
    o.world.send(std::slice::from_ref(&cancel), &[&o.ada.key]).unwrap();
    assert_eq!((o.world.state(&first), o.world.platform(&o.realm).slot_mask), (State::Cancelled, 2));
    refused!(o.world.send(&[cancel], &[&o.ada.key]), AlreadyDecided);
    o.world.until_voting(&second);
    refused!(o.world.vote(&o.realm, &o.ada, &first, YES), VotingOver);
    let late = cancel_proposal(&o.realm, &o.ada.holder, &second);
    refused!(o.world.send(&[late], &[&o.ada.key]), VotingBegun);
}

/// A citizen with just a tenth of all votes, rounded up, when the others have 101,300 shares.
const TENTH: u64 = 11_255_555_556;

#[test]
fn a_quorum_is_met_by_as_many_votes_and_a_veto_too() {
    let mut o = Owners::new();
    let to = o.somebody();
    let tenth = o.world.citizen(&o.realm, TENTH);
    o.world.next_epoch(&o.realm);
    let paid = o.world.create_proposal(&o.realm, &o.ada, TREASURY, &[pay(&to, 1_000_000)]).unwrap();
    let granted = o.world.create_proposal(&o.realm, &o.ada, GRANTS, &[pay(&to, 1_000_000)]).unwrap();
    assert_eq!(o.world.proposal(&paid).quorum[0], TENTH);
    assert_eq!(o.world.proposal(&granted).veto[0], TENTH);
    o.world.until_voting(&paid);
    o.world.vote(&o.realm, &tenth, &paid, YES).unwrap();
    o.world.vote(&o.realm, &tenth, &granted, NO).unwrap();
    o.world.until_decided(&paid);
    for p in [&paid, &granted] {
        o.world.send(&[finalize_proposal(&o.realm, p)], &[]).unwrap();
    }
    assert_eq!(o.world.state(&paid), State::Timelock);
    assert_eq!(o.world.state(&granted), State::Defeated);
}

#[test]
fn an_approval_is_exceeded_and_not_only_met() {
    for (yes, expected) in [(55_000, State::Defeated), (55_001, State::Timelock)] {
        let mut o = Owners::new();
        let to = o.somebody();
        let approving = o.world.citizen(&o.realm, yes * SHARE);
        let opposing = o.world.citizen(&o.realm, 45_000 * SHARE);
        o.world.next_epoch(&o.realm);
        let p = o.world.create_proposal(&o.realm, &o.ada, TREASURY, &[pay(&to, 1_000_000)]).unwrap();
        o.world.until_voting(&p);
        o.world.vote(&o.realm, &approving, &p, YES).unwrap();
        o.world.vote(&o.realm, &opposing, &p, NO).unwrap();
        o.world.until_decided(&p);
        o.world.send(&[finalize_proposal(&o.realm, &p)], &[]).unwrap();
        assert_eq!(o.world.state(&p), expected, "{yes} of {}", yes + 45_000);
    }
}
