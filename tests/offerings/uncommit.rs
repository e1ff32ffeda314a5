use makerstake_testkit::{clock::DAY, offerings::*};
use solana_signer::Signer;

use crate::{
    refused,
    support::{assert_purse, committed, opened},
};

/// The last second in which commitments can be taken back.
fn last_second(world: &makerstake_testkit::World, sale: &SaleFixture) -> i64 {
    world.offering(sale).closes_at - 2 * DAY - 1
}

#[test]
fn a_commitment_comes_back_in_part_and_in_full() {
    let (mut world, sale) = opened(&Terms::open());
    let [ida] = &committed(&mut world, &sale, &[10_000 * QUOTE])[..] else { panic!("one investor") };
    let receipt = world.send(&[uncommit(&sale, ida, 4_000 * QUOTE)], &[&ida.key]).unwrap();
    let at = sale.commitment(&ida.address);
    receipt.assert_only_changed(&[sale.offering(), at, ida.account, sale.purse()]);
    assert_eq!((world.tokens(&ida.account), world.offering(&sale).committed), (4_000 * QUOTE, 6_000 * QUOTE));
    world.set_time(last_second(&world, &sale));
    world.send(&[uncommit(&sale, ida, 6_000 * QUOTE)], &[&ida.key]).unwrap();
    assert_eq!(
        (world.tokens(&ida.account), world.commitment(&sale, &ida.address).amount),
        (10_000 * QUOTE, 0)
    );
    assert_purse(&world, &sale);
    // The same commitment is taken up again.
    world.commit(&sale, ida, QUOTE).unwrap();
    assert_eq!(world.offering(&sale).commitments, 1);
}

#[test]
fn no_more_comes_back_than_is_committed() {
    let (mut world, sale) = opened(&Terms::open());
    let [ida, eve] = &committed(&mut world, &sale, &[10 * QUOTE, 10 * QUOTE])[..] else { panic!("two") };
    refused!(world.send(&[uncommit(&sale, ida, 0)], &[&ida.key]), ZeroAmount);
    refused!(world.send(&[uncommit(&sale, ida, 10 * QUOTE + 1)], &[&ida.key]), AboveCommitment);
    let mut stolen = uncommit(&sale, ida, QUOTE);
    stolen.accounts[0].pubkey = eve.address;
    refused!(world.send(&[stolen], &[&eve.key]), NotInvestor);
    let mut diverted = uncommit(&sale, ida, QUOTE);
    diverted.accounts[4].pubkey = eve.account;
    refused!(world.send(&[diverted], &[&ida.key]), WrongRefundAccount);
}

#[test]
fn commitments_bind_in_the_last_two_days() {
    let (mut world, sale) = opened(&Terms::open());
    let [ida] = &committed(&mut world, &sale, &[10 * QUOTE])[..] else { panic!("one") };
    world.set_time(last_second(&world, &sale) + 1);
    refused!(world.send(&[uncommit(&sale, ida, 1)], &[&ida.key]), CommitmentBinds);
    world.close_sale(&sale);
    refused!(world.send(&[uncommit(&sale, ida, 1)], &[&ida.key]), NotOpen);
}

#[test]
fn a_run_on_the_last_day_moves_the_window_once() {
    let (mut world, sale) = opened(&Terms::open());
    let all = committed(&mut world, &sale, &[10_000 * QUOTE; 10]);
    let before = world.offering(&sale);
    // A day earlier, half of it leaves and nothing is moved.
    world.set_time(before.closes_at - 3 * DAY - 1);
    world.send(&[uncommit(&sale, &all[0], 10_000 * QUOTE)], &[&all[0].key]).unwrap();
    assert_eq!(world.offering(&sale).left, 0);
    // On the day before the line: exactly a tenth of the ninety thousand, then a unit more.
    world.set_time(before.closes_at - 3 * DAY);
    world.send(&[uncommit(&sale, &all[1], 9_000 * QUOTE)], &[&all[1].key]).unwrap();
    assert_eq!(world.offering(&sale).closes_at, before.closes_at);
    world.send(&[uncommit(&sale, &all[1], 1)], &[&all[1].key]).unwrap();
    let moved = world.offering(&sale);
    assert_eq!((moved.closes_at, moved.settle_by), (before.closes_at + 2 * DAY, before.settle_by + 2 * DAY));
    assert_eq!((moved.is_moved, moved.left), (1, 9_000 * QUOTE + 1));
    // All may leave now for two days more, and nothing is moved again.
    world.set_time(moved.closes_at - 2 * DAY - 1);
    for investor in &all[2..] {
        world.send(&[uncommit(&sale, investor, 10_000 * QUOTE)], &[&investor.key]).unwrap();
    }
    assert_eq!(world.offering(&sale).closes_at, moved.closes_at);
    world.set_time(moved.closes_at - 2 * DAY);
    refused!(world.send(&[uncommit(&sale, &all[1], 1)], &[&all[1].key]), CommitmentBinds);
    assert_purse(&world, &sale);
}

#[test]
fn a_new_authority_of_a_creator_takes_its_commitment_back() {
    use makerstake_testkit::creators;
    let (mut world, sale) = opened(&Terms::open());
    let maker = world.creating_investor(&sale, 100 * QUOTE);
    world.commit(&sale, &maker, 100 * QUOTE).unwrap();
    let heir = world.actor();
    let offer = creators::offer_authority(&maker.key.pubkey(), None, &maker.address, &heir.pubkey());
    let accept = creators::accept_authority(&heir.pubkey(), &maker.address);
    world.send(&[offer, accept], &[&maker.key, &heir]).unwrap();
    refused!(world.send(&[uncommit(&sale, &maker, QUOTE)], &[&maker.key]), NotInvestor);
    let account = world.token_account(&sale.quote, &heir.pubkey());
    let heir = Investor { key: heir, address: maker.address, account };
    world.send(&[set_refund_account(&sale, &heir, &account)], &[&heir.key]).unwrap();
    world.send(&[uncommit(&sale, &heir, QUOTE)], &[&heir.key]).unwrap();
    assert_eq!(world.tokens(&account), QUOTE);
}
