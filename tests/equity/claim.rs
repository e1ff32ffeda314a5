use makerstake_testkit::{assert_instruction_error, equity::*, outcome::InstructionError, World};
use solana_signer::Signer;

use crate::{refused, support::*};

/// A final distribution of 300 and 200 shares to two owners who had none.
fn distributed() -> (World, Founded, Holder, Holder, u32, Tree) {
    let mut world = World::new();
    let f = world.found();
    let (_, first) = world.owner(&f, 0);
    let (_, second) = world.owner(&f, 0);
    let claims = [(first.address, 300 * SHARE), (second.address, 200 * SHARE), (f.scorer.pubkey(), 5)];
    let (epoch, tree) = world.distribute(&f, &claims);
    (world, f, first, second, epoch, tree)
}

#[test]
fn a_claim_credits_shares_that_count_from_the_next_snapshot_epoch() {
    let (mut world, f, first, _, epoch, tree) = distributed();
    let (pool, made) = (world.pool(&f), world.distribution(&f, epoch));
    let ix = claim(&f, &first, epoch, 300 * SHARE, tree.proof(0));
    let receipt = world.send(&[ix], &[]).unwrap();
    receipt.assert_only_changed(&[f.pool, f.distribution(epoch), f.position(&first.address)]);
    let position = world.position(&f, &first.address);
    assert_eq!((position.own, position.earned), ([300 * SHARE, 0, 0, 0], [300 * SHARE, 0, 0, 0]));
    assert_eq!((position.claims, position.claims_from), ([1, 0], 0));
    let power = ((world.now() - f.terms.snapshot_genesis) / 604_800) as u32;
    assert_eq!(position.epoch, power + 1);
    let now = world.pool(&f);
    assert_eq!((now.unclaimed, now.total[0]), (pool.unclaimed - 300 * SHARE, pool.total[0] + 300 * SHARE));
    assert_eq!(world.distribution(&f, epoch), Distribution { claimed: 300 * SHARE, ..made });
    assert_eq!(world.tokens(&f.vault), now.unclaimed + now.total[0]);
}

#[test]
fn an_epoch_is_claimed_once() {
    let (mut world, f, first, _, epoch, tree) = distributed();
    let ix = claim(&f, &first, epoch, 300 * SHARE, tree.proof(0));
    world.send(std::slice::from_ref(&ix), &[]).unwrap();
    refused!(world.send(std::slice::from_ref(&ix), &[]), AlreadyClaimed);
    world.advance(100 * 604_800);
    refused!(world.send(&[ix], &[]), AlreadyClaimed);
}

#[test]
fn a_leaf_says_exactly_who_gets_what() {
    let (mut world, f, first, second, epoch, tree) = distributed();
    let proof = tree.proof(0);
    let mut refuse = |holder: &Holder, amount, proof: Vec<[u8; 32]>| {
        refused!(world.send(&[claim(&f, holder, epoch, amount, proof)], &[]), WrongProof);
    };
    refuse(&first, 300 * SHARE + 1, proof.clone());
    refuse(&second, 300 * SHARE, proof.clone());
    refuse(&first, 300 * SHARE, tree.proof(1));
    refuse(&first, 300 * SHARE, vec![]);
    refuse(&first, 300 * SHARE, proof[..1].to_vec());
    refuse(&first, 300 * SHARE, [proof.clone(), vec![[0; 32]]].concat());
    refuse(&first, 300 * SHARE, vec![[0; 32]; 2]);
    refused!(world.send(&[claim(&f, &first, epoch, 0, proof)], &[]), ZeroAmount);
}

#[test]
fn nothing_is_paid_before_the_end_or_above_the_limits() {
    let mut world = World::new();
    let f = world.found();
    let (_, holder) = world.owner(&f, 0);
    let allocation = f.terms.contributions_cap / 10_000 * 50;
    let (_, second) = world.owner(&f, 0);
    let (_, third) = world.owner(&f, 0);
    let half = allocation / 2;
    let claims =
        [(holder.address, half), (second.address, half), (third.address, 1), (f.scorer.pubkey(), half + 1)];
    let tree = Tree::new(&f.pool, 0, &claims);
    let epoch = world.propose(&f, |_| Root { total: allocation, ..tree.root() });
    let first = claim(&f, &holder, epoch, half, tree.proof(0));
    refused!(world.send(std::slice::from_ref(&first), &[]), NotFinal);
    world.settle(&f, epoch);
    let large = claim(&f, &f.scoring(), epoch, half + 1, tree.proof(3));
    refused!(world.send(&[large], &[]), LeafAboveMaximum);
    world.send(&[first, claim(&f, &second, epoch, half, tree.proof(1))], &[]).unwrap();
    refused!(world.send(&[claim(&f, &third, epoch, 1, tree.proof(2))], &[]), AboveAllocation);
}

