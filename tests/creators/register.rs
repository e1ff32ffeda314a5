use makerstake_testkit::{
    assert_instruction_error, assert_refused, creators::*, outcome::InstructionError, World,
};
use solana_instruction::AccountMeta;
use solana_pubkey::Pubkey;
use solana_signer::Signer;

use crate::support::*;

#[test]
fn a_creator_registers_itself_without_a_handle() {
    let mut world = World::new();
    let key = world.actor();
    let address = creator_address(&key.pubkey());
    let receipt = world.send(&[register(&key.pubkey(), &key.pubkey(), [0; 32], NOBODY)], &[&key]).unwrap();
    receipt.assert_only_changed(&[key.pubkey(), address]);
    assert_eq!(receipt.created_bytes(), 224);
    assert_eq!(receipt.change(&key.pubkey()).unwrap().lamports(), -i128::from(world.rent(224)));
    let creator = world.creator(&address);
    let bump = Pubkey::find_program_address(&[b"creator", key.pubkey().as_ref()], &CREATORS).1;
    assert_eq!(
        creator,
        Creator {
            discriminator: creator.discriminator,
            authority: key.pubkey(),
            recovery: NOBODY,
            successor: NOBODY,
            handle: [0; 32],
            profile_hash: [0; 32],
            created_at: world.now(),
            succeeds_at: 0,
            profile_revision: 0,
            succession: NONE,
            bump,
            version: 1,
            reserved: [0; 33],
        }
    );
}

#[test]
fn a_sponsor_pays_for_a_creator_without_lamports() {
    let mut world = World::new();
    let (sponsor, key, recovery) = (world.actor(), world.keypair(), world.keypair());
    let ada = name("ada");
    let receipt = world
        .send(&[register(&sponsor.pubkey(), &key.pubkey(), ada, recovery.pubkey())], &[&sponsor, &key])
        .unwrap();
    let address = creator_address(&key.pubkey());
    receipt.assert_only_changed(&[sponsor.pubkey(), address, handle_address(&ada)]);
    assert_eq!(receipt.created_bytes(), 224 + 88);
    let creator = world.creator(&address);
    assert_eq!((creator.handle, creator.recovery), (ada, recovery.pubkey()));
    let handle = world.handle(&ada).unwrap();
    assert_eq!((handle.creator, handle.rent_payer, handle.released_at), (address, sponsor.pubkey(), 0));
}

#[test]
fn nobody_is_registered_without_the_genesis_key() {
    let mut world = World::new();
    let (sponsor, victim) = (world.actor(), world.actor());
    let mut ix = register(&sponsor.pubkey(), &victim.pubkey(), [0; 32], NOBODY);
    ix.accounts[1].is_signer = false;
    assert_instruction_error!(world.send(&[ix], &[&sponsor]), InstructionError::MissingRequiredSignature);
}

#[test]
fn nobody_registers_at_the_address_of_another_genesis_key() {
    let mut world = World::new();
    let (thief, victim) = (world.actor(), world.actor());
    let mut ix = register(&thief.pubkey(), &thief.pubkey(), [0; 32], NOBODY);
    ix.accounts[2].pubkey = creator_address(&victim.pubkey());
    assert_instruction_error!(world.send(&[ix], &[&thief]), InstructionError::InvalidSeeds);
}

#[test]
fn nobody_registers_twice() {
    let mut world = World::new();
    let ada = world.register();
    let again = register(&ada.key(), &ada.key(), [0; 32], NOBODY);
    assert_instruction_error!(world.send(&[again], &[&ada.authority]), InstructionError::Custom(0));
}

#[test]
fn a_handle_in_use_cannot_be_registered() {
    let mut world = World::new();
    world.register_as("ada");
    let bob = world.actor();
    let ix = register(&bob.pubkey(), &bob.pubkey(), name("ada"), NOBODY);
    assert_instruction_error!(world.send(&[ix], &[&bob]), InstructionError::Custom(0));
}

#[test]
fn lamports_at_the_addresses_do_not_block_a_registration() {
    let mut world = World::new();
    let key = world.actor();
    let (address, ada) = (creator_address(&key.pubkey()), name("ada"));
    // Less than the rent at one address and more at the other.
    world.fund(&address, 1_000_000);
    let rich = world.rent(88) + 7;
    world.fund(&handle_address(&ada), rich);
    let receipt = world.send(&[register(&key.pubkey(), &key.pubkey(), ada, NOBODY)], &[&key]).unwrap();
    let paid = i128::from(world.rent(224)) - 1_000_000;
    assert_eq!(receipt.change(&key.pubkey()).unwrap().lamports(), -paid);
    assert_eq!(world.lamports(&address), world.rent(224));
    assert_eq!(world.lamports(&handle_address(&ada)), rich);
    assert_eq!(world.creator(&address).handle, ada);
}

#[test]
fn a_handle_against_the_rules_is_refused() {
    let mut world = World::new();
    let mut refused = |text: &[u8], error: CreatorError| {
        let key = world.actor();
        let mut padded = [0; 32];
        padded[..text.len()].copy_from_slice(text);
        assert_refused!(
            world.send(&[register(&key.pubkey(), &key.pubkey(), padded, NOBODY)], &[&key]),
            CREATORS,
            error
        );
    };
    refused(b"ab", CreatorError::HandleTooShort);
    refused(b"Ada", CreatorError::HandleCharacter);
    refused(b"ad\0a", CreatorError::HandleCharacter);
    refused("adä".as_bytes(), CreatorError::HandleCharacter);
    refused(b"-ada", CreatorError::HandleSeparator);
    refused(b"ada_", CreatorError::HandleSeparator);
    refused(b"a-_b", CreatorError::HandleSeparator);
}

#[test]
fn a_name_and_its_account_come_together_or_not_at_all() {
    let mut world = World::new();
    let key = world.actor();
    let mut ix = register(&key.pubkey(), &key.pubkey(), name("ada"), NOBODY);
    ix.accounts[3] = AccountMeta::new_readonly(CREATORS, false);
    assert_refused!(world.send(&[ix], &[&key]), CREATORS, CreatorError::HandleIncomplete);

    // The account that belongs to no name at all is refused as the name it would be.
    let mut ix = register(&key.pubkey(), &key.pubkey(), [0; 32], NOBODY);
    ix.accounts[3] = AccountMeta::new(handle_address(&[0; 32]), false);
    assert_refused!(world.send(&[ix], &[&key]), CREATORS, CreatorError::HandleTooShort);
}

#[test]
fn the_handle_account_must_be_that_of_the_name() {
    let mut world = World::new();
    let key = world.actor();
    let mut ix = register(&key.pubkey(), &key.pubkey(), name("ada"), NOBODY);
    ix.accounts[3] = AccountMeta::new(handle_address(&name("bob")), false);
    assert_instruction_error!(world.send(&[ix], &[&key]), InstructionError::InvalidSeeds);
}

#[test]
fn the_recovery_key_is_another_key() {
    let mut world = World::new();
    let key = world.actor();
    let ix = register(&key.pubkey(), &key.pubkey(), [0; 32], key.pubkey());
    assert_refused!(world.send(&[ix], &[&key]), CREATORS, CreatorError::SameAsRecoveryKey);
}
