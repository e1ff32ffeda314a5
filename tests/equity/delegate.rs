use makerstake_testkit::{clock::DAY, equity::*, World};
use solana_keypair::Keypair;
use solana_pubkey::Pubkey;
use solana_signer::Signer;

use crate::refused;

const WEEK: i64 = 7 * DAY;

type Owner = (Keypair, Holder);

fn three() -> (World, Founded, Owner, Owner, Owner) {
    let mut world = World::new();
    let f = world.found();
    let owners = [100, 20, 3].map(|shares| world.owner(&f, shares * SHARE));
    let [a, b, c] = owners;
    (world, f, a, b, c)
}

#[test]
fn votes_move_with_the_next_snapshot_epoch() {
    let (mut world, f, (key, a), (_, b), _) = three();
    world.advance(3 * WEEK);
    let receipt = world.send(&[delegate(&f, &a, &b.address)], &[&key]).unwrap();
    receipt.assert_only_changed(&[f.position(&a.address), f.position(&b.address)]);
    let (from, to) = (world.position(&f, &a.address), world.position(&f, &b.address));
    assert_eq!((from.delegate, from.former_delegate), (b.address, Pubkey::default()));
    assert_eq!((from.epoch, from.delegate_age, from.own), (4, 0, [100 * SHARE; 4]));
    assert_eq!((to.epoch, to.received, to.own), (4, [100 * SHARE, 0, 0, 0], [20 * SHARE; 4]));
}

#[test]
fn a_change_waits_until_the_last_one_counted_for_every_open_ballot() {
    let (mut world, f, (key, a), (_, b), (_, c)) = three();
    world.send(&[delegate(&f, &a, &b.address)], &[&key]).unwrap();
    let again = delegate(&f, &a.delegating(&b.address), &c.address);
    // Made in epoch 0, it counts from 1, and ballots of 1 are open until the end of 3: the next change comes in 3.
    world.set_time(f.terms.snapshot_genesis + 3 * WEEK - 1);
    refused!(world.send(std::slice::from_ref(&again), &[&key]), DelegationCooldown);
    world.set_time(f.terms.snapshot_genesis + 3 * WEEK);
    let receipt = world.send(&[again], &[&key]).unwrap();
    receipt.assert_only_changed(&[f.position(&a.address), f.position(&b.address), f.position(&c.address)]);
    assert_eq!(world.position(&f, &b.address).received, [0, 100 * SHARE, 100 * SHARE, 100 * SHARE]);
    assert_eq!(world.position(&f, &c.address).received, [100 * SHARE, 0, 0, 0]);
    let position = world.position(&f, &a.address);
    assert_eq!((position.delegate, position.former_delegate), (c.address, b.address));
}

#[test]
fn delegating_to_oneself_or_again_has_a_name() {
    let (mut world, f, (key, a), (_, b), (_, c)) = three();
    refused!(world.send(&[delegate(&f, &a, &a.address)], &[&key]), SelfDelegation);
    world.send(&[delegate(&f, &a, &b.address)], &[&key]).unwrap();
    world.advance(10 * WEEK);
    let a = a.delegating(&b.address);
    refused!(world.send(&[delegate(&f, &a, &b.address)], &[&key]), AlreadyDelegated);
    refused!(world.send(&[delegate(&f, &a, &a.address)], &[&key]), SelfDelegation);
    let without = delegate(&f, &Holder { delegate: None, ..a }, &c.address);
    refused!(world.send(&[without], &[&key]), WrongDelegate);
    let wrong = delegate(&f, &a.delegating(&c.address), &c.address);
    refused!(world.send(&[wrong], &[&key]), WrongDelegate);
    let itself = delegate(&f, &a.delegating(&a.address), &c.address);
    refused!(world.send(&[itself], &[&key]), WrongDelegate);
}

#[test]
fn a_ring_of_delegates_counts_each_share_once() {
    let (mut world, f, (a_key, a), (b_key, b), (c_key, c)) = three();
    world.send(&[delegate(&f, &a, &b.address)], &[&a_key]).unwrap();
    world.send(&[delegate(&f, &b, &c.address)], &[&b_key]).unwrap();
    world.send(&[delegate(&f, &c, &a.address)], &[&c_key]).unwrap();
    let received = [&a, &b, &c].map(|holder| world.position(&f, &holder.address).received[0]);
    assert_eq!(received, [3 * SHARE, 100 * SHARE, 20 * SHARE]);
    let own = [&a, &b, &c].map(|holder| world.position(&f, &holder.address).own[0]);
    assert_eq!(own, [100 * SHARE, 20 * SHARE, 3 * SHARE]);
}

#[test]
fn only_the_holder_delegates_within_one_pool() {
    let (mut world, f, (key, a), (b_key, b), _) = three();
    let theirs = world.found();
    let mut ix = delegate(&f, &a, &b.address);
    ix.accounts[0].pubkey = b.address;
    refused!(world.send(&[ix], &[&b_key]), NotHolder);
    let mut ix = delegate(&f, &a, &b.address);
    ix.accounts[4].pubkey = theirs.position(&theirs.scorer.pubkey());
    refused!(world.send(&[ix], &[&key]), WrongPool);
    let mut ix = delegate(&f, &a, &b.address);
    ix.accounts[2].pubkey = theirs.pool;
    refused!(world.send(&[ix], &[&key]), WrongPool);
}

#[test]
fn earned_weight_is_delegated_and_taken_back_with_the_shares() {
    let (mut world, f, (key, a), (_, b), _) = three();
    let (epoch, tree) = world.distribute(&f, &[(a.address, 40 * SHARE), (f.scorer.pubkey(), 1)]);
    world.send(&[claim(&f, &a, epoch, 40 * SHARE, tree.proof(0))], &[]).unwrap();
    world.send(&[delegate(&f, &a, &b.address)], &[&key]).unwrap();
    let weights = |world: &World| {
        let position = world.position(&f, &b.address);
        (position.received[0], position.received_earned[0])
    };
    assert_eq!(weights(&world), (140 * SHARE, 40 * SHARE));
    // A claim adds to both, bought shares leave from one, and only then earned ones.
    let a = a.delegating(&b.address);
    let (epoch, tree) = world.distribute(&f, &[(a.address, 5 * SHARE), (f.scorer.pubkey(), 1)]);
    world.send(&[claim(&f, &a, epoch, 5 * SHARE, tree.proof(0))], &[]).unwrap();
    assert_eq!(weights(&world), (145 * SHARE, 45 * SHARE));
    world.send(&[request_withdrawal(&f, &a, 100 * SHARE)], &[&key]).unwrap();
    assert_eq!(weights(&world), (45 * SHARE, 45 * SHARE));
    world.send(&[request_withdrawal(&f, &a, SHARE)], &[&key]).unwrap();
    assert_eq!(weights(&world), (44 * SHARE, 44 * SHARE));
    assert_eq!(world.pool(&f).total_earned[0], 44 * SHARE);
    world.advance(4 * WEEK);
    world.send(&[undelegate(&f, &a, &b.address)], &[&key]).unwrap();
    assert_eq!(weights(&world), (0, 0));
    let position = world.position(&f, &a.address);
    assert_eq!(
        (position.own[0], position.earned[0], position.cooling_earned),
        (44 * SHARE, 44 * SHARE, SHARE)
    );
}
