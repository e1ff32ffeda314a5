use makerstake_testkit::{assert_refused, creators::*, World};
use solana_signer::Signer;

use crate::support::*;

#[test]
fn the_recovery_key_starts_the_week() {
    let mut keys = Keys::new();
    let before = keys.creator();
    let begin = begin_recovery(&keys.recovery.pubkey(), &keys.ada.address, &keys.successor.pubkey());
    let receipt = keys.world.send(&[begin], &[&keys.recovery]).unwrap();
    receipt.assert_only_changed(&[keys.ada.address]);
    let expected = Creator {
        successor: keys.successor.pubkey(),
        succeeds_at: keys.world.now() + KEY_DELAY,
        succession: RECOVERY,
        ..before
    };
    assert_eq!(keys.creator(), expected);
}

#[test]
fn nobody_else_begins_a_recovery() {
    let Keys { mut world, ada, successor, stranger, .. } = Keys::new();
    for key in [&ada.authority, &stranger] {
        let ix = begin_recovery(&key.pubkey(), &ada.address, &successor.pubkey());
        assert_refused!(world.send(&[ix], &[key]), CREATORS, CreatorError::NotRecoveryKey);
    }
    let bob = world.register();
    let ix = begin_recovery(&stranger.pubkey(), &bob.address, &successor.pubkey());
    assert_refused!(world.send(&[ix], &[&stranger]), CREATORS, CreatorError::NotRecoveryKey);
}

#[test]
fn it_withdraws_an_offer_and_says_so() {
    let mut keys = Keys::new();
    keys.offer(true);
    let other = World::keypair(&mut keys.world);
    let begin = begin_recovery(&keys.recovery.pubkey(), &keys.ada.address, &other.pubkey());
    keys.world.send(&[begin], &[&keys.recovery]).unwrap();
    let creator = keys.creator();
    assert_eq!((creator.successor, creator.succession), (other.pubkey(), RECOVERY));
}

#[test]
fn the_week_is_not_started_again() {
    let mut keys = Keys::new();
    keys.begin();
    let begin = begin_recovery(&keys.recovery.pubkey(), &keys.ada.address, &keys.stranger.pubkey());
    assert_refused!(keys.world.send(&[begin], &[&keys.recovery]), CREATORS, CreatorError::RecoveryPending);
}

#[test]
fn an_unfit_successor_is_refused() {
    let Keys { mut world, ada, recovery, .. } = Keys::new();
    for (successor, error) in [
        (NOBODY, CreatorError::ZeroKey),
        (ada.key(), CreatorError::UnchangedKey),
        (recovery.pubkey(), CreatorError::SameAsRecoveryKey),
    ] {
        let ix = begin_recovery(&recovery.pubkey(), &ada.address, &successor);
        assert_refused!(world.send(&[ix], &[&recovery]), CREATORS, error);
    }
}
