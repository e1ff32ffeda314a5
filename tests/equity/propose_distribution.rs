use makerstake_testkit::{assert_instruction_error, equity::*, outcome::InstructionError, World};
use solana_signer::Signer;

use crate::{refused, support::*};

fn ready() -> (World, Founded, i64) {
    let mut world = World::new();
    let f = world.found();
    let end = world.pool(&f).covered_until + i64::from(f.terms.window_seconds);
    world.set_time(end);
    (world, f, end)
}

#[test]
fn the_chain_takes_the_bond_and_bounds_the_total() {
    let (mut world, f, end) = ready();
    let (pool, before) = (world.pool(&f), world.lamports(&f.scorer.pubkey()));
    let receipt = world.send(&[propose(&f, &f.scorer.pubkey(), 0, end, &root(1))], &[&f.scorer]).unwrap();
    receipt.assert_only_changed(&[f.pool, f.distribution(0), f.scorer.pubkey()]);
    let formula = f.terms.contributions_cap / 10_000 * 50;
    let now = world.pool(&f);
    assert_eq!((now.contributions_emitted, now.total[0]), (1_000 * SHARE, pool.total[0]));
    assert_eq!((now.covered_until, now.next_epoch, now.is_open), (end, 1, 1));
    let made = world.distribution(&f, 0);
    assert_eq!((made.root, made.data_hash, made.leaves, made.depth), ([1; 32], [101; 32], 4, 2));
    assert_eq!((made.window_start, made.window_end), (pool.covered_until, end));
    assert_eq!((made.allocation, made.claimed, made.leaf_max), (1_000 * SHARE, 0, formula / 2));
    assert_eq!(made.challenge_until, end + i64::from(f.terms.challenge_seconds));
    assert_eq!(
        (made.proposer, made.proposer_due, made.bond),
        (f.scorer.pubkey(), f.terms.bond, f.terms.bond)
    );
    let held = world.account(&f.distribution(0)).unwrap();
    assert_eq!(held.lamports, world.rent(held.data.len()) + f.terms.bond);
    assert_eq!(world.lamports(&f.scorer.pubkey()), before - held.lamports);
}

#[test]
fn the_total_is_within_the_formula_and_what_the_leaves_can_hold() {
    let (mut world, f, end) = ready();
    let formula = f.terms.contributions_cap / 10_000 * 50;
    let mut refuse = |leaves, total, error: EquityError| {
        let tree = Root { leaves, total, ..root(1) };
        let ix = propose(&f, &f.scorer.pubkey(), 0, end, &tree);
        makerstake_testkit::assert_refused!(world.send(&[ix], &[&f.scorer]), EQUITY, error);
    };
    refuse(4, formula + 1, EquityError::AboveFormula);
    refuse(4, u64::MAX, EquityError::AboveFormula);
    // One leaf holds half of the formula at most.
    refuse(1, formula / 2 + 1, EquityError::AboveFormula);
    refuse(0, 1, EquityError::AboveFormula);
    refuse(4, 0, EquityError::EmptyTotal);
    let most = propose(&f, &f.scorer.pubkey(), 0, end, &Root { leaves: 1, total: formula / 2, ..root(1) });
    world.send(&[most], &[&f.scorer]).unwrap();
}

#[test]
fn later_epochs_allow_less_by_the_decay() {
    let (mut world, f, _) = ready();
    let mut emitted = 0;
    for epoch in 0..12 {
        let left = f.terms.contributions_cap - emitted;
        let formula = left / 10_000 * 50 + left % 10_000 * 50 / 10_000;
        let total = formula / 2;
        world.propose(&f, |_| Root { total, ..root(1) });
        world.settle(&f, epoch);
        assert_eq!(world.distribution(&f, epoch).leaf_max, formula / 2);
        emitted += total;
        assert_eq!(world.pool(&f).contributions_emitted, emitted);
    }
}

#[test]
fn windows_are_whole_past_and_one_after_another() {
    let (mut world, f, end) = ready();
    let mut refuse = |end, error: EquityError| {
        let ix = propose(&f, &f.scorer.pubkey(), 0, end, &root(1));
        makerstake_testkit::assert_refused!(world.send(&[ix], &[&f.scorer]), EQUITY, error);
    };
    refuse(end - 1, EquityError::WindowTooShort);
    refuse(i64::MIN, EquityError::OutOfRange);
    refuse(end + 1, EquityError::WindowInFuture);
    refuse(end + i64::from(f.terms.window_seconds) + 1, EquityError::WindowTooLong);
    refuse(i64::MAX, EquityError::WindowTooLong);
    world.send(&[propose(&f, &f.scorer.pubkey(), 0, end, &root(1))], &[&f.scorer]).unwrap();
    world.advance(i64::from(f.terms.window_seconds));
    let next = propose(&f, &f.scorer.pubkey(), 1, world.now(), &root(1));
    refused!(world.send(&[next], &[&f.scorer]), DistributionOpen);
}

#[test]
fn a_proposal_is_complete() {
    let (mut world, f, end) = ready();
    for tree in [Root { root: [0; 32], ..root(1) }, Root { data_hash: [0; 32], ..root(1) }] {
        refused!(world.send(&[propose(&f, &f.scorer.pubkey(), 0, end, &tree)], &[&f.scorer]), ZeroHash);
    }
    for (leaves, total) in [(0, 0), ((1 << 27) + 1, SHARE), (u32::MAX, SHARE)] {
        let tree = Root { leaves, total, ..root(1) };
        refused!(world.send(&[propose(&f, &f.scorer.pubkey(), 0, end, &tree)], &[&f.scorer]), InvalidLeaves);
    }
    for hash in [88, 120] {
        let mut ix = propose(&f, &f.scorer.pubkey(), 0, end, &root(1));
        ix.data[hash..hash + 32].fill(0);
        refused!(world.send(&[ix], &[&f.scorer]), ZeroHash);
    }
}

#[test]
fn only_the_scorer_proposes() {
    let (mut world, f, end) = ready();
    let key = world.actor();
    refused!(world.send(&[propose(&f, &key.pubkey(), 0, end, &root(1))], &[&key]), NotScorer);
    let ix = propose(&f, &f.scorer.pubkey(), 1, end, &root(1));
    assert_instruction_error!(world.send(&[ix], &[&f.scorer]), InstructionError::InvalidSeeds);
    let poor = world.keypair();
    world.fund(&poor.pubkey(), f.terms.bond);
    world.send(&[set_scorer(&f, &f.authority(), &poor.pubkey())], &[&f.founder]).unwrap();
    // The system program: rent and bond are more than there is.
    let ix = propose(&f, &poor.pubkey(), 0, end, &root(1));
    assert_instruction_error!(world.send(&[ix], &[&poor]), InstructionError::Custom(1));
}
