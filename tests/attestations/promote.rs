use makerstake_core::work::Leaf;
use makerstake_testkit::{
    assert_instruction_error, assert_refused, attestations::*, creators, outcome::InstructionError, World,
};
use solana_instruction::AccountMeta;
use solana_signer::Signer;

#[test]
fn anyone_promotes_a_leaf_of_the_creators_own_batch() {
    let mut world = World::new();
    let (ada, stranger) = (world.register(), world.actor());
    let leaves: Vec<Leaf> = (0..5).map(|_| world.leaf(&ada.address, &ada.address)).collect();
    let tree = world.batched(&ada, &leaves);
    let (slot, time) = (world.slot(), world.now());
    world.advance(1_000);
    for (index, leaf) in leaves.iter().enumerate() {
        let ix = promote(&stranger.pubkey(), None, leaf, &tree.root(), tree.proof(index));
        let receipt = world.send(&[ix], &[&stranger]).unwrap();
        let address = attestation_address(&ada.address, &leaf.content);
        receipt.assert_only_changed(&[stranger.pubkey(), address]);
        let attestation = world.attestation(&address);
        assert_eq!((attestation.creator, attestation.content), (ada.address, leaf.content));
        assert_eq!((attestation.metadata, attestation.kind), (leaf.metadata, leaf.kind));
        assert_eq!((attestation.slot, attestation.time), (slot, time), "it stands since the batch");
    }
}

#[test]
fn a_leaf_of_anothers_batch_needs_its_creators_signature() {
    let mut world = World::new();
    let (platform, ada, thief) = (world.register(), world.register(), world.actor());
    let leaf = world.leaf(&platform.address, &ada.address);
    let tree = world.batched(&platform, &[leaf]);
    let root = tree.root();
    let unsigned = promote(&platform.key(), None, &leaf, &root, vec![]);
    assert_refused!(
        world.send(&[unsigned], &[&platform.authority]),
        ATTESTATIONS,
        AttestationError::CreatorMustSign
    );
    for other in [&platform.authority, &thief] {
        let ix = promote(&other.pubkey(), Some(other.pubkey()), &leaf, &root, vec![]);
        assert_refused!(world.send(&[ix], &[other]), ATTESTATIONS, AttestationError::NotAuthority);
    }
    let signed = promote(&thief.pubkey(), Some(ada.key()), &leaf, &root, vec![]);
    world.send(&[signed], &[&thief, &ada.authority]).unwrap();
}

#[test]
fn a_creator_known_only_as_a_leaf_registers_and_is_promoted_in_one_transaction() {
    let mut world = World::new();
    let (platform, sponsor, key) = (world.register(), world.actor(), world.keypair());
    let address = creators::creator_address(&key.pubkey());
    let mut leaf = world.leaf(&platform.address, &address);
    leaf.kind = 2;
    let another = world.leaf(&platform.address, &platform.address);
    let tree = world.batched(&platform, &[leaf, another]);
    let slot = world.slot();
    world.advance(10_000);

    let early = promote(&sponsor.pubkey(), Some(key.pubkey()), &leaf, &tree.root(), tree.proof(0));
    assert_instruction_error!(
        world.send(std::slice::from_ref(&early), &[&sponsor, &key]),
        InstructionError::UninitializedAccount
    );
    let register =
        creators::register(&sponsor.pubkey(), &key.pubkey(), [0; 32], solana_pubkey::Pubkey::default());
    world.send(&[register, early], &[&sponsor, &key]).unwrap();
    let attestation = world.attestation(&attestation_address(&address, &leaf.content));
    assert_eq!((attestation.kind, attestation.slot), (2, slot));
}

#[test]
fn a_leaf_is_promoted_once() {
    let mut world = World::new();
    let ada = world.register();
    let leaf = world.leaf(&ada.address, &ada.address);
    let tree = world.batched(&ada, &[leaf]);
    let ix = promote(&ada.key(), None, &leaf, &tree.root(), vec![]);
    world.send(std::slice::from_ref(&ix), &[&ada.authority]).unwrap();
    assert_instruction_error!(world.send(&[ix], &[&ada.authority]), InstructionError::Custom(0));
}

#[test]
fn a_leaf_replaces_the_attestation_that_it_names() {
    let mut world = World::new();
    let ada = world.register();
    let parent = world.attested(&ada);
    let mut leaf = world.leaf(&ada.address, &ada.address);
    leaf.parent = parent.to_bytes();
    let tree = world.batched(&ada, &[leaf]);
    let receipt =
        world.send(&[promote(&ada.key(), None, &leaf, &tree.root(), vec![])], &[&ada.authority]).unwrap();
    let address = attestation_address(&ada.address, &leaf.content);
    receipt.assert_only_changed(&[ada.key(), parent, address]);
    let attestation = world.attestation(&address);
    assert_eq!((attestation.parent, attestation.revision), (parent, 1));
    assert_eq!(world.attestation(&parent).is_revised, 1);
}

