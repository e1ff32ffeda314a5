use makerstake_testkit::{assert_refused, creators::*, World};
use solana_signer::Signer;

use crate::support::*;

const URI: &str = "https://ada.example/profile.json";

#[test]
fn the_hash_and_the_revision_are_kept_and_the_address_is_in_the_event() {
    let mut world = World::new();
    let ada = world.register();
    let before = world.creator(&ada.address);
    let hash = world.bytes32();
    let receipt =
        world.send(&[update_profile(&ada.key(), &ada.address, URI, hash)], &[&ada.authority]).unwrap();
    receipt.assert_only_changed(&[ada.address]);
    assert_eq!(
        world.creator(&ada.address),
        Creator { profile_hash: hash, profile_revision: 1, ..before.clone() }
    );
    assert!(receipt.logs.iter().any(|line| line.starts_with("Program data: ")));

    world.send(&[update_profile(&ada.key(), &ada.address, "", [0; 32])], &[&ada.authority]).unwrap();
    assert_eq!(world.creator(&ada.address), Creator { profile_revision: 2, ..before });
}

#[test]
fn only_the_authority_writes_the_profile() {
    let Keys { mut world, ada, recovery, stranger, .. } = Keys::new();
    for key in [&recovery, &stranger] {
        let ix = update_profile(&key.pubkey(), &ada.address, URI, [1; 32]);
        assert_refused!(world.send(&[ix], &[key]), CREATORS, CreatorError::NotAuthority);
    }
}

#[test]
fn an_address_goes_with_a_hash() {
    let mut world = World::new();
    let ada = world.register();
    for (uri, hash) in [(URI, [0; 32]), ("", [1; 32])] {
        let ix = update_profile(&ada.key(), &ada.address, uri, hash);
        assert_refused!(world.send(&[ix], &[&ada.authority]), CREATORS, CreatorError::ProfileIncomplete);
    }
}

#[test]
fn an_address_is_short_and_harmless() {
    let mut world = World::new();
    let ada = world.register();
    let longest = format!("ipfs://{}", "a".repeat(193));
    let mut update =
        |uri: &str| world.send(&[update_profile(&ada.key(), &ada.address, uri, [1; 32])], &[&ada.authority]);
    update(&longest).unwrap();
    assert_refused!(update(&format!("{longest}a")), CREATORS, CreatorError::ProfileUriTooLong);
    for uri in
        ["http://ada.example", "javascript:alert(1)", "https://a b", "https://a\"b", "https://ä", "ar://"]
    {
        assert_refused!(update(uri), CREATORS, CreatorError::ProfileUriInvalid);
    }
}

#[test]
fn revisions_end_at_the_last_number() {
    let mut world = World::new();
    let ada = world.register();
    let mut account = world.account(&ada.address).unwrap();
    // Offset of the revision: 8 + 5 * 32 + 2 * 8.
    account.data[184..188].copy_from_slice(&u32::MAX.to_le_bytes());
    world.svm.set_account(ada.address, account).unwrap();
    assert_eq!(world.creator(&ada.address).profile_revision, u32::MAX);
    let ix = update_profile(&ada.key(), &ada.address, URI, [1; 32]);
    assert_refused!(world.send(&[ix], &[&ada.authority]), CREATORS, CreatorError::OutOfRange);
}
