//! Every account says which layout it has. One of another layout is not read, and none is left unsound.

use makerstake_testkit::{assert_refused, creators::*};
use solana_instruction::Instruction;
use solana_pubkey::Pubkey;
use solana_signer::Signer;

use crate::support::*;

/// Where a creator keeps its version: behind the discriminator, five keys and hashes, two times, a counter and two bytes.
const CREATOR_VERSION: usize = 8 + 5 * 32 + 2 * 8 + 4 + 2;
/// Where a handle keeps its version.
const HANDLE_VERSION: usize = 8 + 2 * 32 + 8 + 1;

fn write(keys: &mut Keys, address: &Pubkey, at: usize, bytes: &[u8]) {
    let mut account = keys.world.account(address).unwrap();
    account.data[at..at + bytes.len()].copy_from_slice(bytes);
    keys.world.svm.set_account(*address, account).unwrap();
}

#[test]
fn a_creator_of_another_version_is_refused_by_every_instruction() {
    let mut keys = Keys::new();
    let (ada, key, recovery) = (keys.ada.address, keys.ada.key(), keys.recovery.pubkey());
    let next = keys.successor.pubkey();
    let claim = claim_handle(&key, &key, &ada, name("ada"));
    keys.world.send(&[claim], &[&keys.ada.authority]).unwrap();
    assert_eq!(keys.creator().version, 1);
    write(&mut keys, &ada, CREATOR_VERSION, &[2]);
    let instructions: [Instruction; 12] = [
        update_profile(&key, &ada, "ar://x", [1; 32]),
        offer_authority(&key, None, &ada, &next),
        accept_authority(&next, &ada),
        withdraw_offer(&key, &ada),
        set_recovery_key(&key, None, &ada, &next),
        accept_recovery_key(&next, &ada),
        begin_recovery(&recovery, &ada, &next),
        cancel_recovery(&key, &ada),
        finish_recovery(&next, &ada),
        claim_handle(&key, &key, &ada, name("lovelace")),
        release_handle(&key, &ada, name("ada")),
        reclaim_handle(&key, &ada, name("ada")),
    ];
    for instruction in instructions {
        let outcome =
            keys.world.send(&[instruction], &[&keys.ada.authority, &keys.recovery, &keys.successor]);
        assert_refused!(outcome, CREATORS, CreatorError::UnknownVersion);
    }
}

#[test]
fn a_handle_of_another_version_is_refused_by_every_instruction() {
    let mut keys = Keys::new();
    let (ada, key, handle) = (keys.ada.address, keys.ada.key(), handle_address(&name("ada")));
    let claim = claim_handle(&key, &key, &ada, name("ada"));
    keys.world.send(&[claim], &[&keys.ada.authority]).unwrap();
    assert_eq!(keys.world.handle(&name("ada")).unwrap().version, 1);
    write(&mut keys, &handle, HANDLE_VERSION, &[0]);
    for instruction in [
        release_handle(&key, &ada, name("ada")),
        reclaim_handle(&key, &ada, name("ada")),
        free_handle(name("ada"), &key),
    ] {
        let outcome = keys.world.send(&[instruction], &[&keys.ada.authority]);
        assert_refused!(outcome, CREATORS, CreatorError::UnknownVersion);
    }
}

/// No instruction leads there; what wrote such bytes is not this program.
#[test]
fn nothing_is_written_to_an_account_that_would_be_unsound() {
    let mut keys = Keys::new();
    let (ada, key) = (keys.ada.address, keys.ada.key());
    // The recovery key becomes the authority's twin.
    write(&mut keys, &ada, 8 + 32, key.as_ref());
    let update = update_profile(&key, &ada, "ar://x", [1; 32]);
    let outcome = keys.world.send(&[update], &[&keys.ada.authority]);
    assert_refused!(outcome, CREATORS, CreatorError::Unsound);
}
