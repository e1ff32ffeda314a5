use makerstake_testkit::equity::*;
use solana_signer::Signer;

use crate::{refused, support::*};

#[test]
fn a_challenge_takes_an_equal_bond_and_records_the_rival() {
    let (mut world, f, key, holder) = one_owner();
    let epoch = world.propose(&f, |_| root(1));
    let (pool, made) = (world.pool(&f), world.distribution(&f, epoch));
    let receipt = world.send(&[challenge(&f, &holder, epoch, &root(2))], &[&key]).unwrap();
    receipt.assert_only_changed(&[f.pool, f.distribution(epoch), f.position(&holder.address)]);
    let now = world.distribution(&f, epoch);
    assert_eq!(
        (now.challenger_root, now.challenger_data_hash, now.challenger_leaves),
        ([2; 32], [102; 32], 4)
    );
    assert_eq!((now.challenger, now.challenger_bond), (holder.address, f.terms.bond));
    assert_eq!((now.root, now.status, now.proposer_bond), (made.root, 1, made.proposer_bond));
    assert_eq!(world.pool(&f).bonds, pool.bonds + f.terms.bond);
    assert_eq!(world.position(&f, &holder.address).own[0], 1_000 * SHARE - f.terms.bond);
}

#[test]
fn a_challenge_comes_in_time_once_with_another_root() {
    let (mut world, f, key, holder) = one_owner();
    let epoch = world.propose(&f, |_| root(1));
    refused!(world.send(&[challenge(&f, &holder, epoch, &root(1))], &[&key]), SameRoot);
    for rival in [Root { root: [0; 32], ..root(2) }, Root { data_hash: [0; 32], ..root(2) }] {
        refused!(world.send(&[challenge(&f, &holder, epoch, &rival)], &[&key]), ZeroHash);
    }
    let rival = Root { leaves: 0, ..root(2) };
    refused!(world.send(&[challenge(&f, &holder, epoch, &rival)], &[&key]), InvalidLeaves);
    let until = world.distribution(&f, epoch).challenge_until;
    world.set_time(until);
    refused!(world.send(&[challenge(&f, &holder, epoch, &root(2))], &[&key]), ChallengeWindowOver);
    world.set_time(until - 1);
    world.send(&[challenge(&f, &holder, epoch, &root(2))], &[&key]).unwrap();
    refused!(world.send(&[challenge(&f, &holder, epoch, &root(3))], &[&key]), NotChallengeable);
}

/// The number of leaves is the depth of every proof: a right root with a wrong number would be final, and pay nobody.
#[test]
fn the_same_root_with_another_number_of_leaves_is_another_tree() {
    let (mut world, f, key, holder) = one_owner();
    let epoch = world.propose(&f, |_| Root { leaves: 5, ..root(1) });
    let rival = Root { leaves: 5, data_hash: [9; 32], ..root(1) };
    refused!(world.send(&[challenge(&f, &holder, epoch, &rival)], &[&key]), SameRoot);
    world.send(&[challenge(&f, &holder, epoch, &root(1))], &[&key]).unwrap();
    let rule = resolve(&f, &f.authority(), epoch, Outcome::Rival);
    world.send(&[rule], &[&f.founder]).unwrap();
    let ended = world.distribution(&f, epoch);
    assert_eq!((ended.root, ended.leaves, ended.depth), ([1; 32], 4, 2));
}

#[test]
fn the_proposer_and_the_penniless_do_not_challenge() {
    let (mut world, f, ..) = one_owner();
    let epoch = world.propose(&f, |_| root(1));
    refused!(world.send(&[challenge(&f, &f.scoring(), epoch, &root(2))], &[&f.scorer]), OwnDistribution);
    let (poor, holder) = world.owner(&f, f.terms.bond - 1);
    refused!(world.send(&[challenge(&f, &holder, epoch, &root(2))], &[&poor]), InsufficientShares);
}

#[test]
fn accounts_of_others_are_refused() {
    let (mut world, f, key, holder) = one_owner();
    let epoch = world.propose(&f, |_| root(1));
    let theirs = world.found();
    let theirs_epoch = world.propose(&theirs, |_| root(1));
    let mut ix = challenge(&f, &holder, epoch, &root(2));
    ix.accounts[3].pubkey = theirs.distribution(theirs_epoch);
    refused!(world.send(&[ix], &[&key]), WrongPool);
    let mut ix = challenge(&f, &holder, epoch, &root(2));
    ix.accounts[4].pubkey = theirs.position(&theirs.scorer.pubkey());
    refused!(world.send(&[ix], &[&key]), WrongPool);
    let mut ix = challenge(&f, &holder, epoch, &root(2));
    ix.accounts[4].pubkey = f.position(&f.scorer.pubkey());
    refused!(world.send(&[ix], &[&key]), NotHolder);
    let ix = challenge(&f, &holder.delegating(&f.scorer.pubkey()), epoch, &root(2));
    refused!(world.send(&[ix], &[&key]), WrongDelegate);
}

#[test]
fn a_creator_challenges_with_its_authority() {
    let (mut world, f, ..) = one_owner();
    let ada = world.register();
    let holder = Holder::creator_of(&ada);
    world.open(&f, &holder);
    world.give(&f, &holder, f.terms.bond);
    let epoch = world.propose(&f, |_| root(1));
    let without = Holder { signer: ada.key(), ..holder };
    let mut ix = challenge(&f, &without, epoch, &root(2));
    ix.accounts[1].pubkey = EQUITY;
    refused!(world.send(&[ix], &[&ada.authority]), NotHolder);
    world.send(&[challenge(&f, &holder, epoch, &root(2))], &[&ada.authority]).unwrap();
}
