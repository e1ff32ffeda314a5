use makerstake_testkit::{assert_refused, attestations::*, World};

#[test]
fn a_revocation_stamps_the_time_and_nothing_is_promoted_any_more() {
    let mut world = World::new();
    let ada = world.register();
    let leaves = [world.leaf(&ada.address, &ada.address), world.leaf(&ada.address, &ada.address)];
    let tree = world.batched(&ada, &leaves);
    let (root, address) = (tree.root(), batch_address(&ada.address, &tree.root()));
    world.send(&[promote(&ada.key(), None, &leaves[0], &root, tree.proof(0))], &[&ada.authority]).unwrap();
    let (before, promoted) = (world.batch(&address), attestation_address(&ada.address, &leaves[0].content));
    let work = world.attestation(&promoted);
    world.advance(1_000);
    let receipt = world.send(&[revoke_batch(&ada, &root)], &[&ada.authority]).unwrap();
    receipt.assert_only_changed(&[address]);
    assert_eq!(world.batch(&address), Batch { revoked_at: world.now(), ..before });
    assert_eq!(world.attestation(&promoted), work, "what was promoted stays");

    let late = promote(&ada.key(), None, &leaves[1], &root, tree.proof(1));
    assert_refused!(world.send(&[late], &[&ada.authority]), ATTESTATIONS, AttestationError::BatchRevoked);
}

#[test]
fn a_creator_that_signs_cannot_promote_from_it_either() {
    let mut world = World::new();
    let (platform, ada) = (world.register(), world.register());
    let leaf = world.leaf(&platform.address, &ada.address);
    let tree = world.batched(&platform, &[leaf]);
    world.send(&[revoke_batch(&platform, &tree.root())], &[&platform.authority]).unwrap();
    let late = promote(&ada.key(), Some(ada.key()), &leaf, &tree.root(), vec![]);
    assert_refused!(world.send(&[late], &[&ada.authority]), ATTESTATIONS, AttestationError::BatchRevoked);
}

#[test]
fn only_its_author_revokes_a_batch_and_only_once() {
    let mut world = World::new();
    let (platform, ada) = (world.register(), world.register());
    let leaf = world.leaf(&platform.address, &ada.address);
    let tree = world.batched(&platform, &[leaf]);
    // Not even the creator of its leaves.
    let mut as_ada = revoke_batch(&ada, &tree.root());
    as_ada.accounts[2].pubkey = batch_address(&platform.address, &tree.root());
    assert_refused!(world.send(&[as_ada], &[&ada.authority]), ATTESTATIONS, AttestationError::NotTheCreator);
    let mut for_platform = revoke_batch(&platform, &tree.root());
    for_platform.accounts[0].pubkey = ada.key();
    let outcome = world.send(&[for_platform], &[&ada.authority]);
    assert_refused!(outcome, ATTESTATIONS, AttestationError::NotAuthority);

    let revoke = revoke_batch(&platform, &tree.root());
    world.send(std::slice::from_ref(&revoke), &[&platform.authority]).unwrap();
    let again = world.send(&[revoke], &[&platform.authority]);
    assert_refused!(again, ATTESTATIONS, AttestationError::AlreadyRevoked);
}
