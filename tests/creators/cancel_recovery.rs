use makerstake_testkit::{assert_refused, creators::*};
use solana_signer::Signer;

use crate::support::*;

#[test]
fn either_key_cancels_a_recovery() {
    for by_recovery in [false, true] {
        let mut keys = Keys::new();
        let before = keys.creator();
        keys.begin();
        let signer = if by_recovery { &keys.recovery } else { &keys.ada.authority };
        let receipt =
            keys.world.send(&[cancel_recovery(&signer.pubkey(), &keys.ada.address)], &[signer]).unwrap();
        receipt.assert_only_changed(&[keys.ada.address]);
        assert_eq!(keys.creator(), before);
    }
}

#[test]
fn a_recovery_is_cancelled_even_when_it_is_due() {
    let mut keys = Keys::new();
    keys.begin();
    keys.world.advance(KEY_DELAY + 1);
    let cancel = cancel_recovery(&keys.ada.key(), &keys.ada.address);
    keys.world.send(&[cancel], &[&keys.ada.authority]).unwrap();
    assert_eq!(keys.creator().succession, NONE);
}

#[test]
fn nobody_else_cancels_it() {
    let mut keys = Keys::new();
    keys.begin();
    for key in [&keys.stranger, &keys.successor] {
        let ix = cancel_recovery(&key.pubkey(), &keys.ada.address);
        assert_refused!(keys.world.send(&[ix], &[key]), CREATORS, CreatorError::NotKey);
    }
}

#[test]
fn what_was_not_begun_is_not_cancelled() {
    let mut keys = Keys::new();
    let ix = cancel_recovery(&keys.ada.key(), &keys.ada.address);
    let send = |keys: &mut Keys| keys.world.send(std::slice::from_ref(&ix), &[&keys.ada.authority]);
    assert_refused!(send(&mut keys), CREATORS, CreatorError::NoRecovery);
    keys.offer(true);
    assert_refused!(send(&mut keys), CREATORS, CreatorError::NoRecovery);
}