#[test]
fn a_leaf_of_another_epoch_or_pool_is_worth_nothing() {
    let (mut world, f, first, _, epoch, tree) = distributed();
    let foreign = Tree::new(&f.pool, 9, &tree.claims);
    let next = world.propose(&f, |_| foreign.root());
    world.settle(&f, next);
    refused!(world.send(&[claim(&f, &first, next, 300 * SHARE, foreign.proof(0))], &[]), WrongProof);
    refused!(world.send(&[claim(&f, &first, next, 300 * SHARE, tree.proof(0))], &[]), WrongProof);

    let theirs = world.found();
    let copied = world.propose(&theirs, |_| tree.root());
    assert_eq!(copied, epoch);
    world.settle(&theirs, copied);
    world.open(&theirs, &first);
    refused!(world.send(&[claim(&theirs, &first, copied, 300 * SHARE, tree.proof(0))], &[]), WrongProof);
    let mut mixed = claim(&theirs, &first, copied, 300 * SHARE, tree.proof(0));
    mixed.accounts[1].pubkey = f.distribution(epoch);
    refused!(world.send(&[mixed], &[]), WrongPool);
    let mut mixed = claim(&theirs, &first, copied, 300 * SHARE, tree.proof(0));
    mixed.accounts[2].pubkey = f.position(&first.address);
    refused!(world.send(&[mixed], &[]), WrongPool);
}

#[test]
fn who_claims_late_earns_the_dividends_in_between_all_the_same() {
    let (mut world, f, first, second, epoch, tree) = distributed();
    world.send(&[claim(&f, &first, epoch, 300 * SHARE, tree.proof(0))], &[]).unwrap();
    let pool = world.pool(&f);
    // One base unit for each share in a position or waiting to be claimed.
    pay_in(&mut world, &f, pool.total[0] + pool.unclaimed);
    world.send(&[claim(&f, &second, epoch, 200 * SHARE, tree.proof(1))], &[]).unwrap();
    let index = world.pool(&f).dividend_index;
    assert_eq!(index, [0, 1]);
    let debt = |holder: &Holder| world.position(&f, &holder.address).dividend_debt;
    assert_eq!((debt(&first), debt(&second)), ([0, 0], [0, 0]));
    // What comes in after a claim is shared once, too.
    let pool = world.pool(&f);
    pay_in(&mut world, &f, pool.total[0] + pool.unclaimed);
    let owed = |holder: &Holder| world.position(&f, &holder.address).own[0] * 2;
    assert_eq!((owed(&first), owed(&second)), (600 * SHARE, 400 * SHARE));
}

#[test]
fn an_epoch_made_final_after_a_dividend_has_no_part_in_it() {
    let mut world = World::new();
    let f = world.found();
    let (_, holder) = world.owner(&f, 0);
    let tree = Tree::new(&f.pool, 0, &[(holder.address, 300 * SHARE), (f.scorer.pubkey(), 5)]);
    let epoch = world.propose(&f, |_| tree.root());
    let total = world.pool(&f).total[0];
    pay_in(&mut world, &f, 3 * total);
    world.settle(&f, epoch);
    assert_eq!(world.distribution(&f, epoch).dividend_index, [0, 3]);
    world.send(&[claim(&f, &holder, epoch, 300 * SHARE, tree.proof(0))], &[]).unwrap();
    let debt = u128::from(300 * SHARE) * (3 << 64);
    let position = world.position(&f, &holder.address);
    assert_eq!(position.dividend_debt, [debt as u64, (debt >> 64) as u64]);
}

#[test]
fn an_epoch_stays_claimable_until_128_newer_ones_are_proposed() {
    let (mut world, f, first, second, epoch, tree) = distributed();
    for _ in 0..127 {
        world.distribute(&f, &[(f.scorer.pubkey(), 1)]);
    }
    world.send(&[claim(&f, &first, epoch, 300 * SHARE, tree.proof(0))], &[]).unwrap();
    let newest = Tree::new(&f.pool, 128, &[(first.address, 9), (second.address, 9)]);
    let last = world.propose(&f, |_| newest.root());
    refused!(world.send(&[claim(&f, &second, epoch, 200 * SHARE, tree.proof(1))], &[]), EpochTooOld);
    world.settle(&f, last);
    world.send(&[claim(&f, &first, last, 9, newest.proof(0))], &[]).unwrap();
    let position = world.position(&f, &first.address);
    assert_eq!((position.claims, position.claims_from), ([0, 1 << 63], 1));
    refused!(world.send(&[claim(&f, &first, last, 9, newest.proof(0))], &[]), AlreadyClaimed);
    refused!(world.send(&[claim(&f, &first, epoch, 300 * SHARE, tree.proof(0))], &[]), EpochTooOld);
}

#[test]
fn a_delegates_weight_follows_and_its_position_must_be_given() {
    let (mut world, f, first, second, epoch, tree) = distributed();
    let (key, third) = world.owner(&f, SHARE);
    world.send(&[delegate(&f, &third, &second.address)], &[&key]).unwrap();
    let third = third.delegating(&second.address);
    let (next, more) = world.distribute(&f, &[(third.address, 4 * SHARE), (first.address, 1)]);
    let without = claim(&f, &Holder { delegate: None, ..third }, next, 4 * SHARE, more.proof(0));
    refused!(world.send(&[without], &[]), WrongDelegate);
    let wrong = claim(&f, &Holder::wallet(&key).delegating(&first.address), next, 4 * SHARE, more.proof(0));
    refused!(world.send(&[wrong], &[]), WrongDelegate);
    let needless = claim(&f, &first.delegating(&second.address), epoch, 300 * SHARE, tree.proof(0));
    refused!(world.send(&[needless], &[]), WrongDelegate);
    world.send(&[claim(&f, &third, next, 4 * SHARE, more.proof(0))], &[]).unwrap();
    assert_eq!(world.position(&f, &second.address).received[0], 5 * SHARE);
    let own = claim(&f, &first.delegating(&first.address), epoch, 300 * SHARE, tree.proof(0));
    assert_instruction_error!(world.send(&[own], &[]), InstructionError::Custom(DUPLICATE));
}
