use makerstake_testkit::{assert_instruction_error, equity::*, outcome::InstructionError, tokens::TOKEN};
use solana_signer::Signer;

use crate::{refused, support::*};

#[test]
fn tokens_become_shares_that_are_not_earned() {
    let (mut world, f, key, holder) = one_owner();
    let source = world.issue(&f, &key.pubkey(), 70 * SHARE);
    let (pool, position) = (world.pool(&f), world.position(&f, &holder.address));
    let vault = world.tokens(&f.vault);
    let receipt = world.send(&[deposit(&f, &key.pubkey(), &source, &holder, 30 * SHARE)], &[&key]).unwrap();
    receipt.assert_only_changed(&[f.pool, f.position(&holder.address), source, f.vault]);
    let now = world.position(&f, &holder.address);
    assert_eq!((now.own[0], now.earned), (position.own[0] + 30 * SHARE, position.earned));
    assert_eq!(world.pool(&f).total[0], pool.total[0] + 30 * SHARE);
    assert_eq!((world.tokens(&source), world.tokens(&f.vault)), (40 * SHARE, vault + 30 * SHARE));
}

#[test]
fn anyone_may_give_shares_and_only_out_of_their_own_tokens() {
    let (mut world, f, key, holder) = one_owner();
    let giver = world.actor();
    let source = world.issue(&f, &giver.pubkey(), SHARE);
    let stolen = deposit(&f, &key.pubkey(), &source, &holder, 1);
    // The token program: the owner does not match.
    assert_instruction_error!(world.send(&[stolen], &[&key]), InstructionError::Custom(4));
    world.send(&[deposit(&f, &giver.pubkey(), &source, &holder, SHARE)], &[&giver]).unwrap();
    let empty = deposit(&f, &giver.pubkey(), &source, &holder, 1);
    assert_instruction_error!(world.send(&[empty], &[&giver]), InstructionError::Custom(1));
    refused!(world.send(&[deposit(&f, &giver.pubkey(), &source, &holder, 0)], &[&giver]), ZeroAmount);
}

#[test]
fn accounts_of_others_are_refused() {
    let (mut world, f, key, holder) = one_owner();
    let theirs = world.found();
    let source = world.issue(&f, &key.pubkey(), 70 * SHARE);
    let foreign = world.issue(&theirs, &key.pubkey(), 70 * SHARE);
    let swap = |slot: usize, account| {
        let mut ix = deposit(&f, &key.pubkey(), &source, &holder, SHARE);
        ix.accounts[slot].pubkey = account;
        ix
    };
    refused!(world.send(&[swap(1, theirs.pool)], &[&key]), WrongPool);
    refused!(world.send(&[swap(2, theirs.position(&theirs.scorer.pubkey()))], &[&key]), WrongPool);
    refused!(world.send(&[swap(5, theirs.mint)], &[&key]), WrongMint);
    refused!(world.send(&[swap(6, theirs.vault)], &[&key]), WrongVault);
    refused!(world.send(&[swap(6, foreign)], &[&key]), WrongVault);
    // The token program: the account is of another mint.
    assert_instruction_error!(world.send(&[swap(4, foreign)], &[&key]), InstructionError::Custom(3));
    assert_instruction_error!(world.send(&[swap(7, TOKEN)], &[&key]), InstructionError::InvalidAccountData);
    assert_instruction_error!(world.send(&[swap(7, EQUITY)], &[&key]), InstructionError::IncorrectProgramId);
    let delegated = deposit(&f, &key.pubkey(), &source, &holder.delegating(&f.scorer.pubkey()), 1);
    refused!(world.send(&[delegated], &[&key]), WrongDelegate);
    let vault = deposit(&f, &key.pubkey(), &f.vault, &holder, 1);
    assert_instruction_error!(world.send(&[vault], &[&key]), InstructionError::Custom(DUPLICATE));
}

#[test]
fn the_delegate_gets_the_votes() {
    let (mut world, f, key, holder) = one_owner();
    let (_, other) = world.owner(&f, 0);
    world.send(&[delegate(&f, &holder, &other.address)], &[&key]).unwrap();
    let source = world.issue(&f, &key.pubkey(), SHARE);
    let ix = deposit(&f, &key.pubkey(), &source, &holder.delegating(&other.address), SHARE);
    world.send(&[ix], &[&key]).unwrap();
    assert_eq!(world.position(&f, &other.address).received[0], 1_001 * SHARE);
}
