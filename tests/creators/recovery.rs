//! Recovery: `set_recovery_key`, `accept_recovery_key`, `begin_recovery`, `cancel_recovery`, `finish_recovery`.

use makerstake_testkit::{assert_refused, creators::*, World};
use solana_signer::Signer;

use crate::support::*;

#[test]
fn the_first_recovery_key_is_set_by_the_authority_at_once() {
    let mut world = World::new();
    let ada = world.register();
    let key = world.keypair().pubkey();
    let before = world.creator(&ada.address);
    let receipt =
        world.send(&[set_recovery_key(&ada.key(), None, &ada.address, &key)], &[&ada.authority]).unwrap();
    receipt.assert_only_changed(&[ada.address]);
    assert_eq!(world.creator(&ada.address), Creator { recovery: key, ..before });
}

#[test]
fn both_keys_replace_or_remove_it_at_once() {
    for replace in [true, false] {
        let mut keys = Keys::new();
        let before = keys.creator();
        let key = if replace { keys.successor.pubkey() } else { NOBODY };
        let ix = set_recovery_key(&keys.ada.key(), Some(keys.recovery.pubkey()), &keys.ada.address, &key);
        keys.world.send(&[ix], &[&keys.ada.authority, &keys.recovery]).unwrap();
        assert_eq!(keys.creator(), Creator { recovery: key, ..before });
    }
}

#[test]
fn the_authority_alone_only_offers_its_place() {
    let mut keys = Keys::new();
    let before = keys.creator();
    keys.offer_recovery_key();
    let expected = Creator {
        successor: keys.successor.pubkey(),
        succeeds_at: keys.world.now() + KEY_DELAY,
        succession: RECOVERY_KEY,
        ..before
    };
    assert_eq!(keys.creator(), expected);
}

#[test]
fn the_authority_alone_does_not_remove_it() {
    let Keys { mut world, ada, .. } = Keys::new();
    let ix = set_recovery_key(&ada.key(), None, &ada.address, &NOBODY);
    assert_refused!(world.send(&[ix], &[&ada.authority]), CREATORS, CreatorError::RecoveryKeyMustSign);
}

#[test]
fn the_recovery_key_alone_does_not_change_itself() {
    let Keys { mut world, ada, recovery, successor, .. } = Keys::new();
    let ix = set_recovery_key(&recovery.pubkey(), Some(recovery.pubkey()), &ada.address, &successor.pubkey());
    assert_refused!(world.send(&[ix], &[&recovery]), CREATORS, CreatorError::NotAuthority);
}

#[test]
fn a_second_signer_is_the_recovery_key_or_refused() {
    let Keys { mut world, ada, stranger, successor, .. } = Keys::new();
    let ix = set_recovery_key(&ada.key(), Some(stranger.pubkey()), &ada.address, &successor.pubkey());
    assert_refused!(world.send(&[ix], &[&ada.authority, &stranger]), CREATORS, CreatorError::NotRecoveryKey);
    let bob = world.register();
    let ix = set_recovery_key(&bob.key(), Some(stranger.pubkey()), &bob.address, &successor.pubkey());
    assert_refused!(world.send(&[ix], &[&bob.authority, &stranger]), CREATORS, CreatorError::NoRecoveryKey);
}

#[test]
fn an_unfit_key_is_refused() {
    let Keys { mut world, ada, recovery, .. } = Keys::new();
    for (key, error) in
        [(ada.key(), CreatorError::SameAsRecoveryKey), (recovery.pubkey(), CreatorError::UnchangedKey)]
    {
        let ix = set_recovery_key(&ada.key(), Some(recovery.pubkey()), &ada.address, &key);
        assert_refused!(world.send(&[ix], &[&ada.authority, &recovery]), CREATORS, error);
    }
}

#[test]
fn a_pending_change_falls_by_both_keys_only() {
    for (begin, error) in [(false, CreatorError::OfferPending), (true, CreatorError::RecoveryPending)] {
        let mut keys = Keys::new();
        if begin {
            keys.begin();
        } else {
            keys.offer(false);
        }
        let key = keys.world.keypair().pubkey();
        let alone = set_recovery_key(&keys.ada.key(), None, &keys.ada.address, &key);
        assert_refused!(keys.world.send(&[alone], &[&keys.ada.authority]), CREATORS, error);

        let both = set_recovery_key(&keys.ada.key(), Some(keys.recovery.pubkey()), &keys.ada.address, &key);
        keys.world.send(&[both], &[&keys.ada.authority, &keys.recovery]).unwrap();
        let creator = keys.creator();
        assert_eq!((creator.recovery, creator.successor, creator.succession), (key, NOBODY, NONE));
    }
}

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
fn a_place_that_was_not_offered_is_not_accepted() {
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
