use makerstake_testkit::{assert_refused, creators::*};
use solana_signer::Signer;

use crate::support::*;

#[test]
fn a_lost_recovery_key_is_replaced_after_a_week() {
    let mut keys = Keys::new();
    let before = keys.creator();
    keys.offer_recovery_key();
    let accept = accept_recovery_key(&keys.successor.pubkey(), &keys.ada.address);
    keys.world.advance(KEY_DELAY - 1);
    assert_refused!(
        keys.world.send(std::slice::from_ref(&accept), &[&keys.successor]),
        CREATORS,
        CreatorError::OfferNotDue
    );
    keys.world.advance(1);
    let receipt = keys.world.send(&[accept], &[&keys.successor]).unwrap();
    receipt.assert_only_changed(&[keys.ada.address]);
    assert_eq!(keys.creator(), Creator { recovery: keys.successor.pubkey(), ..before });
}

#[test]
fn only_the_named_key_accepts() {
    let mut keys = Keys::new();
    keys.offer_recovery_key();
    keys.world.advance(KEY_DELAY);
    let accept = accept_recovery_key(&keys.stranger.pubkey(), &keys.ada.address);
    assert_refused!(keys.world.send(&[accept], &[&keys.stranger]), CREATORS, CreatorError::NotSuccessor);
}

#[test]
fn what_was_not_offered_is_not_accepted() {
    let mut keys = Keys::new();
    let accept = accept_recovery_key(&keys.successor.pubkey(), &keys.ada.address);
    let send = |keys: &mut Keys| keys.world.send(std::slice::from_ref(&accept), &[&keys.successor]);
    assert_refused!(send(&mut keys), CREATORS, CreatorError::NoOffer);
    keys.offer(true);
    assert_refused!(send(&mut keys), CREATORS, CreatorError::NoOffer);
}

#[test]
fn the_old_recovery_key_stops_a_thief_of_the_authority() {
    let mut keys = Keys::new();
    keys.offer_recovery_key();
    keys.begin();
    keys.world.advance(KEY_DELAY);
    let accept = accept_recovery_key(&keys.successor.pubkey(), &keys.ada.address);
    assert_refused!(keys.world.send(&[accept], &[&keys.successor]), CREATORS, CreatorError::RecoveryPending);
}
