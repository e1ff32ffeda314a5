use makerstake_testkit::{
    assert_instruction_error, assert_refused,
    clock::DAY,
    equity::{self, EquityError, Holder, EQUITY, SHARE},
    offerings::*,
    outcome::InstructionError,
    World,
};
use solana_signer::Signer;

use crate::{refused, support::settled};

/// A cliff of thirty days and a hundred in all.
fn vesting() -> Terms {
    Terms { cliff: 30 * DAY as u32, vests: 100 * DAY as u32, ..Terms::open() }
}

fn releasing(world: &mut World, sale: &SaleFixture, investor: &Investor) -> makerstake_testkit::Outcome {
    let payer = world.fee_payer.pubkey();
    world.send(&[release(sale, &payer, &investor.address, None)], &[])
}

#[test]
fn what_has_vested_goes_to_the_position_and_is_never_earned() {
    let (mut world, sale, investors) = settled(&vesting(), &[20_000 * QUOTE, 5_000 * QUOTE]);
    let (ida, f) = (&investors[0], &sale.realm.f);
    let closes_at = world.offering(&sale).closes_at;
    world.set_time(closes_at + 30 * DAY - 1);
    refused!(releasing(&mut world, &sale, ida), NothingVested);
    world.set_time(closes_at + 30 * DAY);
    let receipt = releasing(&mut world, &sale, ida).unwrap();
    receipt.assert_only_changed(&[
        sale.offering(),
        sale.commitment(&ida.address),
        sale.stock(),
        f.pool,
        f.position(&ida.address),
        f.vault,
    ]);
    let position = world.position(f, &ida.address);
    assert_eq!((position.own[0], position.earned[0]), (12_000 * SHARE, 0));
    assert_eq!(position.payer, world.fee_payer.pubkey());
    refused!(releasing(&mut world, &sale, ida), NothingVested);
    world.set_time(closes_at + 100 * DAY);
    releasing(&mut world, &sale, ida).unwrap();
    let position = world.position(f, &ida.address);
    assert_eq!((position.own[0], position.earned[0]), (40_000 * SHARE, 0));
    assert_eq!(world.offering(&sale).released, 40_000 * SHARE);
    refused!(releasing(&mut world, &sale, ida), NothingVested);
}

#[test]
fn the_votes_go_to_the_delegate() {
    let (mut world, sale, investors) = settled(&Terms::open(), &[20_000 * QUOTE, 5_000 * QUOTE]);
    let f = &sale.realm.f;
    let ida = &investors[0];
    let holder = Holder::wallet(&ida.key);
    world.open(f, &holder);
    let (_, delegate) = world.owner(f, SHARE);
    world.send(&[equity::delegate(f, &holder, &delegate.address)], &[&ida.key]).unwrap();
    let payer = world.fee_payer.pubkey();
    let without = world.send(&[release(&sale, &payer, &ida.address, None)], &[]);
    assert_refused!(without, EQUITY, EquityError::WrongDelegate);
    world.send(&[release(&sale, &payer, &ida.address, Some(delegate.address))], &[]).unwrap();
    assert_eq!(world.position(f, &delegate.address).received[0], 40_000 * SHARE);
}

#[test]
fn a_creator_gets_its_shares_whoever_acts_for_it() {
    let mut world = World::decreeing();
    let sale = world.sale();
    world.offer(&sale, &Terms::open()).unwrap();
    let maker = world.creating_investor(&sale, 20_000 * QUOTE);
    let ida = world.investor(&sale, 20_000 * QUOTE);
    for investor in [&maker, &ida] {
        world.commit(&sale, investor, 20_000 * QUOTE).unwrap();
    }
    assert_eq!(world.close_sale(&sale), FILLED);
    world.send(&[settle(&sale, &maker.address, None)], &[]).unwrap();
    releasing(&mut world, &sale, &maker).unwrap();
    assert_eq!(world.position(&sale.realm.f, &maker.address).own[0], 40_000 * SHARE);
}

#[test]
fn shares_go_to_nobody_elses_position() {
    let (mut world, sale, investors) = settled(&Terms::open(), &[20_000 * QUOTE, 5_000 * QUOTE]);
    let f = &sale.realm.f;
    let (_, eve) = world.owner(f, SHARE);
    let payer = world.fee_payer.pubkey();
    let mut diverted = release(&sale, &payer, &investors[0].address, None);
    diverted.accounts[6].pubkey = f.position(&eve.address);
    refused!(world.send(&[diverted], &[]), WrongPosition);
    let mut diverted = release(&sale, &payer, &investors[0].address, None);
    diverted.accounts[3].pubkey = eve.address;
    refused!(world.send(&[diverted], &[]), NotInvestor);
    let mut foreign = release(&sale, &payer, &investors[0].address, None);
    let other = world.found();
    foreign.accounts[5].pubkey = other.pool;
    refused!(world.send(&[foreign], &[]), WrongPool);
    // The token program's: the offering does not own it.
    let mut foreign = release(&sale, &payer, &investors[0].address, None);
    foreign.accounts[4].pubkey = sale.shares;
    assert_instruction_error!(world.send(&[foreign], &[]), InstructionError::Custom(4));
}

#[test]
fn nothing_is_released_before_it_is_settled() {
    let (mut world, sale, investors) =
        crate::support::filled(&Terms::open(), &[20_000 * QUOTE, 5_000 * QUOTE]);
    refused!(releasing(&mut world, &sale, &investors[0]), NothingVested);
}
