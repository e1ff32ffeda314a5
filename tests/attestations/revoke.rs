use makerstake_testkit::{assert_refused, attestations::*, World};

#[test]
fn a_revocation_stamps_the_slot_and_nothing_else() {
    let mut world = World::new();
    let ada = world.register();
    let work = world.attested(&ada);
    let before = world.attestation(&work);
    world.set_slot(world.slot() + 100);
    let receipt = world.send(&[revoke(&ada, &work)], &[&ada.authority]).unwrap();
    receipt.assert_only_changed(&[work]);
    assert_eq!(world.attestation(&work), Attestation { revoked_slot: world.slot(), ..before });
}

#[test]
fn a_revocation_is_not_repeated_or_moved() {
    let mut world = World::new();
    let ada = world.register();
    let work = world.attested(&ada);
    world.send(&[revoke(&ada, &work)], &[&ada.authority]).unwrap();
    let slot = world.attestation(&work).revoked_slot;
    world.set_slot(slot + 5);
    assert_refused!(
        world.send(&[revoke(&ada, &work)], &[&ada.authority]),
        ATTESTATIONS,
        AttestationError::AlreadyRevoked
    );
    assert_eq!(world.attestation(&work).revoked_slot, slot);
}

#[test]
fn nobody_revokes_the_work_of_another() {
    let mut world = World::new();
    let (thief, ada) = (world.register(), world.register());
    let work = world.attested(&ada);
    assert_refused!(
        world.send(&[revoke(&thief, &work)], &[&thief.authority]),
        ATTESTATIONS,
        AttestationError::NotTheCreator
    );
    let mut as_ada = revoke(&ada, &work);
    as_ada.accounts[0].pubkey = thief.key();
    assert_refused!(world.send(&[as_ada], &[&thief.authority]), ATTESTATIONS, AttestationError::NotAuthority);
}

#[test]
fn a_revoked_work_is_not_attested_again_at_the_same_address() {
    let mut world = World::new();
    let ada = world.register();
    let work = world.attested(&ada);
    world.send(&[revoke(&ada, &work)], &[&ada.authority]).unwrap();
    let content = world.attestation(&work).content;
    let again = attest(&ada, content, [0; 32], 0);
    makerstake_testkit::assert_instruction_error!(
        world.send(&[again], &[&ada.authority]),
        makerstake_testkit::outcome::InstructionError::Custom(0)
    );
}
