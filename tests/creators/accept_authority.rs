use makerstake_testkit::{assert_refused, creators::*};
use solana_signer::Signer;

use crate::support::*;

#[test]
fn the_successor_of_a_co_signed_offer_accepts_at_once() {
    let mut keys = Keys::new();
    let before = keys.creator();
    keys.offer(true);
    let accept = accept_authority(&keys.successor.pubkey(), &keys.ada.address);
    let receipt = keys.world.send(&[accept], &[&keys.successor]).unwrap();
    receipt.assert_only_changed(&[keys.ada.address]);
    assert_eq!(keys.creator(), Creator { authority: keys.successor.pubkey(), ..before });
}

#[test]
fn an_offer_of_the_authority_alone_is_not_accepted_a_second_early() {
    let mut keys = Keys::new();
    keys.offer(false);
    let accept = accept_authority(&keys.successor.pubkey(), &keys.ada.address);
    keys.world.advance(KEY_DELAY - 1);
    assert_refused!(
        keys.world.send(std::slice::from_ref(&accept), &[&keys.successor]),
        CREATORS,
        CreatorError::OfferNotDue
    );
    keys.world.advance(1);
    keys.world.send(&[accept], &[&keys.successor]).unwrap();
    assert_eq!(keys.creator().authority, keys.successor.pubkey());
}

#[test]
fn the_former_authority_acts_no_more() {
    let mut keys = Keys::new();
    keys.offer(true);
    let accept = accept_authority(&keys.successor.pubkey(), &keys.ada.address);
    keys.world.send(&[accept], &[&keys.successor]).unwrap();
    let ix = update_profile(&keys.ada.key(), &keys.ada.address, "ar://x", [1; 32]);
    assert_refused!(keys.world.send(&[ix], &[&keys.ada.authority]), CREATORS, CreatorError::NotAuthority);
}

#[test]
fn only_the_successor_accepts() {
    let mut keys = Keys::new();
    keys.offer(true);
    for key in [&keys.stranger, &keys.recovery, &keys.ada.authority] {
        let accept = accept_authority(&key.pubkey(), &keys.ada.address);
        assert_refused!(keys.world.send(&[accept], &[key]), CREATORS, CreatorError::NotSuccessor);
    }
}

#[test]
fn what_was_not_offered_is_not_accepted() {
    let mut keys = Keys::new();
    let accept = accept_authority(&keys.successor.pubkey(), &keys.ada.address);
    let send = |keys: &mut Keys| keys.world.send(std::slice::from_ref(&accept), &[&keys.successor]);
    assert_refused!(send(&mut keys), CREATORS, CreatorError::NoOffer);
    // The place of the recovery key is another offer.
    keys.offer_recovery_key();
    keys.world.advance(KEY_DELAY);
    assert_refused!(send(&mut keys), CREATORS, CreatorError::NoOffer);
}

#[test]
fn a_recovery_takes_the_place_of_an_offer() {
    let mut keys = Keys::new();
    keys.offer(true);
    keys.begin();
    let accept = accept_authority(&keys.successor.pubkey(), &keys.ada.address);
    assert_refused!(keys.world.send(&[accept], &[&keys.successor]), CREATORS, CreatorError::RecoveryPending);
}
