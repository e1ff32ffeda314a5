use makerstake_testkit::{
    assert_instruction_error, clock::DAY, equity::SHARE, offerings::*, outcome::InstructionError,
};
use solana_signer::Signer;

use crate::{
    refused,
    support::{opened, settled},
};

#[test]
fn an_empty_offering_closes_and_gifts_go_to_the_treasury() {
    let (mut world, sale, investors) = settled(&Terms::open(), &[20_000 * QUOTE, 5_000 * QUOTE]);
    let payer = world.fee_payer.pubkey();
    refused!(world.send(&[close(&sale)], &[]), OfferingInUse);
    for investor in &investors {
        world.send(&[release(&sale, &payer, &investor.address, None)], &[]).unwrap();
        world.send(&[close_commitment(&sale, &investor.address, &investor.address)], &[]).unwrap();
    }
    // Somebody has sent tokens to the purse; and the stock has what nobody bought.
    world.mint_to(&sale.quote, &sale.purse(), &sale.issuer, 7);
    let lamports = world.lamports(&sale.realm.treasury);
    world.send(&[close(&sale)], &[]).unwrap();
    assert_eq!(world.tokens(&sale.proceeds), 25_000 * QUOTE + 7);
    assert_eq!(world.tokens(&sale.shares), 950_000 * SHARE);
    for gone in [sale.offering(), sale.purse(), sale.stock()] {
        assert!(world.account(&gone).is_none());
    }
    let rent = world.rent(416) + 2 * world.rent(165);
    assert_eq!(world.lamports(&sale.realm.treasury) - lamports, rent);
    // Its number is never used again.
    refused!(world.offer(&sale, &Terms::open()), WrongNumber);
}

#[test]
fn an_open_offering_does_not_close() {
    let (mut world, sale) = opened(&Terms::open());
    refused!(world.send(&[close(&sale)], &[]), OfferingInUse);
    world.close_sale(&sale);
    let thief = world.actor();
    let mut stolen = close(&sale);
    stolen.accounts[2].pubkey = thief.pubkey();
    refused!(world.send(&[stolen], &[]), NotTreasury);
    let account = world.token_account(&sale.realm.f.mint, &thief.pubkey());
    let mut diverted = close(&sale);
    diverted.accounts[8].pubkey = account;
    refused!(world.send(&[diverted], &[]), WrongDestination);
    world.send(&[close(&sale)], &[]).unwrap();
    assert_eq!(world.tokens(&sale.shares), 1_000_000 * SHARE);
    world.advance(DAY);
    assert_instruction_error!(world.send(&[close(&sale)], &[]), InstructionError::AccountDataTooSmall);
}
