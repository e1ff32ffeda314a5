use makerstake_testkit::{assert_refused, creators::*};
use solana_signer::Signer;

use crate::support::*;

#[test]
fn either_key_withdraws_either_offer() {
    for (by_recovery, of_recovery_key) in [(false, false), (true, false), (false, true), (true, true)] {
        let mut keys = Keys::new();
        let before = keys.creator();
        if of_recovery_key {
            keys.offer_recovery_key();
            assert_eq!(keys.creator().succession, RECOVERY_KEY);
        } else {
            keys.offer(false);
        }
        let signer = if by_recovery { &keys.recovery } else { &keys.ada.authority };
        let receipt =
            keys.world.send(&[withdraw_offer(&signer.pubkey(), &keys.ada.address)], &[signer]).unwrap();
        receipt.assert_only_changed(&[keys.ada.address]);
        assert_eq!(keys.creator(), before);
    }
}

#[test]
fn nobody_else_withdraws_an_offer() {
    let mut keys = Keys::new();
    keys.offer(true);
    for key in [&keys.stranger, &keys.successor] {
        let ix = withdraw_offer(&key.pubkey(), &keys.ada.address);
        assert_refused!(keys.world.send(&[ix], &[key]), CREATORS, CreatorError::NotKey);
    }
}

#[test]
fn what_is_not_offered_is_not_withdrawn() {
    let mut keys = Keys::new();
    let ix = withdraw_offer(&keys.ada.key(), &keys.ada.address);
    let send = |keys: &mut Keys| keys.world.send(std::slice::from_ref(&ix), &[&keys.ada.authority]);
    assert_refused!(send(&mut keys), CREATORS, CreatorError::NoOffer);
    keys.begin();
    assert_refused!(send(&mut keys), CREATORS, CreatorError::NoOffer);
}

#[test]
fn a_withdrawn_offer_is_not_accepted() {
    let mut keys = Keys::new();
    keys.offer(true);
    let withdraw = withdraw_offer(&keys.ada.key(), &keys.ada.address);
    keys.world.send(&[withdraw], &[&keys.ada.authority]).unwrap();
    let accept = accept_authority(&keys.successor.pubkey(), &keys.ada.address);
    assert_refused!(keys.world.send(&[accept], &[&keys.successor]), CREATORS, CreatorError::NoOffer);
}
