use makerstake_testkit::{clock::DAY, offerings::*};

use crate::{
    refused,
    support::{committed, opened},
};

#[test]
fn the_minimum_decides() {
    for (amounts, state) in [
        (vec![], FAILED),
        (vec![20_000 * QUOTE, 5_000 * QUOTE - 1], FAILED),
        (vec![20_000 * QUOTE, 5_000 * QUOTE], FILLED),
    ] {
        let (mut world, sale) = opened(&Terms::open());
        committed(&mut world, &sale, &amounts);
        assert_eq!(world.close_sale(&sale), state);
        assert_eq!(world.book(&sale).is_open, 0);
    }
}

#[test]
fn an_offering_is_decided_once_a_day_after_its_window() {
    let (mut world, sale) = opened(&Terms::open());
    let at = world.offering(&sale).closes_at + DAY;
    world.set_time(at - 1);
    refused!(world.send(&[close_offering(&sale)], &[]), WindowRuns);
    world.set_time(at);
    let receipt = world.send(&[close_offering(&sale)], &[]).unwrap();
    receipt.assert_only_changed(&[sale.offering(), sale.book()]);
    refused!(world.send(&[close_offering(&sale)], &[]), NotOpen);
}

#[test]
fn the_book_is_the_platforms() {
    let (mut world, sale) = opened(&Terms::open());
    let other = world.sale();
    world.offer(&other, &Terms::open()).unwrap();
    world.until_window_over(&sale);
    world.advance(DAY);
    let mut foreign = close_offering(&sale);
    foreign.accounts[1].pubkey = other.book();
    refused!(world.send(&[foreign], &[]), WrongPlatform);
}
