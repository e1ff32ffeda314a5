use makerstake_testkit::{assert_refused, creators::*, World};
use solana_signer::Signer;

#[test]
fn a_released_handle_stays_with_its_time_and_last_owner() {
    let mut world = World::new();
    let ada = world.register_as("ada");
    let (creator, handle) = (world.creator(&ada.address), world.handle(&name("ada")).unwrap());
    let release = release_handle(&ada.key(), &ada.address, name("ada"));
    let receipt = world.send(&[release], &[&ada.authority]).unwrap();
    receipt.assert_only_changed(&[ada.address, handle_address(&name("ada"))]);
    assert_eq!(world.creator(&ada.address), Creator { handle: [0; 32], ..creator });
    assert_eq!(world.handle(&name("ada")), Some(Handle { released_at: world.now(), ..handle }));
}

#[test]
fn only_the_authority_releases() {
    let mut world = World::new();
    let (ada, thief) = (world.register_as("ada"), world.actor());
    let release = release_handle(&thief.pubkey(), &ada.address, name("ada"));
    assert_refused!(world.send(&[release], &[&thief]), CREATORS, CreatorError::NotAuthority);
}

#[test]
fn nobody_releases_the_handle_of_another() {
    let mut world = World::new();
    let (_ada, bob) = (world.register_as("ada"), world.register_as("bob"));
    let release = release_handle(&bob.key(), &bob.address, name("ada"));
    assert_refused!(world.send(&[release], &[&bob.authority]), CREATORS, CreatorError::NotHandleOwner);
}

#[test]
fn a_handle_is_released_once() {
    let mut world = World::new();
    let ada = world.register_as("ada");
    let release = release_handle(&ada.key(), &ada.address, name("ada"));
    world.send(std::slice::from_ref(&release), &[&ada.authority]).unwrap();
    assert_refused!(
        world.send(std::slice::from_ref(&release), &[&ada.authority]),
        CREATORS,
        CreatorError::HandleReleased
    );
    // Nor does the old one take the new one along.
    let claim = claim_handle(&ada.key(), &ada.key(), &ada.address, name("ada2"));
    world.send(&[claim], &[&ada.authority]).unwrap();
    assert_refused!(world.send(&[release], &[&ada.authority]), CREATORS, CreatorError::HandleReleased);
    assert_eq!(world.creator(&ada.address).handle, name("ada2"));
}
