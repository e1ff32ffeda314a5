use makerstake_testkit::{assert_instruction_error, equity::*, outcome::InstructionError};
use solana_signer::Signer;

use crate::{refused, support::*};

#[test]
fn tokens_follow_in_the_third_epoch_after_the_request() {
    let (mut world, f, key, holder) = one_owner();
    let destination = world.token_account(&f.mint, &holder.address);
    let paying = withdraw(&f, &holder, &destination);
    refused!(world.send(std::slice::from_ref(&paying), &[&key]), NoPendingWithdrawal);
    world.send(&[request_withdrawal(&f, &holder, 300 * SHARE)], &[&key]).unwrap();
    // Ballots in which these shares count are cast until the end of the second epoch after this one.
    let until = exit(&world, &f);
    world.set_time(until - 1);
    refused!(world.send(std::slice::from_ref(&paying), &[&key]), CooldownActive);
    world.set_time(until);
    let (pool, vault) = (world.pool(&f), world.tokens(&f.vault));
    let receipt = world.send(std::slice::from_ref(&paying), &[&key]).unwrap();
    receipt.assert_only_changed(&[f.pool, f.position(&holder.address), f.vault, destination]);
    assert_eq!(world.tokens(&destination), 300 * SHARE);
    assert_eq!(world.tokens(&f.vault), vault - 300 * SHARE);
    assert_eq!(world.pool(&f), Pool { cooling: 0, ..pool });
    refused!(world.send(&[paying], &[&key]), NoPendingWithdrawal);
}

#[test]
fn only_the_holder_says_where_to() {
    let (mut world, f, key, holder) = one_owner();
    world.send(&[request_withdrawal(&f, &holder, SHARE)], &[&key]).unwrap();
    world.set_time(exit(&world, &f));
    let thief = world.actor();
    let theirs = world.found();
    let loot = world.token_account(&f.mint, &thief.pubkey());
    let foreign = world.token_account(&theirs.mint, &holder.address);
    let mut theft = withdraw(&f, &holder, &loot);
    theft.accounts[0].pubkey = thief.pubkey();
    refused!(world.send(&[theft], &[&thief]), NotHolder);
    let swap = |slot: usize, account| {
        let mut ix = withdraw(&f, &holder, &loot);
        ix.accounts[slot].pubkey = account;
        ix
    };
    refused!(world.send(&[swap(2, theirs.pool)], &[&key]), WrongPool);
    refused!(world.send(&[swap(5, theirs.mint)], &[&key]), WrongMint);
    refused!(world.send(&[swap(6, theirs.vault)], &[&key]), WrongVault);
    refused!(world.send(&[swap(6, f.dividend_vault)], &[&key]), WrongVault);
    assert_instruction_error!(world.send(&[swap(4, foreign)], &[&key]), InstructionError::Custom(3));
    assert_instruction_error!(world.send(&[swap(4, f.vault)], &[&key]), InstructionError::Custom(DUPLICATE));
    world.send(&[withdraw(&f, &holder, &loot)], &[&key]).unwrap();
    assert_eq!(world.tokens(&loot), SHARE);
}

#[test]
fn a_creators_new_authority_withdraws_and_the_old_one_does_not() {
    let (mut world, f, ..) = one_owner();
    let mut ada = world.register();
    let holder = Holder::creator_of(&ada);
    world.open(&f, &holder);
    world.give(&f, &holder, SHARE);
    let next = world.actor();
    let offer = makerstake_testkit::creators::offer_authority(&ada.key(), None, &ada.address, &next.pubkey());
    let accept = makerstake_testkit::creators::accept_authority(&next.pubkey(), &ada.address);
    world.send(&[offer, accept], &[&ada.authority, &next]).unwrap();
    refused!(world.send(&[request_withdrawal(&f, &holder, SHARE)], &[&ada.authority]), NotHolder);
    ada.authority = next;
    let holder = Holder::creator_of(&ada);
    world.send(&[request_withdrawal(&f, &holder, SHARE)], &[&ada.authority]).unwrap();
    world.set_time(exit(&world, &f));
    let destination = world.token_account(&f.mint, &ada.key());
    world.send(&[withdraw(&f, &holder, &destination)], &[&ada.authority]).unwrap();
    assert_eq!(world.tokens(&destination), SHARE);
}
