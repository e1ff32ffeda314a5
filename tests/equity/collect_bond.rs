use makerstake_testkit::equity::*;

use crate::{refused, support::*};

#[test]
fn the_winner_gets_both_bonds_and_the_loser_none() {
    for (outcome, to_proposer, to_challenger) in
        [(Outcome::Proposed, 2, 0), (Outcome::Rival, 0, 2), (Outcome::Void, 1, 1)]
    {
        let (mut world, f, _, holder, epoch) = challenged();
        refused!(world.send(&[collect_bond(&f, &holder, epoch)], &[]), NotFinal);
        world.send(&[resolve(&f, &f.authority(), epoch, outcome)], &[&f.founder]).unwrap();
        if outcome != Outcome::Void {
            refused!(world.send(&[collect_bond(&f, &holder, epoch)], &[]), NotFinal);
            world.set_time(world.distribution(&f, epoch).challenge_until);
            world.send(&[finalize(&f, epoch)], &[]).unwrap();
        }
        for (who, bonds) in [(f.scoring(), to_proposer), (holder, to_challenger)] {
            let before = world.position(&f, &who.address).own[0];
            let outcome = world.send(&[collect_bond(&f, &who, epoch)], &[]);
            if bonds == 0 {
                refused!(outcome, NoBondDue);
            } else {
                outcome.unwrap();
                refused!(world.send(&[collect_bond(&f, &who, epoch)], &[]), NoBondDue);
            }
            assert_eq!(world.position(&f, &who.address).own[0], before + bonds * f.terms.bond);
        }
        assert_eq!(world.pool(&f).bonds, 0);
    }
}

#[test]
fn what_was_earned_is_earned_again_and_what_was_won_is_not() {
    let (mut world, f, key, holder) = one_owner();
    let (epoch, tree) = world.distribute(&f, &[(holder.address, 500 * SHARE), (f.scoring().address, 1)]);
    world.send(&[claim(&f, &holder, epoch, 500 * SHARE, tree.proof(0))], &[]).unwrap();
    world.send(&[request_withdrawal(&f, &holder, 1_000 * SHARE)], &[&key]).unwrap();
    assert_eq!(world.position(&f, &holder.address).earned[0], 500 * SHARE);
    let epoch = world.propose(&f, |_| root(1));
    world.send(&[challenge(&f, &holder, epoch, &root(2))], &[&key]).unwrap();
    assert_eq!(world.position(&f, &holder.address).earned[0], 400 * SHARE);
    world.send(&[resolve(&f, &f.authority(), epoch, Outcome::Rival)], &[&f.founder]).unwrap();
    world.advance(i64::from(f.terms.challenge_seconds));
    world.send(&[finalize(&f, epoch)], &[]).unwrap();
    world.send(&[collect_bond(&f, &holder, epoch)], &[]).unwrap();
    let position = world.position(&f, &holder.address);
    assert_eq!((position.own[0], position.earned[0]), (600 * SHARE, 500 * SHARE));
}

#[test]
fn accounts_of_others_are_refused() {
    let (mut world, f, _, holder, epoch) = challenged();
    world.send(&[resolve(&f, &f.authority(), epoch, Outcome::Void)], &[&f.founder]).unwrap();
    let (_, stranger) = world.owner(&f, SHARE);
    refused!(world.send(&[collect_bond(&f, &stranger, epoch)], &[]), NoBondDue);
    let theirs = world.found();
    let mut ix = collect_bond(&theirs, &theirs.scoring(), 0);
    ix.accounts[1].pubkey = f.distribution(epoch);
    refused!(world.send(&[ix], &[]), WrongPool);
    let mut ix = collect_bond(&f, &holder, epoch);
    ix.accounts[2].pubkey = theirs.position(&theirs.scoring().address);
    refused!(world.send(&[ix], &[]), WrongPool);
    let ix = collect_bond(&f, &holder.delegating(&stranger.address), epoch);
    refused!(world.send(&[ix], &[]), WrongDelegate);
}
