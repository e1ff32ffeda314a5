//! What an attestor can do for a creator, and every way in which one might do more.

use makerstake_core::{attestor, work::Leaf};
use makerstake_testkit::{
    assert_refused,
    attestations::*,
    clock::DAY,
    creators::{self, Identity},
    World,
};
use solana_instruction::AccountMeta;
use solana_pubkey::Pubkey;
use solana_signer::Signer;

/// Ada permits the platform everything; Bob permits nobody.
struct Scene {
    world: World,
    ada: Identity,
    bob: Identity,
    platform: Identity,
    permission: Pubkey,
}

impl Scene {
    fn new() -> Self {
        let mut world = World::new();
        let (ada, bob, platform) = (world.register(), world.register(), world.register());
        let permission = world.permitted(&ada, &platform.address);
        Self { world, ada, bob, platform, permission }
    }

    /// A scene in which the permission has this scope.
    fn scoped(scope: u8) -> Self {
        let mut world = World::new();
        let (ada, bob, platform) = (world.register(), world.register(), world.register());
        let period = world.now()..world.now() + DAY;
        world.send(&[set_attestor(&ada, &platform.address, scope, period)], &[&ada.authority]).unwrap();
        world.set_slot(world.slot() + 1);
        let permission = permission_address(&ada.address, &platform.address, 0);
        Self { world, ada, bob, platform, permission }
    }

    fn attest(&mut self, content: [u8; 32]) -> makerstake_testkit::Outcome {
        let ix = attest_for(&self.platform, &self.ada.address, content, 0);
        self.world.send(&[ix], &[&self.platform.authority])
    }

    fn revise(&mut self, parent: &Pubkey, content: [u8; 32]) -> makerstake_testkit::Outcome {
        let ix = revise_for(&self.platform, &self.ada.address, parent, content);
        self.world.send(&[ix], &[&self.platform.authority])
    }

    /// A batch of the platform's with one leaf of Ada's.
    fn batch(&mut self, parent: [u8; 32]) -> (Leaf, Tree) {
        let leaf = Leaf { parent, ..self.world.leaf(&self.platform.address, &self.ada.address) };
        let tree = self.world.batched(&self.platform, &[leaf]);
        (leaf, tree)
    }

    /// Promotes a leaf by the permission; a stranger pays.
    fn promote(&mut self, leaf: &Leaf, tree: &Tree) -> makerstake_testkit::Outcome {
        let stranger = self.world.actor();
        let ix = promote_permitted(&stranger.pubkey(), leaf, &tree.root(), vec![]);
        self.world.send(&[ix], &[&stranger])
    }

    fn revoke(&mut self) {
        let revoke = revoke_attestor(&self.ada.key(), &self.ada.address, &self.permission);
        self.world.send(&[revoke], &[&self.ada.authority]).unwrap();
    }
}

#[test]
fn an_attestor_attests_and_revises_and_the_attestation_says_so() {
    let mut scene = Scene::new();
    let receipt = scene.attest([7; 32]).unwrap();
    let first = attestation_address(&scene.ada.address, &[7; 32]);
    receipt.assert_only_changed(&[scene.platform.key(), first]);
    let work = scene.world.attestation(&first);
    assert_eq!((work.creator, work.attestor), (scene.ada.address, scene.platform.address));

    scene.revise(&first, [8; 32]).unwrap();
    let second = scene.world.attestation(&attestation_address(&scene.ada.address, &[8; 32]));
    assert_eq!((second.parent, second.attestor), (first, scene.platform.address));
    // What the creator states itself, it states by itself.
    scene.world.send(&[attest(&scene.ada, [9; 32], [0; 32], 0)], &[&scene.ada.authority]).unwrap();
    let own = scene.world.attestation(&attestation_address(&scene.ada.address, &[9; 32]));
    assert_eq!(own.attestor, Pubkey::default());
}

