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
