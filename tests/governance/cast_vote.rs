use makerstake_testkit::{equity, equity::SHARE, governance::*};

use crate::{
    refused,
    support::{Owners, TwoHouses},
};

#[test]
fn a_ballot_counts_what_was_owned_in_the_proposals_epoch_and_changes_nothing_else() {
    let mut o = Owners::new();
    let to = o.somebody();
    let p = o.create_proposal(&[pay(&to, 1_000_000)]);
    o.world.until_voting(&p);
    let receipt = o.world.vote(&o.realm, &o.ada, &p, YES).unwrap();
    receipt.assert_only_changed(&[p, o.realm.voter(&o.ada.holder.address)]);
    assert_eq!(receipt.created_bytes(), 0);
    assert_eq!(o.token_votes(&p), [60_000 * SHARE, 0, 0]);
    let proposal = o.world.proposal(&p);
    assert_eq!(proposal.eligible[0], o.world.pool(&o.realm.f).total[0]);
    let voter = o.world.ballots(&o.realm, &o.ada.holder.address);
    let slot = usize::from(proposal.slot);
    assert_eq!((voter.numbers[slot], voter.choices[slot]), (proposal.number, YES));
}

#[test]
fn a_ballot_can_be_changed_and_is_counted_once() {
    let mut o = Owners::new();
    let to = o.somebody();
    let p = o.create_proposal(&[pay(&to, 1_000_000)]);
    o.world.until_voting(&p);
    for (choice, expected) in
        [(YES, [1, 0, 0]), (NO, [0, 1, 0]), (NO, [0, 1, 0]), (ABSTAIN, [0, 0, 1]), (YES, [1, 0, 0])]
    {
        o.world.vote(&o.realm, &o.ben, &p, choice).unwrap();
        assert_eq!(o.token_votes(&p), expected.map(|n| n * 30_000 * SHARE));
    }
}

#[test]
fn choices_and_times_are_checked() {
    let mut o = Owners::new();
    let to = o.somebody();
    let p = o.create_proposal(&[pay(&to, 1_000_000)]);
    let t = times(&o.world.proposal(&p));
    o.world.set_time(t.voting_from - 1);
    refused!(o.world.vote(&o.realm, &o.ada, &p, YES), VotingNotBegun);
    o.world.advance(1);
    for choice in [0, 4, 255] {
        refused!(o.world.vote(&o.realm, &o.ada, &p, choice), InvalidChoice);
    }
    o.world.vote(&o.realm, &o.ada, &p, YES).unwrap();
    o.world.set_time(t.voting_until);
    refused!(o.world.vote(&o.realm, &o.ben, &p, YES), CoolOffPeriod);
    refused!(o.world.vote(&o.realm, &o.ben, &p, ABSTAIN), CoolOffPeriod);
    o.world.vote(&o.realm, &o.ben, &p, NO).unwrap();
    o.world.vote(&o.realm, &o.ada, &p, NO).unwrap();
    assert_eq!(o.token_votes(&p), [0, 90_000 * SHARE, 0]);
    o.world.set_time(t.closes_at());
    refused!(o.world.vote(&o.realm, &o.eve, &p, NO), VotingOver);
}

#[test]
fn one_without_votes_has_no_ballot() {
    let mut o = Owners::new();
    let late = o.world.citizen(&o.realm, 5_000 * SHARE);
    let to = o.somebody();
    let p = o.create_proposal(&[pay(&to, 1_000_000)]);
    o.world.until_voting(&p);
    // Shares given today count from the next snapshot epoch on, and the proposal asks for its own.
    refused!(o.world.vote(&o.realm, &late, &p, YES), NoVotesInEpoch);
}

