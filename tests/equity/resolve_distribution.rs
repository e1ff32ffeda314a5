use makerstake_testkit::{clock::DAY, equity::*};
use solana_signer::Signer;

use crate::{refused, support::*};

fn ruling(f: &Founded, epoch: u32, outcome: Outcome, fault: Fault) -> solana_instruction::Instruction {
    resolve(f, &f.authority(), epoch, outcome, fault)
}

#[test]
fn what_is_upheld_becomes_final_as_proposed() {
    let (mut world, f, _, _, epoch) = challenged();
    let before = world.distribution(&f, epoch);
    let ix = ruling(&f, epoch, Outcome::AsProposed, Fault::Challenger);
    world.send(&[ix], &[&f.founder]).unwrap().assert_only_changed(&[f.distribution(epoch)]);
    let (bond, half) = (f.terms.bond, f.terms.bond / 2);
    let expected = Distribution {
        status: 2,
        fault: 2,
        proposer_due: bond + half,
        challenger_due: 0,
        treasury_due: half,
        ..before
    };
    assert_eq!(world.distribution(&f, epoch), expected);
}

#[test]
fn a_void_gives_allocation_and_window_back_exactly() {
    let (mut world, f, _, _, epoch) = challenged();
    let before = world.distribution(&f, epoch);
    let ix = ruling(&f, epoch, Outcome::Void, Fault::Nobody);
    let receipt = world.send(&[ix], &[&f.founder]).unwrap();
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
fn the_authority_rules_once_and_makes_sense() {
    let (mut world, f, key, _, epoch) = challenged();
    let theirs = world.found();
    for signer in [&key, &theirs.founder, &f.scorer] {
        let ix = resolve(&f, &signer.pubkey(), epoch, Outcome::Void, Fault::Proposer);
        refused!(world.send(&[ix], &[signer]), NotAuthority);
    }
    let mut ix = ruling(&theirs, 0, Outcome::Void, Fault::Nobody);
    ix.accounts[2].pubkey = f.distribution(epoch);
    refused!(world.send(&[ix], &[&theirs.founder]), WrongPool);
    let absurd = ruling(&f, epoch, Outcome::AsProposed, Fault::Proposer);
    refused!(world.send(&[absurd], &[&f.founder]), InvalidRuling);
    let first = ruling(&f, epoch, Outcome::AsProposed, Fault::Nobody);
    world.send(&[first], &[&f.founder]).unwrap();
    let second = ruling(&f, epoch, Outcome::Void, Fault::Proposer);
    refused!(world.send(&[second], &[&f.founder]), NotDisputed);
    world.set_time(world.distribution(&f, epoch).challenge_until);
    world.send(&[finalize(&f, epoch)], &[]).unwrap();
    let next = world.propose(&f, |_| root(4));
    let early = ruling(&f, next, Outcome::Void, Fault::Nobody);
    refused!(world.send(&[early], &[&f.founder]), NotDisputed);
    world.send(&[contest(&f, &f.authority(), next)], &[&f.founder]).unwrap();
    let nobody = ruling(&f, next, Outcome::AsProposed, Fault::Challenger);
    refused!(world.send(&[nobody], &[&f.founder]), InvalidRuling);
    let late = challenge(&f, &key.pubkey(), epoch, [1; 32]);
    refused!(world.send(&[late], &[&key]), NotChallengeable);
}

/// A disputed distribution cannot block for ever, and each silence in a row costs whoever disputes more.
#[test]
fn silence_is_void_after_45_days_and_costs_a_challenger_more_each_time() {
    let (mut world, f, key, _) = one_owner();
    world.fund(&key.pubkey(), 10_000 * SOL);
    let start = world.pool(&f).covered_until;
    for (silences, tenths) in [1, 2, 4, 8, 10, 10, 10, 10].into_iter().enumerate() {
        let bond = f.terms.bond << silences.min(6);
        let epoch = world.propose(&f, |_| root(1));
        world.send(&[challenge(&f, &key.pubkey(), epoch, [1; 32])], &[&key]).unwrap();
        let made = world.distribution(&f, epoch);
        assert_eq!((made.bond, made.window_start), (bond, start));
        let over = made.challenge_until + 45 * DAY;
        world.set_time(over - 1);
        refused!(world.send(&[expire(&f, epoch)], &[]), RulingPending);
        world.set_time(over);
        let receipt = world.send(&[expire(&f, epoch)], &[]).unwrap();
        receipt.assert_only_changed(&[f.pool, f.distribution(epoch)]);
        let ended = world.distribution(&f, epoch);
        let lost = bond / 10 * tenths;
        assert_eq!((ended.status, ended.proposer_due), (4, bond));
        assert_eq!((ended.challenger_due, ended.treasury_due), (bond - lost, lost));
        assert_eq!(world.pool(&f).silences as usize, silences + 1);
        refused!(world.send(&[expire(&f, epoch)], &[]), NotDisputed);
    }
    // One that becomes final ends the row.
    let epoch = world.propose(&f, |_| root(2));
    world.settle(&f, epoch);
    assert_eq!((world.pool(&f).silences, world.pool(&f).contributions_emitted), (0, root(2).total));
}

#[test]
fn a_contest_that_ends_in_silence_costs_nobody() {
    let (mut world, f, ..) = one_owner();
    let epoch = world.propose(&f, |_| root(1));
    refused!(world.send(&[expire(&f, epoch)], &[]), NotDisputed);
    world.send(&[contest(&f, &f.authority(), epoch)], &[&f.founder]).unwrap();
    world.set_time(world.distribution(&f, epoch).challenge_until + 45 * DAY);
    world.send(&[expire(&f, epoch)], &[]).unwrap();
    let ended = world.distribution(&f, epoch);
    assert_eq!((ended.proposer_due, ended.challenger_due, ended.treasury_due), (f.terms.bond, 0, 0));
    assert_eq!((world.pool(&f).silences, world.pool(&f).is_contested), (0, 1));
}
