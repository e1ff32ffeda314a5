use makerstake_testkit::offerings::*;

use crate::{
    refused,
    support::{committed, opened},
};

#[test]
fn an_investor_names_another_account_at_any_time() {
    let (mut world, sale) = opened(&Terms::open());
    let [ida] = &committed(&mut world, &sale, &[10 * QUOTE])[..] else { panic!("one") };
    assert_eq!(world.close_sale(&sale), FAILED);
    let friend = world.investor(&sale, 0);
    let receipt = world.send(&[set_refund_account(&sale, ida, &friend.account)], &[&ida.key]).unwrap();
    receipt.assert_only_changed(&[sale.commitment(&ida.address)]);
    refused!(world.send(&[refund(&sale, &ida.address, &ida.account)], &[]), WrongRefundAccount);
    world.send(&[refund(&sale, &ida.address, &friend.account)], &[]).unwrap();
    assert_eq!(world.tokens(&friend.account), 10 * QUOTE);
}

#[test]
fn nobody_else_does_and_not_to_the_purse() {
    let (mut world, sale) = opened(&Terms::open());
    let [ida, eve] = &committed(&mut world, &sale, &[QUOTE, QUOTE])[..] else { panic!("two") };
    let mut stolen = set_refund_account(&sale, ida, &eve.account);
    stolen.accounts[0].pubkey = eve.address;
    refused!(world.send(&[stolen], &[&eve.key]), NotInvestor);
    refused!(world.send(&[set_refund_account(&sale, ida, &sale.quote)], &[&ida.key]), WrongRefundAccount);
}
