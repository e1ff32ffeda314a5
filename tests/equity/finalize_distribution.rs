use makerstake_testkit::{assert_instruction_error, equity::*, outcome::InstructionError, tokens::TOKEN};
use solana_signer::Signer;

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
fn a_dispute_is_resolved_first_and_the_window_ends_all_the_same() {
    let (mut world, f, _, _, epoch) = challenged();
    let until = world.distribution(&f, epoch).challenge_until;
    world.set_time(until);
    refused!(world.send(&[finalize(&f, epoch)], &[]), Unresolved);
    world.set_time(until - 1);
    let upheld = resolve(&f, &f.authority(), epoch, Outcome::AsProposed, Fault::Challenger);
    world.send(&[upheld], &[&f.founder]).unwrap();
    refused!(world.send(&[finalize(&f, epoch)], &[]), ChallengeWindowOpen);
    world.set_time(until);
    world.send(&[finalize(&f, epoch)], &[]).unwrap();
    assert_eq!(world.distribution(&f, epoch).root, [1; 32]);
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

#[test]
fn a_window_in_which_nothing_counts_moves_on_and_mints_nothing() {
    let (mut world, f, ..) = one_owner();
    let (pool, supply) = (world.pool(&f), world.supply(&f.mint));
    let epoch = world.propose(&f, |_| Root { root: [0; 32], data_hash: [1; 32], leaves: 0, total: 0 });
    world.settle(&f, epoch);
    let now = world.pool(&f);
    assert_eq!((now.contributions_emitted, now.unclaimed, world.supply(&f.mint)), (0, 0, supply));
    assert_eq!(now.covered_until, pool.covered_until + i64::from(f.terms.window_seconds));
    let (_, holder) = world.owner(&f, 0);
    refused!(world.send(&[claim(&f, &holder, epoch, 1, vec![])], &[]), WrongProof);
}

/// Claims of the oldest epoch are burned when they can be made no more, and their dividends go to who is left.
#[test]
fn what_nobody_claims_in_time_goes_back_with_its_dividends() {
    let (mut world, f, key, holder) = one_owner();
    let claims = [(holder.address, 300 * SHARE), (world.keypair().pubkey(), 700 * SHARE)];
    let (epoch, tree) = world.distribute(&f, &claims);
    world.send(&[claim(&f, &holder, epoch, 300 * SHARE, tree.proof(0))], &[]).unwrap();
    let emitted = world.pool(&f).contributions_emitted;
    // One base unit a share: 2,300 in positions, 700 that wait.
    pay_in(&mut world, &f, 3_000 * SHARE);
    for _ in 0..127 {
        world.distribute(&f, &[(f.scorer.pubkey(), 1)]);
    }
    refused!(world.send(&[sweep(&f, epoch)], &[]), StillClaimable);
    let last = world.propose(&f, |_| root(1));
    refused!(world.send(&[sweep(&f, last)], &[]), NotFinal);
    let (supply, vault) = (world.supply(&f.mint), world.tokens(&f.vault));
    let before = world.pool(&f);
    let receipt = world.send(&[sweep(&f, epoch)], &[]).unwrap();
    receipt.assert_only_changed(&[f.pool, f.distribution(epoch), f.mint, f.vault]);
    let now = world.pool(&f);
    assert_eq!((world.supply(&f.mint), world.tokens(&f.vault)), (supply - 700 * SHARE, vault - 700 * SHARE));
    assert_eq!(now.unclaimed, before.unclaimed - 700 * SHARE);
    assert_eq!(now.contributions_emitted, before.contributions_emitted - 700 * SHARE);
    assert_eq!((world.distribution(&f, epoch).swept, emitted), (700 * SHARE, 1_000 * SHARE));
    refused!(world.send(&[sweep(&f, epoch)], &[]), NothingToSweep);
    // The holder's 1,300 shares get their part of 700 units more, with the 127 base units of later epochs.
    let account = dividends(&mut world, &f, &key, 0);
    world.send(&[collect_dividend(&f, &holder, &account)], &[&key]).unwrap();
    let others = u128::from(2_300 * SHARE + 127);
    let more = u128::from(700 * SHARE) * u128::from(1_300 * SHARE) / others;
    assert_eq!(u128::from(world.tokens(&account)), u128::from(1_300 * SHARE) + more);
}
