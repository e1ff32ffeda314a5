use makerstake_testkit::{
    assert_instruction_error, assert_refused, creators::*, outcome::InstructionError, World,
};
use solana_signer::Signer;

#[test]
fn a_creator_claims_a_free_handle_and_a_sponsor_pays() {
    let mut world = World::new();
    let (ada, sponsor) = (world.register(), world.actor());
    let before = world.creator(&ada.address);
    let claim = claim_handle(&sponsor.pubkey(), &ada.key(), &ada.address, name("ada"));
    let receipt = world.send(&[claim], &[&sponsor, &ada.authority]).unwrap();
    receipt.assert_only_changed(&[ada.address, sponsor.pubkey(), handle_address(&name("ada"))]);
    assert_eq!(receipt.change(&sponsor.pubkey()).unwrap().lamports(), -i128::from(world.rent(88)));
    assert_eq!(world.creator(&ada.address), Creator { handle: name("ada"), ..before });
    let handle = world.handle(&name("ada")).unwrap();
    assert_eq!((handle.creator, handle.rent_payer, handle.released_at), (ada.address, sponsor.pubkey(), 0));
}

#[test]
fn only_the_authority_claims() {
    let mut world = World::new();
    let (ada, thief) = (world.register(), world.actor());
    let claim = claim_handle(&thief.pubkey(), &thief.pubkey(), &ada.address, name("ada"));
    assert_refused!(world.send(&[claim], &[&thief]), CREATORS, CreatorError::NotAuthority);
}

#[test]
fn a_creator_has_one_handle() {
    let mut world = World::new();
    let ada = world.register_as("ada");
    let claim = claim_handle(&ada.key(), &ada.key(), &ada.address, name("ada2"));
    assert_refused!(world.send(&[claim], &[&ada.authority]), CREATORS, CreatorError::HasHandle);
}

#[test]
fn a_handle_in_use_is_not_free() {
    let mut world = World::new();
    let (_ada, bob) = (world.register_as("ada"), world.register());
    let claim = claim_handle(&bob.key(), &bob.key(), &bob.address, name("ada"));
    assert_instruction_error!(world.send(&[claim], &[&bob.authority]), InstructionError::Custom(0));
}

#[test]
fn a_handle_at_rest_is_not_free() {
    let mut world = World::new();
    let (ada, bob) = (world.register_as("ada"), world.register());
    world.send(&[release_handle(&ada.key(), &ada.address, name("ada"))], &[&ada.authority]).unwrap();
    let claim = claim_handle(&bob.key(), &bob.key(), &bob.address, name("ada"));
    // Within the rest, and after it as long as nobody has freed the name.
    for seconds in [0, HANDLE_REST - 1, 1] {
        world.advance(seconds);
        assert_instruction_error!(
            world.send(std::slice::from_ref(&claim), &[&bob.authority]),
            InstructionError::Custom(0)
        );
    }
}

#[test]
fn a_handle_against_the_rules_is_refused() {
    let mut world = World::new();
    let ada = world.register();
    for (text, error) in [
        ("ab", CreatorError::HandleTooShort),
        ("", CreatorError::HandleTooShort),
        ("aDa", CreatorError::HandleCharacter),
        ("a.da", CreatorError::HandleCharacter),
        ("a__da", CreatorError::HandleSeparator),
    ] {
        let mut padded = [0; 32];
        padded[..text.len()].copy_from_slice(text.as_bytes());
        let claim = claim_handle(&ada.key(), &ada.key(), &ada.address, padded);
        assert_refused!(world.send(&[claim], &[&ada.authority]), CREATORS, error);
    }
}

#[test]
fn lamports_at_its_address_do_not_block_a_handle() {
    let mut world = World::new();
    let ada = world.register();
    world.fund(&handle_address(&name("ada")), 900_000);
    let claim = claim_handle(&ada.key(), &ada.key(), &ada.address, name("ada"));
    world.send(&[claim], &[&ada.authority]).unwrap();
    assert_eq!(world.lamports(&handle_address(&name("ada"))), world.rent(88));
}
