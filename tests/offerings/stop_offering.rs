use makerstake_testkit::{clock::DAY, offerings::*};
use solana_signer::Signer;

use crate::{
    refused,
    support::{assert_purse, committed, opened},
};

#[test]
fn the_guardian_stops_and_everything_goes_back() {
    let (mut world, sale) = opened(&Terms::open());
    let [ida] = &committed(&mut world, &sale, &[20_000 * QUOTE])[..] else { panic!("one") };
    let guardian = sale.realm.guardian.insecure_clone();
    let receipt = world.send(&[stop_offering(&sale, &guardian.pubkey())], &[&guardian]).unwrap();
    receipt.assert_only_changed(&[sale.offering(), sale.book()]);
    assert_eq!((world.offering(&sale).state, world.book(&sale).is_open), (FAILED, 0));
    world.send(&[refund(&sale, &ida.address, &ida.account)], &[]).unwrap();
    assert_eq!(world.tokens(&ida.account), 20_000 * QUOTE);
    assert_purse(&world, &sale);
    refused!(world.send(&[stop_offering(&sale, &guardian.pubkey())], &[&guardian]), NotOpen);
}

#[test]
fn the_treasury_stops() {
    let (mut world, sale) = opened(&Terms::open());
    world.decree(&[stop_offering(&sale, &sale.realm.treasury)]).unwrap();
    assert_eq!(world.offering(&sale).state, FAILED);
}

#[test]
fn nobody_else_stops_and_not_after_the_window() {
    let (mut world, sale) = opened(&Terms { open_for: 80 * DAY as u32, ..Terms::open() });
    let (eve, guardian) = (world.actor(), sale.realm.guardian.insecure_clone());
    refused!(world.send(&[stop_offering(&sale, &eve.pubkey())], &[&eve]), MayNotStop);
    let other = world.realm();
    let mut foreign = stop_offering(&sale, &other.guardian.pubkey());
    foreign.accounts[1].pubkey = other.platform;
    refused!(world.send(&[foreign], &[&other.guardian]), WrongPlatform);
    world.until_window_over(&sale);
    refused!(world.send(&[stop_offering(&sale, &guardian.pubkey())], &[&guardian]), WindowOver);
}

#[test]
fn a_guardian_whose_term_is_over_stops_nothing() {
    let mut world = makerstake_testkit::World::decreeing();
    let sale = world.sale();
    let until = world.platform(&sale.realm).guardian_until;
    world.set_time(until - DAY);
    world.offer(&sale, &Terms::open()).unwrap();
    world.set_time(until);
    let guardian = sale.realm.guardian.insecure_clone();
    refused!(world.send(&[stop_offering(&sale, &guardian.pubkey())], &[&guardian]), MayNotStop);
}