#[test]
fn nobody_votes_with_what_belongs_to_others() {
    let mut o = Owners::new();
    let other = o.world.realm();
    let to = o.somebody();
    let p = o.create_proposal(&[pay(&to, 1_000_000)]);
    o.world.until_voting(&p);
    let (ada, ben) = (o.ada.holder, o.ben.holder);
    // A ballot that was made for a proposal of another number counts for none (INVARIANT 23).
    let number = o.world.proposal(&p).number;
    let stale = cast_vote(&o.realm, &ben, (&p, number + 1), YES);
    refused!(o.world.send(&[stale], &[&o.ben.key]), WrongNumber);
    let mut position = o.world.ballot(&o.realm, &ben, &p, YES);
    position.accounts[2].pubkey = o.realm.f.position(&ada.address);
    refused!(o.world.send(&[position], &[&o.ben.key]), WrongPosition);
    let mut voter = o.world.ballot(&o.realm, &ben, &p, YES);
    voter.accounts[3].pubkey = o.realm.voter(&ada.address);
    refused!(o.world.send(&[voter], &[&o.ben.key]), NotHolder);
    o.world.open(&other.f, &ben);
    let mut pool = o.world.ballot(&o.realm, &ben, &p, YES);
    pool.accounts[2].pubkey = other.f.position(&ben.address);
    refused!(o.world.send(&[pool], &[&o.ben.key]), WrongPool);
    o.world.open_voter(&other, &ben.address);
    let mut platform = o.world.ballot(&o.realm, &ben, &p, YES);
    platform.accounts[3].pubkey = other.voter(&ben.address);
    refused!(o.world.send(&[platform], &[&o.ben.key]), WrongPlatform);
}

#[test]
fn an_owner_takes_its_weight_out_of_the_delegates_ballot_before_or_after() {
    for delegate_first in [true, false] {
        let mut o = Owners::new();
        let to_ada = equity::delegate(&o.realm.f, &o.eve.holder, &o.ada.holder.address);
        o.world.send(&[to_ada], &[&o.eve.key]).unwrap();
        o.eve.holder = o.eve.holder.delegating(&o.ada.holder.address);
        o.world.next_epoch(&o.realm);
        let to = o.somebody();
        let p = o.create_proposal(&[pay(&to, 1_000_000)]);
        o.world.until_voting(&p);
        if delegate_first {
            o.world.vote(&o.realm, &o.ada, &p, YES).unwrap();
            assert_eq!(o.token_votes(&p), [70_000 * SHARE, 0, 0]);
        }
        let mut without = o.eve.holder;
        without.delegate = None;
        refused!(o.world.send(&[o.world.ballot(&o.realm, &without, &p, NO)], &[&o.eve.key]), DelegateMissing);
        let wrong = o.eve.holder.delegating(&o.ben.holder.address);
        refused!(o.world.send(&[o.world.ballot(&o.realm, &wrong, &p, NO)], &[&o.eve.key]), WrongDelegate);
        o.world.vote(&o.realm, &o.eve, &p, NO).unwrap();
        o.world.vote(&o.realm, &o.ada, &p, YES).unwrap();
        assert_eq!(o.token_votes(&p), [60_000 * SHARE, 10_000 * SHARE, 0]);
        // Changes of either keep the weights apart.
        o.world.vote(&o.realm, &o.eve, &p, ABSTAIN).unwrap();
        o.world.vote(&o.realm, &o.ada, &p, NO).unwrap();
        assert_eq!(o.token_votes(&p), [0, 60_000 * SHARE, 10_000 * SHARE]);
    }
}

#[test]
fn a_delegate_of_another_platform_is_no_delegate() {
    let mut o = Owners::new();
    let other = o.world.realm();
    let to_ada = equity::delegate(&o.realm.f, &o.eve.holder, &o.ada.holder.address);
    o.world.send(&[to_ada], &[&o.eve.key]).unwrap();
    o.eve.holder = o.eve.holder.delegating(&o.ada.holder.address);
    o.world.next_epoch(&o.realm);
    let to = o.somebody();
    let p = o.create_proposal(&[pay(&to, 1_000_000)]);
    o.world.until_voting(&p);
    o.world.open_voter(&other, &o.ada.holder.address);
    let mut ix = o.world.ballot(&o.realm, &o.eve.holder, &p, NO);
    ix.accounts[5].pubkey = other.voter(&o.ada.holder.address);
    refused!(o.world.send(&[ix], &[&o.eve.key]), WrongPlatform);
}

#[test]
fn one_ballot_counts_in_both_houses() {
    let mut t = TwoHouses::new();
    let text = [9; 32];
    let p =
        t.o.world
            .create_proposal(&t.o.realm, &t.o.ada, RULES, &[Action::Resolve { text_hash: &text }])
            .unwrap();
    t.o.world.until_voting(&p);
    t.o.world.vote(&t.o.realm, &t.mia, &p, YES).unwrap();
    t.o.world.vote(&t.o.realm, &t.tom, &p, NO).unwrap();
    let proposal = t.o.world.proposal(&p);
    assert_eq!(proposal.eligible[1], 3 * EARNED);
    assert_eq!((proposal.yes, proposal.no), ([EARNED; 2], [2 * EARNED; 2]));
    // An owner who earned nothing does not count there.
    t.o.world.vote(&t.o.realm, &t.o.ada, &p, YES).unwrap();
    assert_eq!(t.o.world.proposal(&p).yes[1], EARNED);
}

