use makerstake_testkit::{assert_instruction_error, equity::*, outcome::InstructionError, World};
use solana_signer::Signer;

use crate::{refused, support::*};

#[test]
fn a_dividend_is_shared_at_this_moment() {
    let (mut world, f, key, _) = one_owner();
    let source = dividends(&mut world, &f, &key, 10_000);
    let pool = world.pool(&f);
    let receipt = world.send(&[deposit_dividend(&f, &key.pubkey(), &source, 9_999)], &[&key]).unwrap();
    receipt.assert_only_changed(&[f.pool, source, f.dividend_vault]);
    let now = world.pool(&f);
    let exact = 9_999_u128 << 64;
    let total = u128::from(pool.total[0]);
    let index = u128::from(now.dividend_index[0]) | u128::from(now.dividend_index[1]) << 64;
    assert_eq!((index, u128::from(now.dividend_remainder)), (exact / total, exact % total));
    assert_eq!((now.dividends_deposited, world.tokens(&f.dividend_vault)), (9_999, 9_999));
}

#[test]
fn below_the_minimum_of_shares_it_is_refused() {
    let mut world = World::new();
    let terms = Terms { dividend_min_shares: 1_000 * SHARE + 1, ..Terms::weekly(world.now()) };
    let f = world.found_with(terms);
    let source = dividends(&mut world, &f, &f.founder, 100);
    let paying = deposit_dividend(&f, &f.authority(), &source, 100);
    refused!(world.send(std::slice::from_ref(&paying), &[&f.founder]), TooFewShares);
    world.give(&f, &f.scoring(), 1);
    world.send(&[paying], &[&f.founder]).unwrap();
    refused!(world.send(&[deposit_dividend(&f, &f.authority(), &source, 0)], &[&f.founder]), ZeroAmount);
}

/// Who owned everything could pay in and collect one sum until no dividend fitted any more.
#[test]
fn a_sum_that_goes_round_does_not_use_up_the_dividends_of_others() {
    let (mut world, f, key, holder) = one_owner();
    let owners = [(key.insecure_clone(), holder, u64::MAX), (f.scorer.insecure_clone(), f.scoring(), 0)];
    let owners = owners.map(|(key, holder, amount)| (dividends(&mut world, &f, &key, amount), key, holder));
    let mut paid_in = 0_u128;
    while paid_in <= 2 * u128::from(u64::MAX) {
        for (source, key, _) in &owners {
            let sum = world.tokens(source);
            if sum > 0 {
                world.send(&[deposit_dividend(&f, &key.pubkey(), source, sum)], &[key]).unwrap();
            }
            paid_in += u128::from(sum);
        }
        for (source, key, holder) in &owners {
            world.send(&[collect_dividend(&f, holder, source)], &[key]).unwrap();
        }
        // Nobody is owed anything now, but for fractions.
        let (pool, vault) = (world.pool(&f), world.tokens(&f.dividend_vault));
        assert_eq!(pool.dividends_deposited.wrapping_sub(pool.dividends_paid), vault);
        assert!(vault <= 2);
        assert_eq!(world.tokens(&owners[0].0) + world.tokens(&owners[1].0), u64::MAX - vault);
    }
}

#[test]
fn what_is_owed_fits_64_bits() {
    let (mut world, f, key, _) = one_owner();
    let source = dividends(&mut world, &f, &key, u64::MAX);
    world.send(&[deposit_dividend(&f, &key.pubkey(), &source, u64::MAX - 7)], &[&key]).unwrap();
    refused!(world.send(&[deposit_dividend(&f, &key.pubkey(), &source, 8)], &[&key]), OutOfRange);
    world.send(&[deposit_dividend(&f, &key.pubkey(), &source, 7)], &[&key]).unwrap();
}

#[test]
fn accounts_of_others_are_refused() {
    let (mut world, f, key, _) = one_owner();
    let theirs = world.found();
    let source = dividends(&mut world, &f, &key, 100);
    let foreign = dividends(&mut world, &theirs, &theirs.founder, 100);
    let swap = |slot: usize, account| {
        let mut ix = deposit_dividend(&f, &key.pubkey(), &source, 5);
        ix.accounts[slot].pubkey = account;
        ix
    };
    refused!(world.send(&[swap(3, theirs.dividend_mint)], &[&key]), WrongDividendMint);
    refused!(world.send(&[swap(3, f.mint)], &[&key]), WrongDividendMint);
    refused!(world.send(&[swap(4, theirs.dividend_vault)], &[&key]), WrongDividendVault);
    refused!(world.send(&[swap(4, f.vault)], &[&key]), WrongDividendVault);
    assert_instruction_error!(world.send(&[swap(2, foreign)], &[&key]), InstructionError::Custom(3));
}
