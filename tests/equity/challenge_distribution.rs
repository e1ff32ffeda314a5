use makerstake_testkit::{assert_instruction_error, equity::*, outcome::InstructionError};
use solana_signer::Signer;

use crate::{refused, support::*};

const EVIDENCE: [u8; 32] = [9; 32];

#[test]
fn a_challenge_takes_an_equal_bond_and_names_its_evidence() {
    let (mut world, f, key, _) = one_owner();
    let epoch = world.propose(&f, |_| root(1));
    let made = world.distribution(&f, epoch);
    let (before, held) = (world.lamports(&key.pubkey()), world.lamports(&f.distribution(epoch)));
    let receipt = world.send(&[challenge(&f, &key.pubkey(), epoch, EVIDENCE)], &[&key]).unwrap();
    receipt.assert_only_changed(&[f.distribution(epoch), key.pubkey()]);
    let expected = Distribution {
        challenger: key.pubkey(),
        evidence_hash: EVIDENCE,
        challenger_due: f.terms.bond,
        status: 1,
        ..made
    };
    assert_eq!(world.distribution(&f, epoch), expected);
    assert_eq!(world.lamports(&key.pubkey()), before - f.terms.bond);
    assert_eq!(world.lamports(&f.distribution(epoch)), held + f.terms.bond);
}

#[test]
fn a_challenge_comes_in_time_once_with_evidence() {
    let (mut world, f, key, _) = one_owner();
    let epoch = world.propose(&f, |_| root(1));
    let at = |evidence| challenge(&f, &key.pubkey(), epoch, evidence);
    refused!(world.send(&[at([0; 32])], &[&key]), ZeroHash);
    let until = world.distribution(&f, epoch).challenge_until;
    world.set_time(until);
    refused!(world.send(&[at(EVIDENCE)], &[&key]), ChallengeWindowOver);
    world.set_time(until - 1);
    world.send(&[at(EVIDENCE)], &[&key]).unwrap();
    refused!(world.send(&[at([8; 32])], &[&key]), NotChallengeable);
    let other = world.actor();
    let second = challenge(&f, &other.pubkey(), epoch, EVIDENCE);
    refused!(world.send(&[second], &[&other]), NotChallengeable);
}

#[test]
fn the_proposer_and_the_penniless_do_not_challenge() {
    let (mut world, f, ..) = one_owner();
    let epoch = world.propose(&f, |_| root(1));
    let own = challenge(&f, &f.scorer.pubkey(), epoch, EVIDENCE);
    refused!(world.send(&[own], &[&f.scorer]), OwnDistribution);
    let poor = world.keypair();
    world.fund(&poor.pubkey(), f.terms.bond - 1);
    let ix = challenge(&f, &poor.pubkey(), epoch, EVIDENCE);
    // The system program: not enough lamports.
    assert_instruction_error!(world.send(&[ix], &[&poor]), InstructionError::Custom(1));
}

#[test]
fn accounts_of_others_are_refused() {
    let (mut world, f, key, _) = one_owner();
    let epoch = world.propose(&f, |_| root(1));
    let theirs = world.found();
    let theirs_epoch = world.propose(&theirs, |_| root(1));
    let mut ix = challenge(&f, &key.pubkey(), epoch, EVIDENCE);
    ix.accounts[2].pubkey = theirs.distribution(theirs_epoch);
    refused!(world.send(&[ix], &[&key]), WrongPool);
    let ix = contest(&f, &theirs.authority(), epoch);
    refused!(world.send(&[ix], &[&theirs.founder]), NotSuccessor);
    let ix = contest(&f, &f.scorer.pubkey(), epoch);
    refused!(world.send(&[ix], &[&f.scorer]), NotSuccessor);
    let mut ix = contest(&f, &f.authority(), epoch);
    ix.accounts[0].is_signer = false;
    assert_instruction_error!(world.send(&[ix], &[]), InstructionError::MissingRequiredSignature);
}

#[test]
fn the_brake_works_without_a_bond_once_until_a_distribution_is_final() {
    let (mut world, f, key, _) = one_owner();
    let epoch = world.propose(&f, |_| root(1));
    let made = world.distribution(&f, epoch);
    let brake = |epoch| contest(&f, &f.authority(), epoch);
    let receipt = world.send(&[brake(epoch)], &[&f.founder]).unwrap();
    receipt.assert_only_changed(&[f.pool, f.distribution(epoch)]);
    assert_eq!(world.distribution(&f, epoch), Distribution { is_contested: 1, status: 1, ..made.clone() });
    refused!(world.send(&[brake(epoch)], &[&f.founder]), AlreadyContested);
    world.set_time(made.challenge_until);
    refused!(world.send(&[finalize(&f, epoch)], &[]), Unresolved);
    world.set_time(made.challenge_until - 1);
    // Whoever has evidence adds it.
    world.send(&[challenge(&f, &key.pubkey(), epoch, EVIDENCE)], &[&key]).unwrap();
    let void = resolve(&f, &f.authority(), epoch, Outcome::Void, Fault::Nobody);
    world.send(&[void], &[&f.founder]).unwrap();
    let epoch = world.propose(&f, |_| root(2));
    refused!(world.send(&[brake(epoch)], &[&f.founder]), AlreadyContested);
    world.settle(&f, epoch);
    let epoch = world.propose(&f, |_| root(3));
    let until = world.distribution(&f, epoch).challenge_until;
    world.set_time(until);
    refused!(world.send(&[brake(epoch)], &[&f.founder]), ChallengeWindowOver);
    world.set_time(until - 1);
    world.send(&[brake(epoch)], &[&f.founder]).unwrap();
    assert_eq!(world.pool(&f).is_contested, 1);
}

#[test]
fn what_is_disputed_needs_no_brake() {
    let (mut world, f, _, _, epoch) = challenged();
    refused!(world.send(&[contest(&f, &f.authority(), epoch)], &[&f.founder]), NotChallengeable);
}
