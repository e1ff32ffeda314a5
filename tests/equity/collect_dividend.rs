use makerstake_testkit::{assert_instruction_error, equity::*, outcome::InstructionError};
use solana_signer::Signer;

use crate::{refused, support::*};

#[test]
fn whole_base_units_are_paid_and_the_fraction_stays_owed() {
    let (mut world, f, key, holder) = one_owner();
    let account = dividends(&mut world, &f, &key, 0);
    let collecting = collect_dividend(&f, &holder, &account);
    refused!(world.send(&[collecting.clone()], &[&key]), NothingDue);
    let (total, own) = (world.pool(&f).total[0], 1_000 * SHARE);
    let mut paid_in = 0;
    for amount in [1, 2, 1, 7, 999, 1_000_003] {
        pay_in(&mut world, &f, amount);
        paid_in += amount;
        let due = (u128::from(paid_in) * u128::from(own) / u128::from(total)) as u64;
        let before = world.tokens(&account);
        let outcome = world.send(&[collecting.clone()], &[&key]);
        // The index rounds down by less than one base unit in all.
        match due - before {
            0 => refused!(outcome, NothingDue),
            _ => {
                outcome.unwrap().assert_only_changed(&[
                    f.pool,
                    f.position(&holder.address),
                    f.dividend_vault,
                    account,
                ]);
                assert!(world.tokens(&account) == due || world.tokens(&account) + 1 == due);
            }
        }
        assert_eq!(world.pool(&f).dividends_paid, world.tokens(&account));
    }
}

#[test]
fn shares_that_come_later_earn_nothing_of_earlier_dividends_and_shares_that_leave_keep_theirs() {
    let (mut world, f, key, holder) = one_owner();
    let total = world.pool(&f).total[0];
    pay_in(&mut world, &f, total);
    let (late_key, late) = world.owner(&f, 5_000 * SHARE);
    let late_account = dividends(&mut world, &f, &late_key, 0);
    refused!(world.send(&[collect_dividend(&f, &late, &late_account)], &[&late_key]), NothingDue);
    world.send(&[request_withdrawal(&f, &holder, 1_000 * SHARE)], &[&key]).unwrap();
    pay_in(&mut world, &f, 5_000);
    let account = dividends(&mut world, &f, &key, 0);
    world.send(&[collect_dividend(&f, &holder, &account)], &[&key]).unwrap();
    assert_eq!(world.tokens(&account), 1_000 * SHARE);
}

#[test]
fn only_the_holder_says_where_to() {
    let (mut world, f, key, holder) = one_owner();
    let theirs = world.found();
    pay_in(&mut world, &f, 1_000_000);
    let account = dividends(&mut world, &f, &key, 0);
    let thief = world.actor();
    let mut theft = collect_dividend(&f, &holder, &account);
    theft.accounts[0].pubkey = thief.pubkey();
    refused!(world.send(&[theft], &[&thief]), NotHolder);
    let foreign = dividends(&mut world, &theirs, &theirs.founder, 1);
    let swap = |slot: usize, other| {
        let mut ix = collect_dividend(&f, &holder, &account);
        ix.accounts[slot].pubkey = other;
        ix
    };
    refused!(world.send(&[swap(2, theirs.pool)], &[&key]), WrongPool);
    refused!(world.send(&[swap(5, theirs.dividend_mint)], &[&key]), WrongDividendMint);
    refused!(world.send(&[swap(6, theirs.dividend_vault)], &[&key]), WrongDividendVault);
    refused!(world.send(&[swap(6, f.vault)], &[&key]), WrongDividendVault);
    assert_instruction_error!(world.send(&[swap(4, foreign)], &[&key]), InstructionError::Custom(3));
}
