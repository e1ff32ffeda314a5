use makerstake_testkit::{assert_instruction_error, equity::*, outcome::InstructionError, tokens::TOKEN};

use crate::{refused, support::*};

#[test]
fn anyone_makes_it_final_when_the_window_is_over() {
    let (mut world, f, ..) = one_owner();
    let epoch = world.propose(&f, |_| root(1));
    let before = world.distribution(&f, epoch);
    let (pool, vault, supply) = (world.pool(&f), world.tokens(&f.vault), world.supply(&f.mint));
    world.set_time(before.challenge_until - 1);
    refused!(world.send(&[finalize(&f, epoch)], &[]), ChallengeWindowOpen);
    world.set_time(before.challenge_until);
    let receipt = world.send(&[finalize(&f, epoch)], &[]).unwrap();
    receipt.assert_only_changed(&[f.pool, f.distribution(epoch), f.mint, f.vault]);
    assert_eq!(world.tokens(&f.vault), vault + before.allocation);
    assert_eq!(world.supply(&f.mint), supply + before.allocation);
    assert_eq!(world.pool(&f), Pool { unclaimed: before.allocation, is_open: 0, ..pool });
    assert_eq!(world.distribution(&f, epoch), Distribution { status: 3, ..before });
    refused!(world.send(&[finalize(&f, epoch)], &[]), Settled);
}

#[test]
fn a_challenge_is_resolved_first_and_the_window_ends_all_the_same() {
    let (mut world, f, _, _, epoch) = challenged();
    let until = world.distribution(&f, epoch).challenge_until;
    world.set_time(until);
    refused!(world.send(&[finalize(&f, epoch)], &[]), Unresolved);
    world.set_time(until - 1);
    world.send(&[resolve(&f, &f.authority(), epoch, Outcome::Rival)], &[&f.founder]).unwrap();
    refused!(world.send(&[finalize(&f, epoch)], &[]), ChallengeWindowOpen);
    world.set_time(until);
    world.send(&[finalize(&f, epoch)], &[]).unwrap();
    assert_eq!(world.distribution(&f, epoch).root, [2; 32]);
}

#[test]
fn accounts_of_others_are_refused() {
    let (mut world, f, theirs) = two_pools();
    let (epoch, other) = (world.propose(&f, |_| root(1)), world.propose(&theirs, |_| root(1)));
    world.advance(i64::from(f.terms.challenge_seconds));
    let swap = |slot: usize, key| {
        let mut ix = finalize(&f, epoch);
        ix.accounts[slot].pubkey = key;
        ix
    };
    refused!(world.send(&[swap(0, theirs.pool)], &[]), WrongPool);
    refused!(world.send(&[swap(1, theirs.distribution(other))], &[]), WrongPool);
    refused!(world.send(&[swap(2, theirs.mint)], &[]), WrongMint);
    refused!(world.send(&[swap(3, theirs.vault)], &[]), WrongVault);
    assert_instruction_error!(world.send(&[swap(4, TOKEN)], &[]), InstructionError::InvalidAccountData);
    assert_instruction_error!(world.send(&[swap(4, EQUITY)], &[]), InstructionError::IncorrectProgramId);
    world.send(&[finalize(&f, epoch)], &[]).unwrap();
}
