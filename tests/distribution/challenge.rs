//! Somebody who recomputes an epoch finds a false root; it is void, and the epoch is proposed again.

use solana_signer::Signer;

use crate::epoch::{build, inputs, root};
use makerstake_distribution::{epoch::Claim, verify};
use makerstake_testkit::{
    assert_refused,
    equity::{
        challenge, claim, collect_bond, finalize, propose, resolve, EquityError, Fault, Outcome, EQUITY, SOL,
    },
    World,
};

#[test]
fn a_false_root_loses_its_bond_and_its_epoch_is_proposed_again() {
    let mut world = World::new();
    let f = world.found();
    let watcher = world.actor();
    world.fund(&watcher.pubkey(), 10 * SOL);
    let honest = [world.owner(&f, 0).1, world.owner(&f, 0).1, world.owner(&f, 0).1];
    let thief = world.owner(&f, 0).1;
    let works: Vec<_> = honest.iter().zip(1..).map(|(holder, at)| (holder.address, at, 0, 100)).collect();

    // The scorer slips itself a work that nobody attested.
    let [false_folder, true_folder] = [tempfile::tempdir().unwrap(), tempfile::tempdir().unwrap()];
    inputs(false_folder.path(), &[works.clone(), vec![(thief.address, 9, 3, 1_000_000)]].concat());
    inputs(true_folder.path(), &works);
    let (false_files, proposed) = build(&world, &f, false_folder.path());
    build(&world, &f, true_folder.path());
    let epoch = world.propose(&f, |_| root(&proposed));
    let on_chain = world.distribution(&f, epoch);
    let verified = verify::verify(true_folder.path()).unwrap();
    assert_ne!(on_chain.root, verified.root);
    assert_eq!(on_chain.allocation, verified.allocation);

    let sent = world.send(&[challenge(&f, &watcher.pubkey(), epoch, verified.data_hash)], &[&watcher]);
    sent.expect("anyone with a bond may challenge, without a share");
    let ruling = resolve(&f, &f.authority(), epoch, Outcome::Void, Fault::Proposer);
    world.send(&[ruling], &[&f.founder]).expect("the authority rules");
    let before = world.lamports(&watcher.pubkey());
    world
        .send(&[collect_bond(&f, epoch, &watcher.pubkey())], &[])
        .expect("its own bond, and half of the other");
    assert_eq!(world.lamports(&watcher.pubkey()), before + f.terms.bond * 3 / 2);

    // The window is proposed again, under the next number.
    let (true_files, recomputed) = build(&world, &f, true_folder.path());
    let (scorer, epoch) = (f.scorer.pubkey(), epoch + 1);
    let again = propose(&f, &scorer, epoch, on_chain.window_end, &root(&recomputed));
    world.send(&[again], &[&f.scorer]).expect("a void epoch is proposed again");
    world.set_time(world.distribution(&f, epoch).challenge_until);
    world.send(&[finalize(&f, epoch)], &[]).expect("finalize");

    let stolen = false_files.claim(&thief.address.to_bytes()).unwrap().unwrap();
    let attempt = claim(&f, &thief, epoch, stolen.leaf.amount, stolen.proof);
    assert_refused!(world.send(&[attempt], &[]), EQUITY, EquityError::WrongProof);
    for holder in &honest {
        let Claim { leaf, proof, .. } = true_files.claim(&holder.address.to_bytes()).unwrap().unwrap();
        world.send(&[claim(&f, holder, epoch, leaf.amount, proof)], &[]).expect("the recomputed root pays");
    }
    assert_eq!(world.distribution(&f, epoch).claimed, verified.allocation);
}
