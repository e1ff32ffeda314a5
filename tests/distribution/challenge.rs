//! Somebody who recomputes an epoch finds a false root and takes its place.

use crate::epoch::{build, inputs, root};
use makerstake_distribution::{epoch::Claim, verify};
use makerstake_testkit::{
    assert_refused,
    equity::{challenge, claim, collect_bond, finalize, resolve, EquityError, Outcome, EQUITY},
    World,
};

#[test]
fn a_false_root_loses_its_bond_to_who_recomputed_it() {
    let mut world = World::new();
    let f = world.found();
    let (key, watcher) = world.owner(&f, 2 * f.terms.bond);
    let honest = [world.owner(&f, 0).1, world.owner(&f, 0).1, world.owner(&f, 0).1];
    let thief = world.owner(&f, 0).1;
    let works: Vec<_> = honest.iter().zip(1..).map(|(holder, at)| (holder.address, at, 0, 100)).collect();

    // The scorer slips itself a work that nobody attested.
    let [false_folder, true_folder] = [tempfile::tempdir().unwrap(), tempfile::tempdir().unwrap()];
    inputs(false_folder.path(), &[works.clone(), vec![(thief.address, 9, 3, 1_000_000)]].concat());
    inputs(true_folder.path(), &works);
    let (false_files, proposed) = build(&world, &f, false_folder.path());
    let (true_files, recomputed) = build(&world, &f, true_folder.path());
    let epoch = world.propose(&f, |_| root(&proposed));
    let on_chain = world.distribution(&f, epoch);
    let verified = verify::verify(true_folder.path()).unwrap();
    assert_ne!(on_chain.root, verified.root);
    assert_eq!(on_chain.allocation, verified.allocation);

    let rival = root(&recomputed);
    let sent = world.send(&[challenge(&f, &watcher, epoch, &rival)], &[&key]);
    sent.expect("anyone with a bond may challenge");
    let founder = f.authority();
    world
        .send(&[resolve(&f, &founder, epoch, Outcome::Rival)], &[&f.founder])
        .expect("the authority resolves");
    world.set_time(on_chain.challenge_until);
    world.send(&[finalize(&f, epoch)], &[]).expect("finalize");
    world.send(&[collect_bond(&f, &watcher, epoch)], &[]).expect("both bonds");
    assert_eq!(world.position(&f, &watcher.address).own[0], 3 * f.terms.bond);

    let stolen = false_files.claim(&thief.address.to_bytes()).unwrap().unwrap();
    let attempt = claim(&f, &thief, epoch, stolen.leaf.amount, stolen.proof);
    assert_refused!(world.send(&[attempt], &[]), EQUITY, EquityError::WrongProof);
    for holder in &honest {
        let Claim { leaf, proof, .. } = true_files.claim(&holder.address.to_bytes()).unwrap().unwrap();
        world.send(&[claim(&f, holder, epoch, leaf.amount, proof)], &[]).expect("the recomputed root pays");
    }
    assert_eq!(world.distribution(&f, epoch).claimed, verified.allocation);
}
