use makerstake_testkit::{equity::*, World};
use solana_signer::Signer;

use crate::{refused, support::*};

/// A pool that its founder governs still.
fn founded() -> (World, Founded) {
    let mut world = World::new();
    let terms = Terms::weekly(world.now());
    let f = world.prepare(terms);
    let founding = create_pool(&f, &f.authority(), &f.scorer.pubkey(), &terms);
    world.send(&[founding], &[&f.founder]).unwrap();
    (world, f)
}

#[test]
fn a_pool_is_handed_over_once_and_for_ever() {
    let (mut world, f) = founded();
    let before = world.pool(&f);
    let handing = hand_over(&f, &f.authority(), true);
    let receipt = world.send(std::slice::from_ref(&handing), &[&f.founder, &f.other]).unwrap();
    receipt.assert_only_changed(&[f.pool]);
    assert_eq!(world.pool(&f), Pool { authority: f.successor, is_handed_over: 1, ..before });
    refused!(world.send(&[handing], &[&f.founder, &f.other]), NotAuthority);
    let set = set_scorer(&f, &f.authority(), &f.scorer.pubkey());
    refused!(world.send(&[set], &[&f.founder]), NotAuthority);
    let again = hand_over(&f, &f.successor, false);
    refused!(world.send(&[again], &[]), HandedOver);
}

#[test]
fn before_the_deadline_both_sign_and_from_then_on_nobody_has_to() {
    let (mut world, f) = founded();
    let until = f.terms.founder_until;
    world.set_time(until - 1);
    for (missing, present) in [(0, &f.other), (1, &f.founder)] {
        let mut handing = hand_over(&f, &f.authority(), true);
        handing.accounts[missing].is_signer = false;
        refused!(world.send(&[handing], &[present]), NotAuthority);
    }
    world.set_time(until);
    let mut elsewhere = hand_over(&f, &f.authority(), false);
    elsewhere.accounts[1].pubkey = f.authority();
    refused!(world.send(&[elsewhere], &[]), NotSuccessor);
    world.send(&[hand_over(&f, &f.authority(), false)], &[]).unwrap();
    assert_eq!(world.pool(&f).authority, f.successor);
}

/// INVARIANT 25: a founder whose period is over has no power left, even while nobody has handed the pool over.
#[test]
fn the_founders_power_ends_with_its_deadline() {
    let (mut world, f) = founded();
    let (holder, plan) = (world.keypair().pubkey(), plan(&world, true));
    let grant = |id| create_grant(&f, &f.authority(), &holder, id, &plan);
    world.set_time(f.terms.founder_until - 1);
    let made = grant(1);
    world.send(&[made, set_scorer(&f, &f.authority(), &f.scorer.pubkey())], &[&f.founder]).unwrap();
    world.set_time(f.terms.founder_until);
    refused!(world.send(&[grant(2)], &[&f.founder]), FounderPeriodOver);
    let set = set_scorer(&f, &f.authority(), &f.scorer.pubkey());
    refused!(world.send(&[set], &[&f.founder]), FounderPeriodOver);
    let revoke = revoke_grant(&f, &f.authority(), &f.grant(&holder, 1));
    refused!(world.send(&[revoke], &[&f.founder]), FounderPeriodOver);
}

/// INVARIANT 25: a founder takes nothing by the treasury bucket, and decides nothing that cannot be undone.
#[test]
fn a_founder_has_no_treasury_and_makes_no_root_final() {
    let (mut world, f) = founded();
    let purse = world.token_account(&f.mint, &f.authority());
    let issue = issue_treasury(&f, &f.authority(), &purse, 1);
    refused!(world.send(&[issue], &[&f.founder]), FounderLimit);
    world.fund(&f.scorer.pubkey(), 10 * SOL);
    let epoch = world.propose(&f, |_| root(1));
    let key = world.actor();
    world.send(&[challenge(&f, &key.pubkey(), epoch, [1; 32])], &[&key]).unwrap();
    for (outcome, fault) in [
        (Outcome::AsProposed, Fault::Nobody),
        (Outcome::AsProposed, Fault::Challenger),
        (Outcome::Void, Fault::Proposer),
        (Outcome::Void, Fault::Challenger),
    ] {
        let ix = resolve(&f, &f.authority(), epoch, outcome, fault);
        refused!(world.send(&[ix], &[&f.founder]), FounderLimit);
    }
    let void = resolve(&f, &f.authority(), epoch, Outcome::Void, Fault::Nobody);
    world.send(&[void], &[&f.founder]).unwrap();
}
