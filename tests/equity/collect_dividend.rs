use makerstake_testkit::{assert_instruction_error, equity::*, outcome::InstructionError};
use solana_signer::Signer;

use crate::{refused, support::*};

#[test]
fn whole_base_units_are_paid_and_the_fraction_stays_owed() {
    let (mut world, f, key, holder) = one_owner();
    let account = dividends(&mut world, &f, &key, 0);
    let collecting = collect_dividend(&f, &holder, &account);
    refused!(world.send(std::slice::from_ref(&collecting), &[&key]), NothingDue);
    let own = u128::from(1_000 * SHARE);
    for amount in [1, 2, 1, 7, 999, 1_000_003] {
        pay_in(&mut world, &f, amount);
        // The position came before the first dividend, so all of the index is its own.
        let [low, high] = world.pool(&f).dividend_index.map(u128::from);
        let due = u64::try_from(((high << 64 | low) * own) >> 64).unwrap();
        let before = world.tokens(&account);
        let outcome = world.send(std::slice::from_ref(&collecting), &[&key]);
        if due == before {
            refused!(outcome, NothingDue);
        } else {
            let position = f.position(&holder.address);
            outcome.unwrap().assert_only_changed(&[f.pool, position, f.dividend_vault, account]);
        }
        assert_eq!(world.tokens(&account), due);
        assert_eq!(world.pool(&f).dividends_paid, due);
    }
    // Half of all shares: half of all dividends, less the fraction.
    assert_eq!(world.tokens(&account), 1_001_013 / 2);
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
