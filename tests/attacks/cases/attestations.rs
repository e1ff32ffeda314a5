//! Works and batches.

use makerstake_testkit::{
    attestations::{self, endorsement_address, ENDORSEMENT_KEPT},
    substitution::Case,
    World,
};

use super::case;

/// A case for every instruction of attestations.
pub fn cases() -> Vec<Case> {
    let mut cases = Vec::new();
    let mut world = World::new();
    let (maker, peer) = (world.register(), world.register());
    let (work, other) = (world.attested(&maker), world.attested(&peer));
    world.send(&[attestations::endorse(&maker, &other)], &[&maker.authority]).expect("endorse");

    let attest = attestations::attest(&maker, [5; 32], [6; 32], 0);
    cases.push(case(&world, "attestations.attest", attest));
    let revise = attestations::revise(&maker, &work, [7; 32], [8; 32]);
    cases.push(case(&world, "attestations.revise", revise));
    cases.push(case(&world, "attestations.revoke", attestations::revoke(&maker, &work)));

    let leaves = [world.leaf(&maker.address, &peer.address), world.leaf(&maker.address, &maker.address)];
    let sibling = world.leaf(&peer.address, &peer.address);
    world.batched(&peer, &[sibling]);
    let batch = attestations::attest_batch(&maker, attestations::Tree::new(&leaves).root(), [1; 32], 2);
    cases.push(case(&world, "attestations.attest_batch", batch));
    let tree = world.batched(&maker, &leaves);
    let consent =
        attestations::promote(&maker.key(), Some(peer.key()), &leaves[0], &tree.root(), tree.proof(0));
    cases.push(case(&world, "attestations.promote", consent));
    let own = attestations::promote(&peer.key(), None, &leaves[1], &tree.root(), tree.proof(1));
    cases.push(case(&world, "attestations.promote", own));

    let endorse = attestations::endorse(&peer, &work);
    cases.push(case(&world, "attestations.endorse", endorse.clone()));
    world.send(&[endorse], &[&peer.authority]).expect("endorse");
    assert!(world.account(&endorsement_address(&work, &peer.address)).is_some());
    let withdraw = attestations::withdraw_endorsement(&peer, &work);
    cases.push(case(&world, "attestations.withdraw_endorsement", withdraw.clone()));
    world.send(&[withdraw], &[&peer.authority]).expect("withdraw_endorsement");
    world.advance(ENDORSEMENT_KEPT);
    let close = attestations::close_endorsement(&endorsement_address(&work, &peer.address), &peer.key());
    cases.push(case(&world, "attestations.close_endorsement", close));
    cases.push(case(&world, "attestations.revoke_batch", attestations::revoke_batch(&maker, &tree.root())));
    cases.extend(attestors());
    cases
}

/// Permissions, and what attestors do by them. Everybody has a sibling: a second creator with the same attestor, a second
/// attestor of the same creator.
fn attestors() -> Vec<Case> {
    let mut cases = Vec::new();
    let mut world = World::new();
    let (maker, peer, platform, rival) =
        (world.register(), world.register(), world.register(), world.register());
    let permission = world.permitted(&maker, &platform.address);
    world.permitted(&peer, &platform.address);
    world.permitted(&maker, &rival.address);
    let (work, _) = (world.attested(&maker), world.attested(&peer));
    let period = world.now()..world.now() + 9;
    let set = attestations::set_attestor_again(&maker, &platform.address, 1, 7, period);
    cases.push(case(&world, "attestations.set_attestor", set));
    let attest = attestations::attest_for(&platform, &maker.address, [5; 32], 0);
    cases.push(case(&world, "attestations.attest", attest));
    let revise = attestations::revise_for(&platform, &maker.address, &work, [7; 32]);
    cases.push(case(&world, "attestations.revise", revise));
    let leaf = world.leaf(&platform.address, &maker.address);
    let tree = world.batched(&platform, &[leaf]);
    let sibling = world.leaf(&rival.address, &maker.address);
    world.batched(&rival, &[sibling]);
    let promote = attestations::promote_permitted(&peer.key(), &leaf, &tree.root(), vec![]);
    cases.push(case(&world, "attestations.promote", promote));
    let revoke = attestations::revoke_attestor(&maker.key(), &maker.address, &permission);
    cases.push(case(&world, "attestations.revoke_attestor", revoke));
    cases
}
