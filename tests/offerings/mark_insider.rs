use makerstake_testkit::offerings::*;
use solana_signer::Signer;

use crate::{
    refused,
    support::{budget, committed, opened},
};

#[test]
fn the_scorer_and_the_guardian_count_for_nothing_in_the_minimum() {
    let (mut world, sale) = opened(&Terms::open());
    let (scorer, guardian) = (sale.realm.f.scorer.insecure_clone(), sale.realm.guardian.insecure_clone());
    for key in [scorer, guardian] {
        let address = key.pubkey();
        let insider = world.investor_of(&sale, key, address, 20_000 * QUOTE);
        world.commit(&sale, &insider, 13_000 * QUOTE).unwrap();
        let receipt = world.send(&[mark_insider(&sale, &address, None)], &[]).unwrap();
        receipt.assert_only_changed(&[sale.offering(), sale.commitment(&address)]);
        refused!(world.send(&[mark_insider(&sale, &address, None)], &[]), AlreadyMarked);
        // What it commits later does not count either, and what it takes back is taken from both.
        world.commit(&sale, &insider, 1_000 * QUOTE).unwrap();
        world.send(&[uncommit(&sale, &insider, 500 * QUOTE)], &[&insider.key]).unwrap();
    }
    let offering = world.offering(&sale);
    assert_eq!((offering.committed, offering.uncounted), (27_000 * QUOTE, 27_000 * QUOTE));
    committed(&mut world, &sale, &[20_000 * QUOTE, 5_000 * QUOTE - 1]);
    assert_eq!(world.close_sale(&sale), FAILED);
}

#[test]
fn the_same_sum_of_others_fills() {
    let (mut world, sale) = opened(&Terms::open());
    committed(&mut world, &sale, &[20_000 * QUOTE, 5_000 * QUOTE]);
    assert_eq!(world.close_sale(&sale), FILLED);
}

#[test]
fn an_insider_of_the_last_second_is_still_marked_before_the_offering_is_decided() {
    let (mut world, sale) = opened(&Terms::open());
    let scorer = sale.realm.f.scorer.insecure_clone();
    let address = scorer.pubkey();
    let insider = world.investor_of(&sale, scorer, address, 20_000 * QUOTE);
    committed(&mut world, &sale, &[20_000 * QUOTE]);
    let closes_at = world.offering(&sale).closes_at;
    world.set_time(closes_at - 1);
    world.commit(&sale, &insider, 20_000 * QUOTE).unwrap();
    world.set_time(closes_at);
    refused!(world.send(&[close_offering(&sale)], &[]), WindowRuns);
    world.send(&[mark_insider(&sale, &address, None)], &[]).unwrap();
    assert_eq!(world.close_sale(&sale), FAILED);
    refused!(world.send(&[mark_insider(&sale, &address, None)], &[]), AlreadyMarked);
}

#[test]
fn nobody_else_is_marked_and_by_nothing_of_another_platform() {
    let (mut world, sale) = opened(&Terms::open());
    let [ida] = &committed(&mut world, &sale, &[QUOTE])[..] else { panic!("one") };
    refused!(world.send(&[mark_insider(&sale, &ida.address, None)], &[]), NotInsider);
    let other = world.realm();
    let mut foreign = mark_insider(&sale, &ida.address, None);
    foreign.accounts[2].pubkey = other.platform;
    refused!(world.send(&[foreign], &[]), WrongPlatform);
    let mut foreign = mark_insider(&sale, &ida.address, None);
    foreign.accounts[3].pubkey = other.f.pool;
    refused!(world.send(&[foreign], &[]), WrongPool);
}

#[test]
fn a_decided_offering_marks_nobody() {
    let (mut world, sale) = opened(&Terms::open());
    let scorer = sale.realm.f.scorer.insecure_clone();
    let address = scorer.pubkey();
    let insider = world.investor_of(&sale, scorer, address, QUOTE);
    world.commit(&sale, &insider, QUOTE).unwrap();
    world.close_sale(&sale);
    refused!(world.send(&[mark_insider(&sale, &address, None)], &[]), NotOpen);
}

/// Who receives a budget, by the budget that names it; one of another platform names nobody here.
#[test]
fn who_receives_a_budget_is_an_insider() {
    let (mut world, sale) = opened(&Terms::open());
    let [team, other] = &committed(&mut world, &sale, &[QUOTE, QUOTE])[..] else { panic!("two") };
    let own = budget(&mut world, &sale.realm, &team.address);
    refused!(world.send(&[mark_insider(&sale, &other.address, Some(own))], &[]), NotInsider);
    let elsewhere = world.realm();
    let foreign = budget(&mut world, &elsewhere, &team.address);
    refused!(world.send(&[mark_insider(&sale, &team.address, Some(foreign))], &[]), WrongPlatform);
    world.send(&[mark_insider(&sale, &team.address, Some(own))], &[]).unwrap();
    assert_eq!(world.commitment(&sale, &team.address).is_insider, 1);
}
