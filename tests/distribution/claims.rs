//! Proofs read from tree.bin, claimed on the real program.

use makerstake_distribution::{epoch::Claim, verify};
use makerstake_testkit::{
    assert_refused,
    equity::{claim, EquityError, Founded, Holder, EQUITY},
    World,
};
use solana_keypair::Keypair;
use solana_pubkey::Pubkey;
use solana_signer::Signer;

use crate::epoch::{build, inputs, root};

/// Wallets with positions, and the works of an epoch: the later the wallet, the fewer the views.
fn wallets(world: &mut World, f: &Founded, count: u8) -> Vec<(Keypair, Holder)> {
    let mut made: Vec<_> = (0..count).map(|_| world.owner(f, 0)).collect();
    made.sort_by_key(|(key, _)| key.pubkey());
    made
}

fn works(wallets: &[(Keypair, Holder)]) -> Vec<(Pubkey, u32, u64, u64)> {
    let rows = wallets.iter().zip(1..);
    rows.map(|((key, _), at)| (key.pubkey(), at, u64::from(at % 3), 1_000_000 / u64::from(at))).collect()
}

#[test]
fn every_leaf_of_a_built_tree_is_paid_and_the_allocation_is_paid_exactly() {
    let mut world = World::new();
    let f = world.found();
    let wallets = wallets(&mut world, &f, 21);
    let folder = tempfile::tempdir().unwrap();
    inputs(folder.path(), &works(&wallets));
    let (files, built) = build(&world, &f, folder.path());
    let epoch = world.propose(&f, |_| root(&built));
    world.settle(&f, epoch);

    let on_chain = world.distribution(&f, epoch);
    let verified = verify::verify(folder.path()).unwrap();
    assert_eq!((on_chain.root, on_chain.data_hash), (verified.root, verified.data_hash));
    assert_eq!((on_chain.leaves, on_chain.depth), (verified.leaves, verified.depth));
    assert_eq!((on_chain.allocation, on_chain.leaf_max), (verified.allocation, verified.leaf_max));
    assert_eq!((on_chain.window_start, on_chain.window_end), verified.window);

    for (_, holder) in &wallets {
        let Claim { leaf, proof, .. } = files.claim(&holder.address.to_bytes()).unwrap().unwrap();
        let sent = world.send(&[claim(&f, holder, epoch, leaf.amount, proof)], &[]);
        sent.expect("a proof of tree.bin is a proof of the program");
        assert_eq!(world.position(&f, &holder.address).own[0], leaf.amount);
    }
    // INVARIANT 3: all of it, and nothing more.
    assert_eq!(world.distribution(&f, epoch).claimed, on_chain.allocation);
}

#[test]
fn a_proof_pays_once_and_only_its_own_leaf() {
    let mut world = World::new();
    let f = world.found();
    let wallets = wallets(&mut world, &f, 5);
    let folder = tempfile::tempdir().unwrap();
    inputs(folder.path(), &works(&wallets));
    let (files, built) = build(&world, &f, folder.path());
    let epoch = world.propose(&f, |_| root(&built));
    world.settle(&f, epoch);

    let (one, two) = (&wallets[0].1, &wallets[1].1);
    let Claim { leaf, proof, .. } = files.claim(&one.address.to_bytes()).unwrap().unwrap();
    // INVARIANT 8: another amount, another holder, a proof cut short or drawn out.
    let wrong = EquityError::WrongProof;
    assert_refused!(world.send(&[claim(&f, one, epoch, leaf.amount - 1, proof.clone())], &[]), EQUITY, wrong);
    assert_refused!(
        world.send(&[claim(&f, two, epoch, leaf.amount, proof.clone())], &[]),
        EQUITY,
        EquityError::WrongProof
    );
    let short = proof[1..].to_vec();
    assert_refused!(
        world.send(&[claim(&f, one, epoch, leaf.amount, short)], &[]),
        EQUITY,
        EquityError::WrongProof
    );
    let long = [proof.clone(), vec![[0; 32]]].concat();
    assert_refused!(
        world.send(&[claim(&f, one, epoch, leaf.amount, long)], &[]),
        EQUITY,
        EquityError::WrongProof
    );

    world.send(&[claim(&f, one, epoch, leaf.amount, proof.clone())], &[]).expect("the first time");
    assert_refused!(
        world.send(&[claim(&f, one, epoch, leaf.amount, proof)], &[]),
        EQUITY,
        EquityError::AlreadyClaimed
    );
}

#[test]
fn a_proof_of_one_epoch_is_worth_nothing_in_the_next() {
    let mut world = World::new();
    let f = world.found();
    let wallets = wallets(&mut world, &f, 4);
    let folders = [tempfile::tempdir().unwrap(), tempfile::tempdir().unwrap()];
    let mut claims = Vec::new();
    for folder in &folders {
        inputs(folder.path(), &works(&wallets));
        let (files, built) = build(&world, &f, folder.path());
        let epoch = world.propose(&f, |_| root(&built));
        world.settle(&f, epoch);
        claims.push((epoch, files.claim(&wallets[0].1.address.to_bytes()).unwrap().unwrap()));
    }
    let holder = &wallets[0].1;
    let [(first, old), (second, new)] = claims.as_slice() else { unreachable!("two epochs") };
    // The second epoch pays less: decay.
    assert!(new.leaf.amount < old.leaf.amount);
    let replayed = claim(&f, holder, *second, old.leaf.amount, old.proof.clone());
    assert_refused!(world.send(&[replayed], &[]), EQUITY, EquityError::WrongProof);
    for (epoch, Claim { leaf, proof, .. }) in [(first, old), (second, new)] {
        world.send(&[claim(&f, holder, *epoch, leaf.amount, proof.clone())], &[]).expect("its own epoch");
    }
}
