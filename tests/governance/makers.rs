//! The house of makers: who earned shares votes with them, without enrolling; and what happens while hardly anybody is there.

use makerstake_testkit::{equity, equity::SHARE, governance::*, World};

use crate::{refused, support::TwoHouses};

const DAY: u32 = 86_400;

#[test]
fn what_was_earned_counts_and_what_was_bought_does_not() {
    let mut t = TwoHouses::new();
    let to = t.o.somebody();
    // A creator who bought a million shares is no maker.
    let identity = t.o.world.register();
    let rich = equity::Holder::creator_of(&identity);
    t.o.world.open(&t.o.realm.f, &rich);
    t.o.world.give(&t.o.realm.f, &rich, 1_000_000 * SHARE);
    t.o.world.open_voter(&t.o.realm, &rich.address);
    t.o.world.next_epoch(&t.o.realm);
    let rich = VoterFixture { key: identity.authority, holder: rich };
    let p = t.o.world.create_proposal(&t.o.realm, &rich, LARGE, &[pay(&to, 1_000_000)]).unwrap();
    assert_eq!(t.o.world.proposal(&p).eligible, [1_101_300 * SHARE, 3 * EARNED]);
    t.o.world.until_voting(&p);
    t.o.world.vote(&t.o.realm, &rich, &p, YES).unwrap();
    // What leaves of Mia's shares after that counts in this epoch all the same.
    let sell = equity::request_withdrawal(&t.o.realm.f, &t.mia.holder, EARNED);
    t.o.world.send(&[sell], &[&t.mia.key]).unwrap();
    t.o.world.vote(&t.o.realm, &t.mia, &p, NO).unwrap();
    let proposal = t.o.world.proposal(&p);
    assert_eq!((proposal.yes, proposal.no), ([1_000_000 * SHARE, 0], [EARNED, EARNED]));
    // A third of the makers' votes are a veto, whatever a million says.
    t.o.world.until_decided(&p);
    t.o.world.send(&[finalize_proposal(&t.o.realm, &p)], &[]).unwrap();
    assert_eq!(t.o.world.state(&p), State::Defeated);
}

/// Both weights are delegated together, and leave a delegate's ballot together, whoever votes first (INVARIANT 10).
#[test]
fn an_override_takes_both_weights_back() {
    for is_first in [true, false] {
        let mut t = TwoHouses::new();
        let give = equity::delegate(&t.o.realm.f, &t.mia.holder, &t.o.ben.holder.address);
        t.o.world.send(&[give], &[&t.mia.key]).unwrap();
        t.mia.holder = t.mia.holder.delegating(&t.o.ben.holder.address);
        t.o.world.next_epoch(&t.o.realm);
        let to = t.o.somebody();
        let p = t.o.create_proposal(&[pay(&to, 1_000_000)]);
        t.o.world.until_voting(&p);
        if is_first {
            t.o.world.vote(&t.o.realm, &t.mia, &p, NO).unwrap();
            t.o.world.vote(&t.o.realm, &t.o.ben, &p, YES).unwrap();
        } else {
            t.o.world.vote(&t.o.realm, &t.o.ben, &p, YES).unwrap();
            assert_eq!(t.o.world.proposal(&p).yes, [30_000 * SHARE + EARNED, EARNED]);
            t.o.world.vote(&t.o.realm, &t.mia, &p, NO).unwrap();
        }
        let proposal = t.o.world.proposal(&p);
        assert_eq!((proposal.yes, proposal.no), ([30_000 * SHARE, 0], [EARNED, EARNED]));
        let voter = t.o.world.ballots(&t.o.realm, &t.o.ben.holder.address);
        let slot = usize::from(proposal.slot);
        assert_eq!((voter.overridden[slot], voter.overridden_earned[slot]), (EARNED, EARNED));
    }
}

/// Linear weight is neutral to splitting: many accounts have together what one has (INVARIANT 29).
#[test]
fn many_accounts_weigh_what_one_does() {
    let mut world = World::new();
    let realm = world.realm();
    let owner = world.citizen(&realm, 100_000 * SHARE);
    let one = world.maker(&realm, 2 * EARNED);
    let many: Vec<VoterFixture> = (0..8).map(|_| world.maker(&realm, EARNED / 4)).collect();
    world.next_epoch(&realm);
    let to = solana_signer::Signer::pubkey(&realm.f.founder);
    let p = world.create_proposal(&realm, &owner, LARGE, &[pay(&to, 1_000_000)]).unwrap();
    world.until_voting(&p);
    world.vote(&realm, &one, &p, YES).unwrap();
    for maker in &many {
        world.vote(&realm, maker, &p, NO).unwrap();
    }
    let proposal = world.proposal(&p);
    assert_eq!((proposal.yes, proposal.no), ([2 * EARNED; 2], [2 * EARNED; 2]));
}