#[test]
fn a_leaf_of_the_attestors_batch_is_promoted_by_anyone_unsigned() {
    let mut scene = Scene::new();
    let (leaf, tree) = scene.batch([0; 32]);
    let slot = scene.world.slot();
    scene.world.advance(DAY);
    scene.promote(&leaf, &tree).unwrap();
    let work = scene.world.attestation(&attestation_address(&scene.ada.address, &leaf.content));
    assert_eq!((work.creator, work.attestor, work.slot), (scene.ada.address, scene.platform.address, slot));
    // Signed by the creator it is its own statement.
    let (leaf, tree) = scene.batch([0; 32]);
    let signed = promote(&scene.ada.key(), Some(scene.ada.key()), &leaf, &tree.root(), vec![]);
    scene.world.send(&[signed], &[&scene.ada.authority]).unwrap();
    let work = scene.world.attestation(&attestation_address(&scene.ada.address, &leaf.content));
    assert_eq!(work.attestor, Pubkey::default());
}

#[test]
fn outside_its_time_a_permission_permits_nothing() {
    let mut scene = Scene::scoped(attestor::ALL);
    scene.world.advance(DAY - 1);
    scene.attest([1; 32]).unwrap();
    scene.world.advance(1);
    assert_refused!(scene.attest([2; 32]), ATTESTATIONS, AttestationError::PermissionExpired);

    let mut scene = Scene::new();
    let (now, carol) = (scene.world.now(), scene.world.register());
    let later = set_attestor(&carol, &scene.platform.address, 7, now + DAY..now + 2 * DAY);
    scene.world.send(&[later], &[&carol.authority]).unwrap();
    let ix = attest_for(&scene.platform, &carol.address, [7; 32], 0);
    let send = |scene: &mut Scene| scene.world.send(std::slice::from_ref(&ix), &[&scene.platform.authority]);
    assert_refused!(send(&mut scene), ATTESTATIONS, AttestationError::PermissionNotYet);
    scene.world.advance(DAY);
    send(&mut scene).unwrap();
}

#[test]
fn a_revoked_permission_permits_nothing_from_its_slot_on() {
    let mut scene = Scene::new();
    let (early, early_tree) = scene.batch([0; 32]);
    scene.world.set_slot(scene.world.slot() + 1);
    // In the slot of the revocation nobody can tell what came first: the leaf's creator decides.
    let (same, same_tree) = scene.batch([0; 32]);
    scene.revoke();
    assert_refused!(scene.attest([7; 32]), ATTESTATIONS, AttestationError::PermissionRevoked);
    let outcome = scene.promote(&same, &same_tree);
    assert_refused!(outcome, ATTESTATIONS, AttestationError::PermissionRevoked);
    scene.world.advance(DAY);
    let (late, late_tree) = scene.batch([0; 32]);
    let outcome = scene.promote(&late, &late_tree);
    assert_refused!(outcome, ATTESTATIONS, AttestationError::PermissionRevoked);
    // What was stated while it stood stays promotable.
    scene.promote(&early, &early_tree).unwrap();
}

#[test]
fn a_permission_dated_after_the_batch_does_not_reach_back() {
    let mut world = World::new();
    let (ada, bob, platform) = (world.register(), world.register(), world.register());
    let leaf = world.leaf(&platform.address, &ada.address);
    let tree = world.batched(&platform, &[leaf]);
    // In the very slot of the batch, and backdated; and later.
    let permission = permission_address(&ada.address, &platform.address, 0);
    let set = set_attestor(&ada, &platform.address, 7, 0..world.now() + DAY);
    world.send(&[set], &[&ada.authority]).unwrap();
    let mut scene = Scene { world, ada, bob, platform, permission };
    let outcome = scene.promote(&leaf, &tree);
    assert_refused!(outcome, ATTESTATIONS, AttestationError::PermissionYoungerThanBatch);
    scene.world.advance(2 * DAY);
    let outcome = scene.promote(&leaf, &tree);
    assert_refused!(outcome, ATTESTATIONS, AttestationError::PermissionYoungerThanBatch);
}

#[test]
fn a_batch_after_the_permissions_end_does_not_count() {
    let mut scene = Scene::scoped(attestor::ALL);
    scene.world.advance(DAY);
    let (leaf, tree) = scene.batch([0; 32]);
    let outcome = scene.promote(&leaf, &tree);
    assert_refused!(outcome, ATTESTATIONS, AttestationError::PermissionExpired);
}

