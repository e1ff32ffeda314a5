//! Rotation: `offer_authority`, `accept_authority`, `withdraw_offer`.

use makerstake_testkit::{assert_refused, creators::*, World};
use solana_signer::Signer;

use crate::support::*;

#[test]
fn without_a_recovery_key_an_offer_can_be_accepted_at_once() {
    let mut world = World::new();
    let ada = world.register();
    let successor = world.keypair();
    let before = world.creator(&ada.address);
    let offer = offer_authority(&ada.key(), None, &ada.address, &successor.pubkey());
    let receipt = world.send(&[offer], &[&ada.authority]).unwrap();
    receipt.assert_only_changed(&[ada.address]);
    assert_eq!(
        world.creator(&ada.address),
        Creator { successor: successor.pubkey(), succeeds_at: AT_ONCE, succession: OFFER, ..before }
    );
}

#[test]
fn with_a_recovery_key_an_offer_waits_unless_that_key_signs_too() {
    let mut keys = Keys::new();
    keys.offer(false);
    assert_eq!(keys.creator().succeeds_at, keys.world.now() + KEY_DELAY);
    assert_eq!(keys.creator().succession, OFFER);

    let mut keys = Keys::new();
    keys.offer(true);
    assert_eq!(keys.creator().succeeds_at, AT_ONCE);
}

#[test]
fn only_the_authority_offers() {
    let Keys { mut world, ada, recovery, stranger, successor } = Keys::new();
    for key in [&recovery, &stranger] {
        let ix = offer_authority(&key.pubkey(), None, &ada.address, &successor.pubkey());
        assert_refused!(world.send(&[ix], &[key]), CREATORS, CreatorError::NotAuthority);
    }
}

#[test]
fn a_second_signer_is_the_recovery_key_or_refused() {
    let Keys { mut world, ada, successor, stranger, .. } = Keys::new();
    let ix = offer_authority(&ada.key(), Some(stranger.pubkey()), &ada.address, &successor.pubkey());
    assert_refused!(world.send(&[ix], &[&ada.authority, &stranger]), CREATORS, CreatorError::NotRecoveryKey);

    let bob = world.register();
    let ix = offer_authority(&bob.key(), Some(stranger.pubkey()), &bob.address, &successor.pubkey());
    assert_refused!(world.send(&[ix], &[&bob.authority, &stranger]), CREATORS, CreatorError::NoRecoveryKey);
}

#[test]
fn an_unfit_successor_is_refused() {
    let Keys { mut world, ada, recovery, .. } = Keys::new();
    for (successor, error) in [
        (NOBODY, CreatorError::ZeroKey),
        (ada.key(), CreatorError::UnchangedKey),
        (recovery.pubkey(), CreatorError::SameAsRecoveryKey),
    ] {
        let ix = offer_authority(&ada.key(), None, &ada.address, &successor);
        assert_refused!(world.send(&[ix], &[&ada.authority]), CREATORS, error);
    }
}

#[test]
fn a_pending_change_is_replaced_by_both_keys_only() {
    for (begin, error) in [(false, CreatorError::OfferPending), (true, CreatorError::RecoveryPending)] {
        let mut keys = Keys::new();
        if begin {
            keys.begin();
        } else {
            keys.offer(false);
        }
        let other = keys.world.keypair();
        let alone = offer_authority(&keys.ada.key(), None, &keys.ada.address, &other.pubkey());
        assert_refused!(keys.world.send(&[alone], &[&keys.ada.authority]), CREATORS, error);

        let recovery = Some(keys.recovery.pubkey());
        let both = offer_authority(&keys.ada.key(), recovery, &keys.ada.address, &other.pubkey());
        keys.world.send(&[both], &[&keys.ada.authority, &keys.recovery]).unwrap();
        let creator = keys.creator();
        assert_eq!(
            (creator.successor, creator.succeeds_at, creator.succession),
            (other.pubkey(), AT_ONCE, OFFER)
        );
    }
}

#[test]
fn the_delay_cannot_run_past_the_end_of_time() {
    let mut keys = Keys::new();
    keys.world.set_slot(10);
    let mut clock: solana_clock::Clock = keys.world.svm.get_sysvar();
    clock.unix_timestamp = i64::MAX - KEY_DELAY + 1;
    keys.world.svm.set_sysvar(&clock);
    let ix = offer_authority(&keys.ada.key(), None, &keys.ada.address, &keys.successor.pubkey());
    assert_refused!(keys.world.send(&[ix], &[&keys.ada.authority]), CREATORS, CreatorError::OutOfRange);
}

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
