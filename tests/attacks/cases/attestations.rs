//! Works and batches.

use makerstake_testkit::{
    attestations::{self, endorsement_address},
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
    let withdraw = attestations::withdraw_endorsement(&peer, &work, &peer.key());
    cases.push(case(&world, "attestations.withdraw_endorsement", withdraw));
    cases
}