#[test]
fn a_batch_before_the_permissions_beginning_does_not_count() {
    let mut world = World::new();
    let (ada, bob, platform) = (world.register(), world.register(), world.register());
    let now = world.now();
    let set = set_attestor(&ada, &platform.address, 7, now + DAY..now + 2 * DAY);
    world.send(&[set], &[&ada.authority]).unwrap();
    world.set_slot(world.slot() + 1);
    let permission = permission_address(&ada.address, &platform.address, 0);
    let mut scene = Scene { world, ada, bob, platform, permission };
    let (leaf, tree) = scene.batch([0; 32]);
    scene.world.advance(DAY);
    let outcome = scene.promote(&leaf, &tree);
    assert_refused!(outcome, ATTESTATIONS, AttestationError::PermissionNotYet);
}

#[test]
fn a_permission_for_something_else_does_not_help() {
    let mut scene = Scene::scoped(attestor::REVISE | attestor::BATCH);
    assert_refused!(scene.attest([7; 32]), ATTESTATIONS, AttestationError::OutOfScope);
    let (leaf, tree) = scene.batch([0; 32]);
    assert_refused!(scene.promote(&leaf, &tree), ATTESTATIONS, AttestationError::OutOfScope);
    let work = scene.world.attested(&scene.ada);
    scene.revise(&work, [8; 32]).unwrap();
    let newest = attestation_address(&scene.ada.address, &[8; 32]);
    let (leaf, tree) = scene.batch(newest.to_bytes());
    let stranger = scene.world.actor();
    let ix = promote_permitted(&stranger.pubkey(), &leaf, &tree.root(), vec![]);
    scene.world.send(&[ix], &[&stranger]).unwrap();

    let mut scene = Scene::scoped(attestor::ATTEST);
    scene.attest([7; 32]).unwrap();
    let work = attestation_address(&scene.ada.address, &[7; 32]);
    assert_refused!(scene.revise(&work, [8; 32]), ATTESTATIONS, AttestationError::OutOfScope);
    let (leaf, tree) = scene.batch([0; 32]);
    assert_refused!(scene.promote(&leaf, &tree), ATTESTATIONS, AttestationError::OutOfScope);
}

#[test]
fn a_permission_is_for_one_creator_and_one_attestor() {
    let mut scene = Scene::new();
    // For Bob, by Ada's permission.
    let mut ix = attest_for(&scene.platform, &scene.bob.address, [7; 32], 0);
    ix.accounts[4] = AccountMeta::new_readonly(scene.permission, false);
    let outcome = scene.world.send(&[ix], &[&scene.platform.authority]);
    assert_refused!(outcome, ATTESTATIONS, AttestationError::PermissionOfOthers);
    // By Bob, with the platform's permission.
    let mut ix = attest_for(&scene.bob, &scene.ada.address, [7; 32], 0);
    ix.accounts[4] = AccountMeta::new_readonly(scene.permission, false);
    let outcome = scene.world.send(&[ix], &[&scene.bob.authority]);
    assert_refused!(outcome, ATTESTATIONS, AttestationError::PermissionOfOthers);
    // A leaf of Bob's in the platform's batch, by Ada's permission.
    let leaf = scene.world.leaf(&scene.platform.address, &scene.bob.address);
    let tree = scene.world.batched(&scene.platform, &[leaf]);
    let mut ix = promote_permitted(&scene.platform.key(), &leaf, &tree.root(), vec![]);
    ix.accounts[4] = AccountMeta::new_readonly(scene.permission, false);
    let outcome = scene.world.send(&[ix], &[&scene.platform.authority]);
    assert_refused!(outcome, ATTESTATIONS, AttestationError::PermissionOfOthers);
    // A leaf of Ada's in Bob's batch, by the platform's permission.
    let leaf = scene.world.leaf(&scene.bob.address, &scene.ada.address);
    let tree = scene.world.batched(&scene.bob, &[leaf]);
    let mut ix = promote_permitted(&scene.bob.key(), &leaf, &tree.root(), vec![]);
    ix.accounts[4] = AccountMeta::new_readonly(scene.permission, false);
    let outcome = scene.world.send(&[ix], &[&scene.bob.authority]);
    assert_refused!(outcome, ATTESTATIONS, AttestationError::PermissionOfOthers);
}

#[test]
fn attestor_and_permission_come_together_or_not_at_all() {
    let mut scene = Scene::new();
    for left_out in [3, 4] {
        let mut ix = attest_for(&scene.platform, &scene.ada.address, [7; 32], 0);
        ix.accounts[left_out] = AccountMeta::new_readonly(ATTESTATIONS, false);
        if left_out == 3 {
            // Without an attestor it is the creator who signs.
            ix.accounts[1] = AccountMeta::new_readonly(scene.ada.key(), true);
        }
        let outcome = scene.world.send(&[ix], &[&scene.platform.authority, &scene.ada.authority]);
        assert_refused!(outcome, ATTESTATIONS, AttestationError::PermissionIncomplete);
    }
}

