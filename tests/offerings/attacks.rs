//! The attacks of docs/offerings.md, each tried.

use makerstake_testkit::{
    assert_instruction_error, clock::DAY, equity::SHARE, offerings::*, outcome::InstructionError,
};
use solana_signer::Signer;
use spl_token_2022_interface::instruction as token;

use crate::{
    refused,
    support::{assert_purse, committed, filled, opened, settled},
};

/// A free put: an investor who can make its own settlement fail waits for the price and buys only when it rose.
#[test]
fn an_investor_whose_account_refuses_is_settled_all_the_same() {
    let (mut world, sale, investors) = filled(&Terms::open(), &[20_000 * QUOTE; 8]);
    let eve = &investors[0];
    let empty =
        token::close_account(&sale.quote_program, &eve.account, &eve.address, &eve.address, &[]).unwrap();
    world.send(&[empty], &[&eve.key]).unwrap();
    world.send(&[settle(&sale, &eve.address, None)], &[]).unwrap();
    assert_eq!(world.commitment(&sale, &eve.address).bought, 25_000 * SHARE);
    // The refund waits for it, and for nobody else.
    let back = refund(&sale, &eve.address, &eve.account);
    assert_instruction_error!(world.send(&[back], &[]), InstructionError::InvalidAccountData);
    for other in &investors[1..] {
        world.send(&[settle(&sale, &other.address, None)], &[]).unwrap();
        world.send(&[refund(&sale, &other.address, &other.account)], &[]).unwrap();
    }
    let payer = world.fee_payer.pubkey();
    world.send(&[release(&sale, &payer, &eve.address, None)], &[]).unwrap();
    // What it may not do is keep the unsold shares from the treasury.
    if world.offering(&sale).bought < world.offering(&sale).shares {
        world.send(&[return_unsold(&sale)], &[]).unwrap();
    }
    let account = world.token_account(&sale.quote, &eve.address);
    world.send(&[refund(&sale, &eve.address, &account)], &[]).unwrap();
    assert_purse(&world, &sale);
}

/// A wash of the minimum: money that is there in the last second and gone before it buys.
#[test]
fn what_reached_the_minimum_cannot_leave() {
    let (mut world, sale) = opened(&Terms::open());
    committed(&mut world, &sale, &[10_000 * QUOTE]);
    let eve = world.investor(&sale, 20_000 * QUOTE);
    let closes_at = world.offering(&sale).closes_at;
    world.set_time(closes_at - 1);
    world.commit(&sale, &eve, 20_000 * QUOTE).unwrap();
    refused!(world.send(&[uncommit(&sale, &eve, 20_000 * QUOTE)], &[&eve.key]), CommitmentBinds);
    assert_eq!(world.close_sale(&sale), FILLED);
    refused!(world.send(&[refund(&sale, &eve.address, &eve.account)], &[]), SettlementRuns);
    world.send(&[settle(&sale, &eve.address, None)], &[]).unwrap();
    assert_eq!(world.commitment(&sale, &eve.address).bought, 40_000 * SHARE);
}

/// Many wallets get around the maximum of one, which nothing on chain can see; they get no other price, and together no more than
/// their money's part of what is offered.
#[test]
fn many_wallets_buy_no_more_than_their_money_does() {
    let (mut world, sale) = opened(&Terms::open());
    let one = committed(&mut world, &sale, &[20_000 * QUOTE]);
    let many = committed(&mut world, &sale, &[2_000 * QUOTE; 60]);
    assert_eq!(world.close_sale(&sale), FILLED);
    let buy = |world: &mut makerstake_testkit::World, investor: &Investor| {
        world.send(&[settle(&sale, &investor.address, None)], &[]).unwrap();
        world.commitment(&sale, &investor.address).bought
    };
    let alone = buy(&mut world, &one[0]);
    let together: u64 = many[..10].iter().map(|investor| buy(&mut world, investor)).sum();
    assert!(together <= alone && alone - together < 10);
}

#[test]
fn nothing_settles_twice_and_nothing_closed_comes_back() {
    let (mut world, sale, investors) = settled(&Terms::open(), &[20_000 * QUOTE, 5_000 * QUOTE]);
    let (ida, payer) = (&investors[0], world.fee_payer.pubkey());
    refused!(world.send(&[settle(&sale, &ida.address, None)], &[]), AlreadySettled);
    world.send(&[release(&sale, &payer, &ida.address, None)], &[]).unwrap();
    // Closed and opened again in one transaction.
    let (end, again) = (close_commitment(&sale, &ida.address, &ida.address), commit(&sale, ida, 1));
    refused!(world.send(&[end.clone(), again], &[&ida.key]), NotOpen);
    world.send(&[end], &[]).unwrap();
    assert_instruction_error!(
        world.send(&[settle(&sale, &ida.address, None)], &[]),
        InstructionError::AccountDataTooSmall
    );
}

