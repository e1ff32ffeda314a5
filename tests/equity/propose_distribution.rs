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
fn the_chain_computes_the_allocation_and_takes_the_bond() {
    let (mut world, f, end) = ready();
    let (pool, position) = (world.pool(&f), world.position(&f, &f.scorer.pubkey()));
    let receipt = world.send(&[propose(&f, &f.scoring(), 0, end, &root(1))], &[&f.scorer]).unwrap();
    let scorer = f.position(&f.scorer.pubkey());
    receipt.assert_only_changed(&[f.pool, f.distribution(0), scorer, f.scorer.pubkey()]);
    let allocation = f.terms.contributions_cap / 10_000 * 50;
    let now = world.pool(&f);
    assert_eq!((now.contributions_emitted, now.bonds), (allocation, f.terms.bond));
    assert_eq!((now.covered_until, now.next_epoch, now.is_open), (end, 1, 1));
    assert_eq!(now.total[0], pool.total[0] - f.terms.bond);
    assert_eq!(world.position(&f, &f.scorer.pubkey()).own[0], position.own[0] - f.terms.bond);
    let made = world.distribution(&f, 0);
    assert_eq!((made.root, made.data_hash, made.leaves, made.depth), ([1; 32], [101; 32], 4, 2));
    assert_eq!((made.window_start, made.window_end), (pool.covered_until, end));
    assert_eq!((made.allocation, made.claimed, made.leaf_max), (allocation, 0, allocation / 2));
    assert_eq!(made.challenge_until, end + i64::from(f.terms.challenge_seconds));
    assert_eq!((made.proposer, made.proposer_bond), (f.scorer.pubkey(), f.terms.bond));
}

#[test]
fn later_epochs_allocate_less_by_the_decay() {
    let (mut world, f, _) = ready();
    let mut emitted = 0;
    for epoch in 0..12 {
        world.distribute(&f, &[(f.scorer.pubkey(), 1)]);
        let allocation = world.distribution(&f, epoch).allocation;
        assert_eq!(
            allocation,
            (f.terms.contributions_cap - emitted) / 10_000 * 50
                + (f.terms.contributions_cap - emitted) % 10_000 * 50 / 10_000
        );
        emitted += allocation;
        assert_eq!(world.pool(&f).contributions_emitted, emitted);
    }
}

#[test]
fn windows_are_whole_past_and_one_after_another() {
    let (mut world, f, end) = ready();
    let mut refuse = |end, error: EquityError| {
        let ix = propose(&f, &f.scoring(), 0, end, &root(1));
        makerstake_testkit::assert_refused!(world.send(&[ix], &[&f.scorer]), EQUITY, error);
    };
    refuse(end - 1, EquityError::WindowTooShort);
    refuse(i64::MIN, EquityError::WindowTooShort);
    refuse(end + 1, EquityError::WindowInFuture);
    refuse(i64::MAX, EquityError::WindowInFuture);
    world.send(&[propose(&f, &f.scoring(), 0, end, &root(1))], &[&f.scorer]).unwrap();
    world.advance(i64::from(f.terms.window_seconds));
    let next = propose(&f, &f.scoring(), 1, world.now(), &root(1));
    refused!(world.send(&[next], &[&f.scorer]), DistributionOpen);
}

#[test]
fn a_proposal_is_complete() {
    let (mut world, f, end) = ready();
    for tree in [Root { root: [0; 32], ..root(1) }, Root { data_hash: [0; 32], ..root(1) }] {
        refused!(world.send(&[propose(&f, &f.scoring(), 0, end, &tree)], &[&f.scorer]), ZeroHash);
    }
    for leaves in [0, (1 << 27) + 1, u32::MAX] {
        let tree = Root { leaves, ..root(1) };
        refused!(world.send(&[propose(&f, &f.scoring(), 0, end, &tree)], &[&f.scorer]), InvalidLeaves);
    }
    for hash in [80, 112] {
        let mut ix = propose(&f, &f.scoring(), 0, end, &root(1));
        ix.data[hash..hash + 32].fill(0);
        refused!(world.send(&[ix], &[&f.scorer]), ZeroHash);
    }
}

#[test]
fn only_the_scorer_proposes_out_of_its_own_position() {
    let (mut world, f, end) = ready();
    let (key, holder) = world.owner(&f, 1_000 * SHARE);
    refused!(world.send(&[propose(&f, &holder, 0, end, &root(1))], &[&key]), NotScorer);
    let mut ix = propose(&f, &f.scoring(), 0, end, &root(1));
    ix.accounts[4].pubkey = f.position(&holder.address);
    refused!(world.send(&[ix], &[&f.scorer]), WrongHolder);
    let theirs = world.found();
    let mut ix = propose(&f, &f.scoring(), 0, end, &root(1));
    ix.accounts[4].pubkey = theirs.position(&theirs.scorer.pubkey());
    refused!(world.send(&[ix], &[&f.scorer]), WrongPool);
    let ix = propose(&f, &f.scoring().delegating(&holder.address), 0, end, &root(1));
    refused!(world.send(&[ix], &[&f.scorer]), WrongDelegate);
    let ix = propose(&f, &f.scoring(), 1, end, &root(1));
    assert_instruction_error!(world.send(&[ix], &[&f.scorer]), InstructionError::InvalidSeeds);
    let all = 10 * f.terms.bond;
    world.send(&[request_withdrawal(&f, &f.scoring(), all)], &[&f.scorer]).unwrap();
    let ix = propose(&f, &f.scoring(), 0, end, &root(1));
    refused!(world.send(&[ix], &[&f.scorer]), InsufficientShares);
}

#[test]
fn an_empty_bucket_allocates_nothing() {
    let mut world = World::new();
    let terms = Terms { contributions_cap: 199, ..Terms::weekly(world.now()) };
    let f = world.found_with(terms);
    world.advance(i64::from(terms.window_seconds));
    let ix = propose(&f, &f.scoring(), 0, world.now(), &root(1));
    refused!(world.send(&[ix], &[&f.scorer]), NothingToAllocate);
}