#[test]
fn the_attestors_former_key_attests_no_more() {
    let mut world = World::new();
    let recovery = world.actor();
    let (ada, platform) = (world.register(), world.register_with([0; 32], recovery.pubkey()));
    world.permitted(&ada, &platform.address);
    let successor = world.actor();
    let begin = creators::begin_recovery(&recovery.pubkey(), &platform.address, &successor.pubkey());
    world.send(&[begin], &[&recovery]).unwrap();
    world.advance(creators::KEY_DELAY);
    let finish = creators::finish_recovery(&successor.pubkey(), &platform.address);
    world.send(&[finish], &[&successor]).unwrap();
    let old = attest_for(&platform, &ada.address, [7; 32], 0);
    assert_refused!(world.send(&[old], &[&platform.authority]), ATTESTATIONS, AttestationError::NotAuthority);
    // The permission is the platform's, not the key's.
    let platform = Identity { address: platform.address, authority: successor };
    world.send(&[attest_for(&platform, &ada.address, [7; 32], 0)], &[&platform.authority]).unwrap();
}

#[test]
fn the_creators_own_key_does_not_sign_for_the_attestor() {
    let mut scene = Scene::new();
    let mut ix = attest_for(&scene.platform, &scene.ada.address, [7; 32], 0);
    ix.accounts[0].pubkey = scene.ada.key();
    ix.accounts[1].pubkey = scene.ada.key();
    let outcome = scene.world.send(&[ix], &[&scene.ada.authority]);
    assert_refused!(outcome, ATTESTATIONS, AttestationError::NotAuthority);
}

#[test]
fn an_attestor_does_nothing_else_in_the_creators_name() {
    let mut scene = Scene::new();
    let (work, other) = (scene.world.attested(&scene.ada), scene.world.attested(&scene.bob));
    let key = scene.platform.key();
    let as_ada =
        Identity { address: scene.ada.address, authority: scene.platform.authority.insecure_clone() };
    let now = scene.world.now();
    for ix in [
        revoke(&as_ada, &work),
        endorse(&as_ada, &other),
        attest_batch(&as_ada, [1; 32], [1; 32], 1),
        set_attestor_again(&as_ada, &scene.bob.address, 1, 7, now..now + DAY),
    ] {
        let outcome = scene.world.send(&[ix], &[&scene.platform.authority]);
        assert_refused!(outcome, ATTESTATIONS, AttestationError::NotAuthority);
    }
    for ix in [
        creators::offer_authority(&key, None, &scene.ada.address, &key),
        creators::set_recovery_key(&key, None, &scene.ada.address, &key),
        creators::update_profile(&key, &scene.ada.address, "ar://x", [1; 32]),
    ] {
        let outcome = scene.world.send(&[ix], &[&scene.platform.authority]);
        assert_refused!(outcome, creators::CREATORS, creators::CreatorError::NotAuthority);
    }
    // A creator revokes what was attested for it, and the attestor cannot undo that.
    scene.attest([7; 32]).unwrap();
    let stated = attestation_address(&scene.ada.address, &[7; 32]);
    scene.world.send(&[revoke(&scene.ada, &stated)], &[&scene.ada.authority]).unwrap();
    assert_refused!(scene.revise(&stated, [8; 32]), ATTESTATIONS, AttestationError::ParentRevoked);
}

#[test]
fn an_attestors_statement_keeps_the_rules() {
    let mut scene = Scene::new();
    for (content, kind, error) in [
        ([0; 32], 0, AttestationError::ZeroContent),
        ([7; 32], 3, AttestationError::UnknownKind),
        ([7; 32], 2, AttestationError::RegistrationAlone),
    ] {
        let ix = attest_for(&scene.platform, &scene.ada.address, content, kind);
        assert_refused!(scene.world.send(&[ix], &[&scene.platform.authority]), ATTESTATIONS, error);
    }
    let foreign = scene.world.attested(&scene.bob);
    assert_refused!(scene.revise(&foreign, [8; 32]), ATTESTATIONS, AttestationError::ParentOfAnother);
}
