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