#[test]
fn a_late_quorum_prolongs_voting_once() {
    let mut o = Owners::new();
    let to = o.somebody();
    let p = o.create_proposal(&[pay(&to, 1_000_000)]);
    let end = o.world.proposal(&p).voting_until;
    o.world.set_time(end - 86_400 - 1);
    o.world.vote(&o.realm, &o.eve, &p, NO).unwrap();
    assert_eq!(o.world.proposal(&p).is_extended, 0, "10,000 of 101,000 is no quorum");
    o.world.set_time(end - 1);
    o.world.vote(&o.realm, &o.ada, &p, YES).unwrap();
    let proposal = o.world.proposal(&p);
    assert_eq!((proposal.is_extended, proposal.voting_until), (1, end + 86_400));
    o.world.set_time(end + 86_399);
    o.world.vote(&o.realm, &o.ben, &p, YES).unwrap();
    assert_eq!(o.world.proposal(&p).voting_until, end + 86_400);
    o.world.advance(1);
    refused!(o.world.vote(&o.realm, &o.eve, &p, YES), CoolOffPeriod);
}

/// Found by the random sequences: an override takes votes out before it adds them, which must not look like a new quorum.
#[test]
fn an_override_late_in_voting_prolongs_nothing_when_the_quorum_was_there() {
    let mut o = Owners::new();
    let to_eve = equity::delegate(&o.realm.f, &o.ada.holder, &o.eve.holder.address);
    o.world.send(&[to_eve], &[&o.ada.key]).unwrap();
    o.ada.holder = o.ada.holder.delegating(&o.eve.holder.address);
    o.world.next_epoch(&o.realm);
    let to = o.somebody();
    let p = o.world.create_proposal(&o.realm, &o.ben, LARGE, &[pay(&to, 1_000_000)]).unwrap();
    o.world.until_voting(&p);
    o.world.vote(&o.realm, &o.eve, &p, YES).unwrap();
    let end = o.world.proposal(&p).voting_until;
    o.world.set_time(end - 1);
    o.world.vote(&o.realm, &o.ada, &p, NO).unwrap();
    assert_eq!(o.token_votes(&p), [10_000 * SHARE, 60_000 * SHARE, 0]);
    assert_eq!((o.world.proposal(&p).is_extended, o.world.proposal(&p).voting_until), (0, end));
}

#[test]
fn a_quorum_in_time_prolongs_nothing() {
    let mut o = Owners::new();
    let to = o.somebody();
    let p = o.create_proposal(&[pay(&to, 1_000_000)]);
    let end = o.world.proposal(&p).voting_until;
    o.world.set_time(end - 86_400 - 1);
    o.world.vote(&o.realm, &o.ada, &p, YES).unwrap();
    o.world.set_time(end - 1);
    o.world.vote(&o.realm, &o.ben, &p, NO).unwrap();
    assert_eq!((o.world.proposal(&p).is_extended, o.world.proposal(&p).voting_until), (0, end));
}

#[test]
fn sixteen_ballots_fit_into_one_transaction() {
    let mut o = Owners::new();
    let to = o.somebody();
    let mut open: Vec<_> = (0..14).map(|_| o.create_proposal(&[pay(&to, 1_000_000)])).collect();
    let ben = o.ben.holder.address;
    for _ in 0..2 {
        let defence = [Action::RevokeBudget { id: 1 }];
        open.push(o.world.create_proposal(&o.realm, &o.ada, RECALL, &defence).unwrap());
    }
    assert_eq!(o.world.platform(&o.realm).slot_mask, u16::MAX);
    o.world.until_voting(&open[0]);
    let votes: Vec<_> = open.iter().map(|p| o.world.ballot(&o.realm, &o.ben.holder, p, YES)).collect();
    // The voter pays the fee itself.
    let payer = std::mem::replace(&mut o.world.fee_payer, o.ben.key.insecure_clone());
    let receipt = o.world.send(&votes, &[&o.ben.key]).unwrap();
    o.world.fee_payer = payer;
    assert!(receipt.transaction_bytes <= 1_232, "{} bytes", receipt.transaction_bytes);
    println!("16 votes: {} bytes, {} CU", receipt.transaction_bytes, receipt.compute_units);
    assert_eq!(o.world.ballots(&o.realm, &ben).choices, [YES; 16]);
}
