use makerstake_testkit::{clock::DAY, equity::*};
use solana_pubkey::Pubkey;
use solana_signer::Signer;

use crate::{refused, support::*};

#[test]
fn votes_come_back_with_the_next_snapshot_epoch() {
    let (mut world, f, key, a) = one_owner();
    let (_, b) = world.owner(&f, SHARE);
    refused!(world.send(&[undelegate(&f, &a, &b.address)], &[&key]), NotDelegated);
    world.send(&[delegate(&f, &a, &b.address)], &[&key]).unwrap();
    refused!(world.send(&[undelegate(&f, &a, &b.address)], &[&key]), DelegationCooldown);
    world.advance(21 * DAY);
    let receipt = world.send(&[undelegate(&f, &a, &b.address)], &[&key]).unwrap();
    receipt.assert_only_changed(&[f.position(&a.address), f.position(&b.address)]);
    let position = world.position(&f, &a.address);
    assert_eq!((position.delegate, position.former_delegate), (Pubkey::default(), b.address));
    let shares = 1_000 * SHARE;
    assert_eq!(world.position(&f, &b.address).received, [0, shares, shares, shares]);
    refused!(world.send(&[undelegate(&f, &a, &b.address)], &[&key]), NotDelegated);
}

#[test]
fn only_the_holder_takes_them_back_from_its_delegate() {
    let (mut world, f, key, a) = one_owner();
    let (b_key, b) = world.owner(&f, SHARE);
    let (_, c) = world.owner(&f, SHARE);
    world.send(&[delegate(&f, &a, &b.address)], &[&key]).unwrap();
    world.advance(21 * DAY);
    refused!(world.send(&[undelegate(&f, &a, &c.address)], &[&key]), WrongDelegate);
    let mut ix = undelegate(&f, &a, &b.address);
    ix.accounts[0].pubkey = b.address;
    refused!(world.send(&[ix], &[&b_key]), NotHolder);
    let theirs = world.found();
    let mut ix = undelegate(&f, &a, &b.address);
    ix.accounts[2].pubkey = theirs.pool;
    refused!(world.send(&[ix], &[&key]), WrongPool);
    let mut ix = undelegate(&f, &a, &b.address);
    ix.accounts[4].pubkey = theirs.position(&theirs.scorer.pubkey());
    refused!(world.send(&[ix], &[&key]), WrongPool);
}
