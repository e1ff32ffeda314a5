use makerstake_testkit::{
    assert_instruction_error, assert_refused, attestations::*, outcome::InstructionError, World,
};

#[test]
fn revisions_form_a_chain_with_one_newest() {
    let mut world = World::new();
    let ada = world.register();
    let first = world.attested(&ada);
    let before = world.attestation(&first);
    world.set_slot(world.slot() + 10);
    let receipt = world.send(&[revise(&ada, &first, [8; 32], [9; 32])], &[&ada.authority]).unwrap();
    let second = attestation_address(&ada.address, &[8; 32]);
    receipt.assert_only_changed(&[ada.key(), first, second]);
    assert_eq!(world.attestation(&first), Attestation { is_revised: 1, ..before.clone() });
    let expected = Attestation {
        content: [8; 32],
        metadata: [9; 32],
        parent: first,
        slot: world.slot(),
        revision: 1,
        ..before
    };
    assert_eq!(world.attestation(&second), expected);

    world.send(&[revise(&ada, &second, [10; 32], [9; 32])], &[&ada.authority]).unwrap();
    assert_eq!(world.attestation(&attestation_address(&ada.address, &[10; 32])).revision, 2);

    // The chain does not fork.
    let fork = revise(&ada, &first, [11; 32], [9; 32]);
    assert_refused!(world.send(&[fork], &[&ada.authority]), ATTESTATIONS, AttestationError::ParentRevised);
}

#[test]
fn nobody_revises_the_work_of_another() {
    let mut world = World::new();
    let (thief, ada) = (world.register(), world.register());
    let work = world.attested(&ada);
    let as_thief = revise(&thief, &work, [8; 32], [0; 32]);
    assert_refused!(
        world.send(&[as_thief], &[&thief.authority]),
        ATTESTATIONS,
        AttestationError::ParentOfAnother
    );
    let mut as_ada = revise(&ada, &work, [8; 32], [0; 32]);
    as_ada.accounts[0].pubkey = thief.key();
    as_ada.accounts[1].pubkey = thief.key();
    assert_refused!(world.send(&[as_ada], &[&thief.authority]), ATTESTATIONS, AttestationError::NotAuthority);
}

#[test]
fn what_is_revoked_is_not_revised() {
    let mut world = World::new();
    let ada = world.register();
    let work = world.attested(&ada);
    world.send(&[revoke(&ada, &work)], &[&ada.authority]).unwrap();
    let ix = revise(&ada, &work, [8; 32], [0; 32]);
    assert_refused!(world.send(&[ix], &[&ada.authority]), ATTESTATIONS, AttestationError::ParentRevoked);
}

#[test]
fn a_revision_has_other_bytes_that_are_not_attested_yet() {
    let mut world = World::new();
    let ada = world.register();
    let work = world.attested(&ada);
    let content = world.attestation(&work).content;
    // The same account twice, once to be created: the framework refuses before anything else.
    let same = revise(&ada, &work, content, [0; 32]);
    assert_instruction_error!(world.send(&[same], &[&ada.authority]), InstructionError::Custom(2040));
    let other = world.attested(&ada);
    let taken = revise(&ada, &work, world.attestation(&other).content, [0; 32]);
    assert_instruction_error!(world.send(&[taken], &[&ada.authority]), InstructionError::Custom(0));
    let zero = revise(&ada, &work, [0; 32], [0; 32]);
    assert_refused!(world.send(&[zero], &[&ada.authority]), ATTESTATIONS, AttestationError::ZeroContent);
}

#[test]
fn a_registration_is_not_revised() {
    let mut world = World::new();
    let (platform, ada) = (world.register(), world.register());
    let mut leaf = world.leaf(&platform.address, &ada.address);
    leaf.kind = 2;
    let tree = world.batched(&platform, &[leaf]);
    let ix = promote(&ada.key(), Some(ada.key()), &leaf, &tree.root(), vec![]);
    world.send(&[ix], &[&ada.authority]).unwrap();
    let registration = attestation_address(&ada.address, &leaf.content);
    let ix = revise(&ada, &registration, [8; 32], [0; 32]);
    assert_refused!(world.send(&[ix], &[&ada.authority]), ATTESTATIONS, AttestationError::RegistrationAlone);
}

#[test]
fn revisions_end_at_the_last_number() {
    let mut world = World::new();
    let ada = world.register();
    let work = world.attested(&ada);
    let mut account = world.account(&work).unwrap();
    // Offset of the revision: 8 + 5 * 32 + 3 * 8.
    account.data[192..194].copy_from_slice(&u16::MAX.to_le_bytes());
    world.svm.set_account(work, account).unwrap();
    assert_eq!(world.attestation(&work).revision, u16::MAX);
    let ix = revise(&ada, &work, [8; 32], [0; 32]);
    assert_refused!(world.send(&[ix], &[&ada.authority]), ATTESTATIONS, AttestationError::TooManyRevisions);
}

#[test]
fn lamports_at_the_address_do_not_block_a_revision() {
    let mut world = World::new();
    let ada = world.register();
    let work = world.attested(&ada);
    world.fund(&attestation_address(&ada.address, &[8; 32]), 10_000_000);
    world.send(&[revise(&ada, &work, [8; 32], [0; 32])], &[&ada.authority]).unwrap();
}
