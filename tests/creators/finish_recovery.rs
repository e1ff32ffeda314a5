use makerstake_testkit::{assert_refused, creators::*};
use solana_signer::Signer;

use crate::support::*;

#[test]
fn it_finishes_after_seven_days_and_changes_the_authority_only() {
    let mut keys = Keys::new();
    let before = keys.creator();
    keys.begin();
    keys.world.advance(KEY_DELAY);
    let finish = finish_recovery(&keys.successor.pubkey(), &keys.ada.address);
    let receipt = keys.world.send(&[finish], &[&keys.successor]).unwrap();
    receipt.assert_only_changed(&[keys.ada.address]);
    assert_eq!(keys.creator(), Creator { authority: keys.successor.pubkey(), ..before });
}

#[test]
fn it_does_not_finish_one_second_early() {
    let mut keys = Keys::new();
    keys.begin();
    keys.world.advance(KEY_DELAY - 1);
    let finish = finish_recovery(&keys.successor.pubkey(), &keys.ada.address);
    assert_refused!(keys.world.send(&[finish], &[&keys.successor]), CREATORS, CreatorError::RecoveryNotDue);
}

#[test]
fn a_cancelled_recovery_does_not_finish() {
    let mut keys = Keys::new();
    keys.begin();
    let cancel = cancel_recovery(&keys.ada.key(), &keys.ada.address);
    keys.world.send(&[cancel], &[&keys.ada.authority]).unwrap();
    keys.world.advance(2 * KEY_DELAY);
    let finish = finish_recovery(&keys.successor.pubkey(), &keys.ada.address);
    assert_refused!(keys.world.send(&[finish], &[&keys.successor]), CREATORS, CreatorError::NoRecovery);
}

#[test]
fn a_recovery_begun_again_waits_again() {
    let mut keys = Keys::new();
    keys.begin();
    keys.world.advance(KEY_DELAY - 1);
    let cancel = cancel_recovery(&keys.ada.key(), &keys.ada.address);
    keys.world.send(&[cancel], &[&keys.ada.authority]).unwrap();
    keys.begin();
    keys.world.advance(1);
    let finish = finish_recovery(&keys.successor.pubkey(), &keys.ada.address);
    assert_refused!(keys.world.send(&[finish], &[&keys.successor]), CREATORS, CreatorError::RecoveryNotDue);
}

#[test]
fn only_the_successor_finishes() {
    let mut keys = Keys::new();
    keys.begin();
    keys.world.advance(KEY_DELAY);
    for key in [&keys.stranger, &keys.recovery, &keys.ada.authority] {
        let finish = finish_recovery(&key.pubkey(), &keys.ada.address);
        assert_refused!(keys.world.send(&[finish], &[key]), CREATORS, CreatorError::NotSuccessor);
    }
}

#[test]
fn an_offer_is_no_recovery() {
    let mut keys = Keys::new();
    keys.offer(true);
    let finish = finish_recovery(&keys.successor.pubkey(), &keys.ada.address);
    assert_refused!(keys.world.send(&[finish], &[&keys.successor]), CREATORS, CreatorError::NoRecovery);
}