#[test]
fn the_replaced_attestation_keeps_the_rules_of_revisions() {
    let mut world = World::new();
    let (ada, bob) = (world.register(), world.register());
    let (parent, foreign) = (world.attested(&ada), world.attested(&bob));
    let leaf_of = |world: &mut World, parent: &solana_pubkey::Pubkey, kind: u8| {
        let mut leaf = world.leaf(&ada.address, &ada.address);
        (leaf.parent, leaf.kind) = (parent.to_bytes(), kind);
        leaf
    };
    let of_another = leaf_of(&mut world, &foreign, 0);
    let other_kind = leaf_of(&mut world, &parent, 1);
    let good = leaf_of(&mut world, &parent, 0);
    let fork = leaf_of(&mut world, &parent, 0);
    let leaves = [of_another, other_kind, good, fork];
    let tree = world.batched(&ada, &leaves);
    let send = |world: &mut World, index: usize| {
        let ix = promote(&ada.key(), None, &leaves[index], &tree.root(), tree.proof(index));
        world.send(&[ix], &[&ada.authority])
    };
    assert_refused!(send(&mut world, 0), ATTESTATIONS, AttestationError::ParentOfAnother);
    assert_refused!(send(&mut world, 1), ATTESTATIONS, AttestationError::KindChanged);
    send(&mut world, 2).unwrap();
    assert_refused!(send(&mut world, 3), ATTESTATIONS, AttestationError::ParentRevised);
}

#[test]
fn the_replaced_attestation_stands_and_is_not_younger_than_the_batch() {
    let mut world = World::new();
    let ada = world.register();
    let content = world.bytes32();
    let parent = attestation_address(&ada.address, &content);
    let mut leaf = world.leaf(&ada.address, &ada.address);
    leaf.parent = parent.to_bytes();
    let tree = world.batched(&ada, &[leaf]);
    let ix = promote(&ada.key(), None, &leaf, &tree.root(), vec![]);
    world.set_slot(world.slot() + 1);
    world.send(&[attest(&ada, content, [0; 32], 0)], &[&ada.authority]).unwrap();
    assert_refused!(
        world.send(std::slice::from_ref(&ix), &[&ada.authority]),
        ATTESTATIONS,
        AttestationError::ParentYounger
    );
    world.send(&[revoke(&ada, &parent)], &[&ada.authority]).unwrap();
    assert_refused!(world.send(&[ix], &[&ada.authority]), ATTESTATIONS, AttestationError::ParentRevoked);
}

#[test]
fn a_leaf_of_no_meaning_is_refused() {
    let mut world = World::new();
    let ada = world.register();
    let (mut zero, mut unknown) =
        (world.leaf(&ada.address, &ada.address), world.leaf(&ada.address, &ada.address));
    (zero.content, unknown.kind) = ([0; 32], 3);
    let leaves = [zero, unknown];
    let tree = world.batched(&ada, &leaves);
    for (index, error) in
        [AttestationError::ZeroContent, AttestationError::UnknownKind].into_iter().enumerate()
    {
        let ix = promote(&ada.key(), None, &leaves[index], &tree.root(), tree.proof(index));
        assert_refused!(world.send(&[ix], &[&ada.authority]), ATTESTATIONS, error);
    }
}

/// What says since when a platform has known a creator is not stated by the creator.
#[test]
fn a_creator_does_not_register_itself_through_its_own_batch() {
    let mut world = World::new();
    let (ada, platform) = (world.register(), world.register());
    let own = Leaf { kind: 2, ..world.leaf(&ada.address, &ada.address) };
    let tree = world.batched(&ada, std::slice::from_ref(&own));
    let ix = promote(&ada.key(), None, &own, &tree.root(), vec![]);
    assert_refused!(world.send(&[ix], &[&ada.authority]), ATTESTATIONS, AttestationError::RegistrationAlone);
    let theirs = Leaf { kind: 2, ..world.leaf(&platform.address, &ada.address) };
    let tree = world.batched(&platform, std::slice::from_ref(&theirs));
    let ix = promote(&ada.key(), Some(ada.key()), &theirs, &tree.root(), vec![]);
    world.send(&[ix], &[&ada.authority]).unwrap();
    assert_eq!(world.attestation(&attestation_address(&ada.address, &theirs.content)).kind, 2);
}

#[test]
fn lamports_at_the_address_do_not_block_a_promotion() {
    let mut world = World::new();
    let ada = world.register();
    let leaf = world.leaf(&ada.address, &ada.address);
    let tree = world.batched(&ada, &[leaf]);
    world.fund(&attestation_address(&ada.address, &leaf.content), 900_000);
    world.send(&[promote(&ada.key(), None, &leaf, &tree.root(), vec![])], &[&ada.authority]).unwrap();
}

#[test]
fn a_batch_is_an_account_of_this_program() {
    let mut world = World::new();
    let ada = world.register();
    let leaf = world.leaf(&ada.address, &ada.address);
    let tree = world.batched(&ada, &[leaf]);
    let mut forged = world.account(&batch_address(&ada.address, &tree.root())).unwrap();
    forged.owner = creators::CREATORS;
    let address = world.keypair().pubkey();
    world.svm.set_account(address, forged).unwrap();
    let mut ix = promote(&ada.key(), None, &leaf, &tree.root(), vec![]);
    ix.accounts[3] = AccountMeta::new_readonly(address, false);
    assert_instruction_error!(world.send(&[ix], &[&ada.authority]), InstructionError::IllegalOwner);
}
