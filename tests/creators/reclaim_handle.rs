use makerstake_testkit::{
    assert_instruction_error, assert_refused, creators::*, outcome::InstructionError, World,
};

fn released() -> (World, Identity) {
    let mut world = World::new();
    let ada = world.register_as("ada");
    world.send(&[release_handle(&ada.key(), &ada.address, name("ada"))], &[&ada.authority]).unwrap();
    (world, ada)
}

#[test]
fn the_last_owner_takes_its_handle_back_during_the_rest_and_after() {
    for seconds in [0, HANDLE_REST - 1, 2 * HANDLE_REST] {
        let (mut world, ada) = released();
        let handle = world.handle(&name("ada")).unwrap();
        world.advance(seconds);
        let reclaim = reclaim_handle(&ada.key(), &ada.address, name("ada"));
        let receipt = world.send(&[reclaim], &[&ada.authority]).unwrap();
        receipt.assert_only_changed(&[ada.address, handle_address(&name("ada"))]);
        assert_eq!(world.creator(&ada.address).handle, name("ada"));
        assert_eq!(world.handle(&name("ada")), Some(Handle { released_at: 0, ..handle }));
    }
}

#[test]
fn nobody_else_takes_it() {
    let (mut world, ada) = released();
    let bob = world.register();
    let as_bob = reclaim_handle(&bob.key(), &bob.address, name("ada"));
    assert_refused!(world.send(&[as_bob], &[&bob.authority]), CREATORS, CreatorError::NotHandleOwner);
    let for_ada = reclaim_handle(&bob.key(), &ada.address, name("ada"));
    assert_refused!(world.send(&[for_ada], &[&bob.authority]), CREATORS, CreatorError::NotAuthority);
}

#[test]
fn what_is_held_is_not_reclaimed() {
    let mut world = World::new();
    let ada = world.register_as("ada");
    let reclaim = reclaim_handle(&ada.key(), &ada.address, name("ada"));
    assert_refused!(world.send(&[reclaim], &[&ada.authority]), CREATORS, CreatorError::HandleInUse);
}

#[test]
fn a_creator_with_a_new_handle_releases_that_one_first() {
    let (mut world, ada) = released();
    let claim = claim_handle(&ada.key(), &ada.key(), &ada.address, name("ada2"));
    world.send(&[claim], &[&ada.authority]).unwrap();
    let reclaim = reclaim_handle(&ada.key(), &ada.address, name("ada"));
    assert_refused!(world.send(&[reclaim], &[&ada.authority]), CREATORS, CreatorError::HasHandle);
}

#[test]
fn a_name_cannot_be_reclaimed_through_the_account_of_another() {
    let (mut world, ada) = released();
    let mut reclaim = reclaim_handle(&ada.key(), &ada.address, name("bob"));
    reclaim.accounts[2].pubkey = handle_address(&name("ada"));
    assert_instruction_error!(world.send(&[reclaim], &[&ada.authority]), InstructionError::InvalidSeeds);
}
