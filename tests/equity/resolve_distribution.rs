use makerstake_testkit::equity::*;
use solana_signer::Signer;

use crate::{refused, support::*};

#[test]
fn the_proposed_root_can_stand() {
    let (mut world, f, _, _, epoch) = challenged();
    let before = world.distribution(&f, epoch);
    let receipt =
        world.send(&[resolve(&f, &f.authority(), epoch, Outcome::Proposed)], &[&f.founder]).unwrap();
    receipt.assert_only_changed(&[f.distribution(epoch)]);
    let now = world.distribution(&f, epoch);
    let bonds = 2 * f.terms.bond;
    assert_eq!(
        now,
        Distribution { status: 2, proposer_bond: bonds, challenger_bond: 0, challenger_earned: 0, ..before }
    );
}

#[test]
fn the_rival_root_can_take_its_place() {
    let (mut world, f, _, _, epoch) = challenged();
    let before = world.distribution(&f, epoch);
    world.send(&[resolve(&f, &f.authority(), epoch, Outcome::Rival)], &[&f.founder]).unwrap();
    let now = world.distribution(&f, epoch);
    assert_eq!((now.root, now.data_hash, now.status), ([2; 32], [102; 32], 2));
    assert_eq!((now.proposer_bond, now.challenger_bond), (0, 2 * f.terms.bond));
    assert_eq!((now.allocation, now.rule_hash), (before.allocation, before.rule_hash));
}

#[test]
fn a_void_gives_allocation_and_window_back_exactly() {
    let (mut world, f, _, _, epoch) = challenged();
    let before = world.distribution(&f, epoch);
    let receipt = world.send(&[resolve(&f, &f.authority(), epoch, Outcome::Void)], &[&f.founder]).unwrap();
    receipt.assert_only_changed(&[f.pool, f.distribution(epoch)]);
    let pool = world.pool(&f);
    assert_eq!((pool.contributions_emitted, pool.is_open), (0, 0));
    assert_eq!((pool.covered_until, pool.next_epoch), (before.window_start, epoch + 1));
    assert_eq!(world.distribution(&f, epoch), Distribution { status: 4, ..before.clone() });
    world.set_time(before.challenge_until);
    refused!(world.send(&[finalize(&f, epoch)], &[]), Settled);
    let next = world.propose(&f, |_| root(3));
    let again = world.distribution(&f, next);
    assert_eq!((again.window_start, again.allocation), (before.window_start, before.allocation));
}

#[test]
fn a_challenge_is_resolved_once_by_the_authority() {
    let (mut world, f, key, holder, epoch) = challenged();
    let theirs = world.found();
    for signer in [&key, &theirs.founder, &f.scorer] {
        let ix = resolve(&f, &signer.pubkey(), epoch, Outcome::Rival);
        refused!(world.send(&[ix], &[signer]), NotAuthority);
    }
    let mut ix = resolve(&theirs, &theirs.authority(), 0, Outcome::Rival);
    ix.accounts[2].pubkey = f.distribution(epoch);
    refused!(world.send(&[ix], &[&theirs.founder]), WrongPool);
    for first in [Outcome::Proposed, Outcome::Rival, Outcome::Void] {
        let ix = resolve(&f, &f.authority(), epoch, first);
        let outcome = world.send(&[ix], &[&f.founder]);
        if first == Outcome::Proposed {
            outcome.unwrap();
        } else {
            refused!(outcome, NotChallenged);
        }
    }
    world.set_time(world.distribution(&f, epoch).challenge_until);
    world.send(&[finalize(&f, epoch)], &[]).unwrap();
    let next = world.propose(&f, |_| root(4));
    let ix = resolve(&f, &f.authority(), next, Outcome::Void);
    refused!(world.send(&[ix], &[&f.founder]), NotChallenged);
    refused!(world.send(&[challenge(&f, &holder, epoch, &root(5))], &[&key]), NotChallengeable);
}
