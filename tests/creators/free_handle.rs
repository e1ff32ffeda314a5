use makerstake_testkit::{assert_refused, creators::*, World};
use solana_signer::Signer;

use crate::support::NOBODY;

/// Ada's handle, paid for by a sponsor and released.
fn released() -> (World, Identity, solana_keypair::Keypair) {
    let mut world = World::new();
    let (ada, sponsor) = (world.register(), world.actor());
    let claim = claim_handle(&sponsor.pubkey(), &ada.key(), &ada.address, name("ada"));
    let release = release_handle(&ada.key(), &ada.address, name("ada"));
    world.send(&[claim, release], &[&sponsor, &ada.authority]).unwrap();
    (world, ada, sponsor)
}

#[test]
fn after_its_rest_anyone_frees_a_handle_and_the_rent_returns_to_its_payer() {
    let (mut world, _, sponsor) = released();
    world.advance(HANDLE_REST);
    let receipt = world.send(&[free_handle(name("ada"), &sponsor.pubkey())], &[]).unwrap();
    receipt.assert_only_changed(&[sponsor.pubkey(), handle_address(&name("ada"))]);
    assert_eq!(receipt.change(&sponsor.pubkey()).unwrap().lamports(), i128::from(world.rent(88)));
    assert_eq!(world.account(&handle_address(&name("ada"))), None);
}

#[test]
fn a_rested_name_is_freed_and_taken_in_one_transaction() {
    let (mut world, _, sponsor) = released();
    let bob = world.actor();
    let free = free_handle(name("ada"), &sponsor.pubkey());
    let take = register(&bob.pubkey(), &bob.pubkey(), name("ada"), NOBODY);
    world.advance(HANDLE_REST - 1);
    assert_refused!(
        world.send(&[free.clone(), take.clone()], &[&bob]),
        CREATORS,
        CreatorError::HandleResting
    );
    world.advance(1);
    world.send(&[free, take], &[&bob]).unwrap();
    assert_eq!(world.handle(&name("ada")).unwrap().creator, creator_address(&bob.pubkey()));
}

#[test]
fn a_handle_in_use_is_not_freed() {
    let mut world = World::new();
    let ada = world.register_as("ada");
    world.advance(2 * HANDLE_REST);
    assert_refused!(
        world.send(&[free_handle(name("ada"), &ada.key())], &[]),
        CREATORS,
        CreatorError::HandleInUse
    );
}

#[test]
fn a_reclaimed_handle_is_not_freed() {
    let (mut world, ada, sponsor) = released();
    world.send(&[reclaim_handle(&ada.key(), &ada.address, name("ada"))], &[&ada.authority]).unwrap();
    world.advance(2 * HANDLE_REST);
    let free = free_handle(name("ada"), &sponsor.pubkey());
    assert_refused!(world.send(&[free], &[]), CREATORS, CreatorError::HandleInUse);
}

#[test]
fn the_rent_goes_nowhere_else() {
    let (mut world, ada, _) = released();
    world.advance(HANDLE_REST);
    let thief = world.actor();
    for receiver in [thief.pubkey(), ada.address] {
        let free = free_handle(name("ada"), &receiver);
        assert_refused!(world.send(&[free], &[]), CREATORS, CreatorError::NotRentPayer);
    }
}

#[test]
fn the_freed_account_returns_what_was_given_to_it_too() {
    let (mut world, _, sponsor) = released();
    world.fund(&handle_address(&name("ada")), 12_345);
    world.advance(HANDLE_REST);
    let receipt = world.send(&[free_handle(name("ada"), &sponsor.pubkey())], &[]).unwrap();
    let returned = receipt.change(&sponsor.pubkey()).unwrap().lamports();
    assert_eq!(returned, i128::from(world.rent(88)) + 12_345);
}
