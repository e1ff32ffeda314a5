use makerstake_testkit::offerings::*;

use crate::{
    refused,
    support::{assert_purse, committed, filled, opened, settled},
};

#[test]
fn what_was_not_bought_comes_back_once() {
    let (mut world, sale, investors) = settled(&Terms::open(), &[20_000 * QUOTE; 8]);
    let ida = &investors[0];
    let owed = world.commitment(&sale, &ida.address).owed;
    assert_eq!(owed, 7_500 * QUOTE);
    let receipt = world.send(&[refund(&sale, &ida.address, &ida.account)], &[]).unwrap();
    receipt.assert_only_changed(&[sale.offering(), sale.commitment(&ida.address), ida.account, sale.purse()]);
    assert_eq!(world.tokens(&ida.account), owed);
    assert_purse(&world, &sale);
    refused!(world.send(&[refund(&sale, &ida.address, &ida.account)], &[]), NothingOwed);
}

#[test]
fn a_failed_offering_gives_everything_back_for_ever() {
    let (mut world, sale) = opened(&Terms::open());
    let investors = committed(&mut world, &sale, &[10_000 * QUOTE, 5_000 * QUOTE]);
    refused!(world.send(&[refund(&sale, &investors[0].address, &investors[0].account)], &[]), NotDecided);
    assert_eq!(world.close_sale(&sale), FAILED);
    world.advance(400 * makerstake_testkit::clock::DAY);
    for (investor, amount) in investors.iter().zip([10_000, 5_000]) {
        world.send(&[refund(&sale, &investor.address, &investor.account)], &[]).unwrap();
        assert_eq!(world.tokens(&investor.account), amount * QUOTE);
        refused!(world.send(&[refund(&sale, &investor.address, &investor.account)], &[]), NothingOwed);
    }
    assert_eq!(world.tokens(&sale.purse()), 0);
    assert_eq!((world.offering(&sale).paid, world.tokens(&sale.proceeds)), (0, 0));
}

#[test]
fn a_refund_waits_for_settlement() {
    let (mut world, sale, investors) = filled(&Terms::open(), &[20_000 * QUOTE, 5_000 * QUOTE]);
    let ida = &investors[0];
    refused!(world.send(&[refund(&sale, &ida.address, &ida.account)], &[]), SettlementRuns);
    refused!(world.send(&[refund(&sale, &ida.address, &investors[1].account)], &[]), WrongRefundAccount);
}
