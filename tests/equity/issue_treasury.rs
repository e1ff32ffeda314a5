use makerstake_testkit::{assert_instruction_error, equity::*, outcome::InstructionError};
use solana_signer::Signer;
use spl_token_2022_interface::instruction as token;

use crate::{refused, support::*};

#[test]
fn tokens_are_issued_within_the_bucket() {
    let (mut world, f, ..) = one_owner();
    let destination = world.token_account(&f.mint, &f.authority());
    let pool = world.pool(&f);
    let issue = |amount| issue_treasury(&f, &f.authority(), &destination, amount);
    let receipt = world.send(&[issue(5 * SHARE)], &[&f.founder]).unwrap();
    receipt.assert_only_changed(&[f.pool, f.mint, destination]);
    assert_eq!(world.pool(&f), Pool { treasury_emitted: 5 * SHARE, ..pool });
    assert_eq!(world.tokens(&destination), 5 * SHARE);
    refused!(world.send(&[issue(0)], &[&f.founder]), ZeroAmount);
    let left = f.terms.treasury_cap - 5 * SHARE;
    refused!(world.send(&[issue(left + 1)], &[&f.founder]), AboveBucket);
    refused!(world.send(&[issue(u64::MAX)], &[&f.founder]), AboveBucket);
    world.send(&[issue(left)], &[&f.founder]).unwrap();
    refused!(world.send(&[issue(1)], &[&f.founder]), AboveBucket);
}

#[test]
fn they_go_to_an_account_that_the_authority_alone_controls() {
    let (mut world, f, key, _) = one_owner();
    let theirs = world.found();
    let own = world.token_account(&f.mint, &f.authority());
    let other = world.token_account(&f.mint, &key.pubkey());
    let foreign = world.token_account(&theirs.mint, &f.authority());
    for destination in [other, foreign, f.pool, key.pubkey()] {
        let ix = issue_treasury(&f, &f.authority(), &destination, 1);
        match destination == f.pool {
            true => {
                assert_instruction_error!(
                    world.send(&[ix], &[&f.founder]),
                    InstructionError::Custom(DUPLICATE)
                )
            }
            false => refused!(world.send(&[ix], &[&f.founder]), WrongDestination),
        }
    }
    let program = f.token_program;
    let approve = token::approve(&program, &own, &key.pubkey(), &f.authority(), &[], 1).unwrap();
    world.send(&[approve], &[&f.founder]).unwrap();
    let ix = issue_treasury(&f, &f.authority(), &own, 1);
    refused!(world.send(std::slice::from_ref(&ix), &[&f.founder]), WrongDestination);
    let revoke = token::revoke(&program, &own, &f.authority(), &[]).unwrap();
    world.send(&[revoke, ix], &[&f.founder]).unwrap();
    let ix = issue_treasury(&f, &key.pubkey(), &other, 1);
    refused!(world.send(&[ix], &[&key]), NotAuthority);
    let mut ix = issue_treasury(&f, &f.authority(), &own, 1);
    ix.accounts[2].pubkey = theirs.mint;
    refused!(world.send(&[ix], &[&f.founder]), WrongMint);
}