/// A platform on which nobody has earned anything yet: two owners with 60 and 40 % of all but the scorer's shares.
fn without_makers() -> (World, PlatformFixture, [VoterFixture; 2]) {
    let mut world = World::new();
    let realm = world.realm();
    let owners = [world.citizen(&realm, 60_000 * SHARE), world.citizen(&realm, 40_000 * SHARE)];
    world.next_epoch(&realm);
    (world, realm, owners)
}

#[test]
fn while_the_makers_sleep_owners_agree_more_widely_and_wait() {
    let (mut world, realm, [ada, ben]) = without_makers();
    let to = solana_signer::Signer::pubkey(&realm.f.founder);
    refused!(world.create_proposal(&realm, &ada, GRANTS, &[pay(&to, 1)]), OptimisticClosed);
    let large = starting_tracks()[usize::from(LARGE)].1;
    let p = world.create_proposal(&realm, &ada, LARGE, &[pay(&to, 1_000_000)]).unwrap();
    let proposal = world.proposal(&p);
    assert_eq!((proposal.is_dormant, proposal.eligible[1]), (1, 0));
    assert_eq!((proposal.quorum, proposal.veto), ([40_400 * SHARE, 0], [0, 0]));
    assert_eq!((proposal.approval_bps, proposal.timelock), ([6_600, 0], 2 * large.timelock));
    // 60 % of yes and no are too few.
    world.until_voting(&p);
    world.vote(&realm, &ada, &p, YES).unwrap();
    world.vote(&realm, &ben, &p, NO).unwrap();
    world.until_decided(&p);
    world.send(&[finalize_proposal(&realm, &p)], &[]).unwrap();
    assert_eq!(world.state(&p), State::Defeated);
    // Treasury and pool have a way out: what both want passes, rules and rulings too.
    let text = [9; 32];
    let p = world.decide(&realm, &[&ada, &ben], RULES, &[Action::Resolve { text_hash: &text }]);
    world.send(&[execute_platform(&realm, &p)], &[]).unwrap();
    let shortest =
        world.create_proposal(&realm, &ada, LARGE, &[Action::IssueTreasury { amount: 1 }]).unwrap();
    assert_eq!(world.proposal(&shortest).timelock, 14 * DAY);
}

/// Owners without makers change what is asked of owners, and take nothing from makers.
#[test]
fn nothing_is_taken_from_makers_who_sleep() {
    let (mut world, realm, [ada, ben]) = without_makers();
    let rules = starting_tracks()[usize::from(RULES)].1;
    let quicker = TrackTerms { voting_delay: DAY, ..rules };
    let without = TrackTerms { creator: HouseTerms::default(), ..rules };
    let by = [&ada, &ben];
    let set = |id, terms| Action::SetTrack { id, terms };
    let p = world.decide(&realm, &by, CONSTITUTION, &[set(RULES, quicker)]);
    world.send(&[execute_track(&realm, &p, RULES)], &[]).unwrap();
    for (id, terms) in [(RULES, without), (60, rules)] {
        let p = world.decide(&realm, &by, CONSTITUTION, &[set(id, terms)]);
        refused!(world.send(&[execute_track(&realm, &p, id)], &[]), MakersDormant);
    }
}

/// Nobody switches the makers off by leaving over one boundary, or for two.
#[test]
fn a_house_sleeps_after_three_epochs_below_its_floor() {
    let mut t = TwoHouses::new();
    for maker in [&t.mia, &t.tom] {
        let all = t.o.world.position(&t.o.realm.f, &maker.holder.address).own[0];
        let leave = equity::request_withdrawal(&t.o.realm.f, &maker.holder, all);
        t.o.world.send(&[leave], &[&maker.key]).unwrap();
    }
    let to = t.o.somebody();
    for expected in [0, 0, 1] {
        t.o.world.next_epoch(&t.o.realm);
        let p = t.o.create_proposal(&[pay(&to, 1_000_000)]);
        let proposal = t.o.world.proposal(&p);
        assert_eq!((proposal.eligible[1], proposal.is_dormant), (0, expected));
    }
    // Then it is not asked.
    let text = [9; 32];
    let p =
        t.o.world
            .create_proposal(&t.o.realm, &t.o.ada, RULES, &[Action::Resolve { text_hash: &text }])
            .unwrap();
    assert_eq!(t.o.world.proposal(&p).quorum[1], 0);
}
