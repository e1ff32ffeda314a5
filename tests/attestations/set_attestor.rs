//! `set_attestor` and `revoke_attestor`.

use makerstake_core::attestor;
use makerstake_testkit::{
    assert_instruction_error, assert_refused, attestations::*, clock::DAY, creators,
    outcome::InstructionError, World,
};
use solana_signer::Signer;

#[test]
fn a_creator_permits_an_attestor_and_a_sponsor_pays() {
    let mut world = World::new();
    let (ada, platform, sponsor) = (world.register(), world.register(), world.actor());
    let (from, until) = (world.now() + DAY, world.now() + 9 * DAY);
    let mut ix =
        set_attestor_again(&ada, &platform.address, 7, attestor::ATTEST | attestor::BATCH, from..until);
    ix.accounts[0].pubkey = sponsor.pubkey();
    let receipt = world.send(&[ix], &[&sponsor, &ada.authority]).unwrap();
    let address = permission_address(&ada.address, &platform.address, 7);
    receipt.assert_only_changed(&[sponsor.pubkey(), address]);
    assert_eq!(receipt.created_bytes(), 120);
    let permission = world.permission(&address);
    let expected = AttestorPermission {
        discriminator: permission.discriminator,
        creator: ada.address,
        attestor: platform.address,
        slot: world.slot(),
        from,
        until,
        revoked_slot: 0,
        number: 7,
        scope: 5,
        bump: permission.bump,
        version: 1,
        reserved: [0; 9],
    };
    assert_eq!(permission, expected);
}

#[test]
fn no_permission_begins_in_the_past() {
    let mut world = World::new();
    let (ada, platform) = (world.register(), world.register());
    let now = world.now();
    world.send(&[set_attestor(&ada, &platform.address, 7, 0..now + 1)], &[&ada.authority]).unwrap();
    assert_eq!(world.permission(&permission_address(&ada.address, &platform.address, 0)).from, now);
}

#[test]
fn a_permission_against_the_rules_is_refused() {
    let mut world = World::new();
    let (ada, platform) = (world.register(), world.register());
    let now = world.now();
    for (scope, period, error) in [
        (0, now..now + DAY, AttestationError::UnknownScope),
        (8, now..now + DAY, AttestationError::UnknownScope),
        (255, now..now + DAY, AttestationError::UnknownScope),
        (7, now + DAY..now + DAY, AttestationError::NoPeriod),
        (7, now + DAY..now, AttestationError::NoPeriod),
        // Over already, however early it would have begun.
        (7, now - DAY..now, AttestationError::NoPeriod),
    ] {
        let ix = set_attestor(&ada, &platform.address, scope, period);
        assert_refused!(world.send(&[ix], &[&ada.authority]), ATTESTATIONS, error);
    }
    let own = set_attestor(&ada, &ada.address, 7, now..now + DAY);
    assert_refused!(world.send(&[own], &[&ada.authority]), ATTESTATIONS, AttestationError::SelfAttestor);
}

#[test]
fn nobody_permits_in_the_name_of_another() {
    let mut world = World::new();
    let recovery = world.actor();
    let (ada, thief) = (world.register_with([0; 32], recovery.pubkey()), world.register());
    let now = world.now();
    for key in [&thief.authority, &recovery] {
        let mut ix = set_attestor(&ada, &thief.address, 7, now..now + DAY);
        ix.accounts[0].pubkey = key.pubkey();
        ix.accounts[1].pubkey = key.pubkey();
        assert_refused!(world.send(&[ix], &[key]), ATTESTATIONS, AttestationError::NotAuthority);
    }
}

#[test]
fn an_attestor_is_a_creator() {
    let mut world = World::new();
    let (ada, wallet) = (world.register(), world.actor());
    let now = world.now();
    let ix = set_attestor(&ada, &wallet.pubkey(), 7, now..now + DAY);
    assert_instruction_error!(world.send(&[ix], &[&ada.authority]), InstructionError::IllegalOwner);
}

#[test]
fn a_permission_is_never_written_again() {
    let mut world = World::new();
    let (ada, platform) = (world.register(), world.register());
    let address = world.permitted(&ada, &platform.address);
    let now = world.now();
    let again = set_attestor(&ada, &platform.address, 1, now..now + 9_000 * DAY);
    assert_instruction_error!(world.send(&[again], &[&ada.authority]), InstructionError::Custom(0));

    // Nor after its revocation: the next one has another number.
    let revoke = revoke_attestor(&ada.key(), &ada.address, &address);
    world.send(&[revoke], &[&ada.authority]).unwrap();
    let again = set_attestor(&ada, &platform.address, 2, now..now + DAY);
    assert_instruction_error!(world.send(&[again], &[&ada.authority]), InstructionError::Custom(0));
    let next = set_attestor_again(&ada, &platform.address, 1, 2, now..now + DAY);
    world.send(&[next], &[&ada.authority]).unwrap();
}

#[test]
fn either_key_revokes_and_stamps_the_slot() {
    for by_recovery in [false, true] {
        let mut world = World::new();
        let recovery = world.actor();
        let (ada, platform) = (world.register_with([0; 32], recovery.pubkey()), world.register());
        let address = world.permitted(&ada, &platform.address);
        let before = world.permission(&address);
        let signer = if by_recovery { &recovery } else { &ada.authority };
        let revoke = revoke_attestor(&signer.pubkey(), &ada.address, &address);
        world.set_slot(world.slot() + 5);
        let receipt = world.send(std::slice::from_ref(&revoke), &[signer]).unwrap();
        receipt.assert_only_changed(&[address]);
        assert_eq!(world.permission(&address), AttestorPermission { revoked_slot: world.slot(), ..before });

        world.set_slot(world.slot() + 5);
        assert_refused!(world.send(&[revoke], &[signer]), ATTESTATIONS, AttestationError::AlreadyRevoked);
    }
}

#[test]
fn nobody_else_revokes() {
    let mut world = World::new();
    let (ada, bob, platform) = (world.register(), world.register(), world.register());
    let address = world.permitted(&ada, &platform.address);
    for key in [&bob.authority, &platform.authority] {
        let ix = revoke_attestor(&key.pubkey(), &ada.address, &address);
        assert_refused!(world.send(&[ix], &[key]), ATTESTATIONS, AttestationError::NotKey);
    }
    // A creator revokes its own permissions only.
    let ix = revoke_attestor(&bob.key(), &bob.address, &address);
    assert_refused!(world.send(&[ix], &[&bob.authority]), ATTESTATIONS, AttestationError::NotTheCreator);
}

#[test]
fn a_thief_of_the_authority_leaves_no_permission_behind() {
    let mut world = World::new();
    let recovery = world.actor();
    let (ada, thief) = (world.register_with([0; 32], recovery.pubkey()), world.register());
    let address = world.permitted(&ada, &thief.address);
    let revoke = revoke_attestor(&recovery.pubkey(), &ada.address, &address);
    world.send(&[revoke], &[&recovery]).unwrap();
    let ix = attest_for(&thief, &ada.address, [7; 32], 0);
    assert_refused!(
        world.send(&[ix], &[&thief.authority]),
        ATTESTATIONS,
        AttestationError::PermissionRevoked
    );
    let begin = creators::begin_recovery(&recovery.pubkey(), &ada.address, &thief.key());
    world.send(&[begin], &[&recovery]).unwrap();
}