/// The issuer of the quote mint freezes the purse: nothing moves, nothing is lost, and the treasury is not paid by halves.
#[test]
fn a_frozen_purse_keeps_everything_until_it_thaws() {
    let (mut world, sale, investors) = filled(&Terms::open(), &[20_000 * QUOTE, 5_000 * QUOTE]);
    let issuer = sale.issuer.pubkey();
    let freeze =
        token::freeze_account(&sale.quote_program, &sale.purse(), &sale.quote, &issuer, &[]).unwrap();
    world.send(&[freeze], &[&sale.issuer]).unwrap();
    // The token program's: the account is frozen.
    let settling = settle(&sale, &investors[0].address, None);
    assert_instruction_error!(world.send(std::slice::from_ref(&settling), &[]), InstructionError::Custom(17));
    let settle_by = world.offering(&sale).settle_by;
    world.set_time(settle_by + 100 * DAY);
    let back = refund(&sale, &investors[0].address, &investors[0].account);
    assert_instruction_error!(world.send(std::slice::from_ref(&back), &[]), InstructionError::Custom(17));
    world.send(&[return_unsold(&sale)], &[]).unwrap();
    assert_eq!(world.tokens(&sale.shares), 1_000_000 * SHARE);
    let thaw = token::thaw_account(&sale.quote_program, &sale.purse(), &sale.quote, &issuer, &[]).unwrap();
    world.send(&[thaw], &[&sale.issuer]).unwrap();
    world.send(&[back], &[]).unwrap();
    assert_eq!(world.tokens(&investors[0].account), 20_000 * QUOTE);
    refused!(world.send(&[settling], &[]), SettlementOver);
}

#[test]
fn dust_buys_nothing_and_comes_back() {
    // A base unit of a share costs 1,000 units of the quote mint.
    let terms = Terms {
        shares: 100 * SHARE,
        price: 1_000 * QUOTE,
        min_raise: 1,
        per_person_max: 20_000 * QUOTE,
        ..Terms::open()
    };
    let (mut world, sale, investors) = filled(&terms, &[999, 1_000, 1_001]);
    for (investor, (bought, owed)) in investors.iter().zip([(0, 999), (1, 0), (1, 1)]) {
        world.send(&[settle(&sale, &investor.address, None)], &[]).unwrap();
        let commitment = world.commitment(&sale, &investor.address);
        assert_eq!((commitment.bought, commitment.owed), (bought, owed));
        if owed > 0 {
            world.send(&[refund(&sale, &investor.address, &investor.account)], &[]).unwrap();
            assert_eq!(world.tokens(&investor.account), owed);
        }
    }
    assert_eq!(world.tokens(&sale.purse()), 0);
}

/// Before an offering is decided nothing leaves its purse but to who committed it.
#[test]
fn nothing_leaves_before_the_close_but_to_its_committer() {
    let (mut world, sale) = opened(&Terms::open());
    let [ida, eve] = &committed(&mut world, &sale, &[20_000 * QUOTE, 10_000 * QUOTE])[..] else {
        panic!("two")
    };
    let refusals = [
        (settle(&sale, &ida.address, None), OfferingError::NotFilled),
        (refund(&sale, &ida.address, &ida.account), OfferingError::NotDecided),
        (return_unsold(&sale), OfferingError::NotDecided),
        (close_commitment(&sale, &ida.address, &ida.address), OfferingError::NotDecided),
        (close(&sale), OfferingError::OfferingInUse),
        (close_offering(&sale), OfferingError::WindowRuns),
    ];
    for (instruction, error) in refusals {
        makerstake_testkit::assert_refused!(world.send(&[instruction], &[]), OFFERINGS, error);
    }
    let payer = world.fee_payer.pubkey();
    refused!(world.send(&[release(&sale, &payer, &ida.address, None)], &[]), NothingVested);
    let mut theirs = uncommit(&sale, ida, QUOTE);
    theirs.accounts[0].pubkey = eve.address;
    refused!(world.send(&[theirs], &[&eve.key]), NotInvestor);
    assert_eq!(world.tokens(&sale.purse()), 30_000 * QUOTE);
}
