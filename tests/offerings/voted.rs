//! An offering by vote, from the proposal to the purchase, with nobody's signature but those of the people.

use makerstake_client::addresses::program_data;
use makerstake_testkit::{equity::SHARE, governance::*, offerings::*, World};

use crate::refused;

#[test]
fn owners_vote_an_offering_and_sell_at_its_terms() {
    let mut world = World::new();
    let sale = world.sale();
    let realm = &sale.realm;
    let makers = [world.maker(realm, EARNED), world.maker(realm, 2 * EARNED)];
    let owners = [world.citizen(realm, 60_000 * SHARE), world.citizen(realm, 30_000 * SHARE)];
    world.next_epoch(realm);
    let everybody: Vec<&VoterFixture> = owners.iter().chain(&makers).collect();
    let open = open_offering(&sale, &Terms::open());
    let pin = Pin::Slot(world.deployed_in(&OFFERINGS));
    let proposal = world.decide(realm, &everybody, CONSTITUTION, &[Call::of(&open).action(pin)]);
    let execute = |call| execute_invoke(realm, &proposal, call, Some(program_data(&OFFERINGS)));
    world.send(&[execute(&open)], &[]).unwrap();
    assert_eq!(world.offering(&sale).price, Terms::open().price);
    let buyers = [world.investor(&sale, 20_000 * QUOTE), world.investor(&sale, 20_000 * QUOTE)];
    for buyer in &buyers {
        world.commit(&sale, buyer, 20_000 * QUOTE).unwrap();
    }
    assert_eq!(world.close_sale(&sale), FILLED);
    let payer = solana_signer::Signer::pubkey(&world.fee_payer);
    for buyer in &buyers {
        world.send(&[settle(&sale, &buyer.address, None)], &[]).unwrap();
        world.send(&[release(&sale, &payer, &buyer.address, None)], &[]).unwrap();
        assert_eq!(world.position(&realm.f, &buyer.address).own[0], 40_000 * SHARE);
    }
    assert_eq!(world.tokens(&sale.proceeds), 40_000 * QUOTE);
    refused!(world.send(&[settle(&sale, &buyers[0].address, None)], &[]), AlreadySettled);
}
