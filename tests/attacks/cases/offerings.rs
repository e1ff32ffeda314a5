//! Sales. A second platform sells beside, with the same investors, so that everything has a sibling.

use makerstake_testkit::{equity::SHARE, offerings::*, substitution::Case, World};
use solana_keypair::Keypair;
use solana_pubkey::Pubkey;
use solana_signer::Signer;

use super::case;

/// A case for every instruction of offerings.
pub fn cases() -> Vec<Case> {
    let mut cases = committing();
    cases.extend(settling());
    cases.extend(ending());
    cases
}

/// Two platforms that sell in the same mint, each to the same eight who have committed for twice what there is.
struct Scene {
    world: World,
    sale: SaleFixture,
    sibling: SaleFixture,
    investors: Vec<Investor>,
}

fn sales(terms: &Terms) -> (World, SaleFixture, SaleFixture) {
    let mut world = World::decreeing();
    let sale = world.sale();
    let sibling = world.sale_in(sale.quote, sale.issuer.insecure_clone());
    world.offer(&sale, terms).expect("open_offering");
    world.offer(&sibling, terms).expect("open_offering");
    (world, sale, sibling)
}

fn scene() -> Scene {
    let (mut world, sale, sibling) = sales(&Terms::open());
    let investors: Vec<Investor> = (0..8).map(|_| world.investor(&sale, 40_000 * QUOTE)).collect();
    for investor in &investors {
        world.commit(&sale, investor, 20_000 * QUOTE).expect("commit");
        world.commit(&sibling, investor, 20_000 * QUOTE).expect("commit");
    }
    Scene { world, sale, sibling, investors }
}

fn committing() -> Vec<Case> {
    let mut cases = Vec::new();
    let mut world = World::decreeing();
    let sale = world.sale();
    world.sale_in(sale.quote, sale.issuer.insecure_clone());
    cases.push(case(&world, "offerings.open_offering", open_offering(&sale, &Terms::open())));

    let (mut world, sale, sibling) = sales(&Terms::open());
    let scorer = sale.realm.f.scorer.insecure_clone();
    let insider = insider(&mut world, &sale, scorer);
    cases.push(case(&world, "offerings.commit", commit(&sale, &insider, QUOTE)));
    for sale in [&sale, &sibling] {
        world.commit(sale, &insider, QUOTE).expect("commit");
    }
    cases.push(case(&world, "offerings.uncommit", uncommit(&sale, &insider, QUOTE)));
    let friend = world.investor(&sale, 0);
    let naming = set_refund_account(&sale, &insider, &friend.account);
    cases.push(case(&world, "offerings.set_refund_account", naming));
    let marking = mark_insider(&sale, &insider.address, None);
    cases.push(case(&world, "offerings.mark_insider", marking));
    let guardian: Pubkey = sale.realm.guardian.pubkey();
    cases.push(case(&world, "offerings.stop_offering", stop_offering(&sale, &guardian)));
    world.until_window_over(&sale);
    world.advance(makerstake_testkit::clock::DAY);
    cases.push(case(&world, "offerings.close_offering", close_offering(&sale)));
    cases
}

fn insider(world: &mut World, sale: &SaleFixture, key: Keypair) -> Investor {
    let address = key.pubkey();
    world.investor_of(sale, key, address, 10 * QUOTE)
}

fn settling() -> Vec<Case> {
    let mut cases = Vec::new();
    let Scene { mut world, sale, sibling, investors } = scene();
    for sale in [&sale, &sibling] {
        assert_eq!(world.close_sale(sale), FILLED);
    }
    let ida = &investors[0];
    cases.push(case(&world, "offerings.settle", settle(&sale, &ida.address, None)));
    for investor in &investors {
        for sale in [&sale, &sibling] {
            world.send(&[settle(sale, &investor.address, None)], &[]).expect("settle");
        }
    }
    cases.push(case(&world, "offerings.refund", refund(&sale, &ida.address, &ida.account)));
    let payer = world.actor().pubkey();
    cases.push(case(&world, "offerings.release", release(&sale, &payer, &ida.address, None)));
    cases
}

fn ending() -> Vec<Case> {
    let mut cases = Vec::new();
    let (mut world, sale, sibling) = sales(&Terms::open());
    let ida = world.investor(&sale, 2 * QUOTE);
    for sale in [&sale, &sibling] {
        world.commit(sale, &ida, QUOTE).expect("commit");
    }
    for sale in [&sale, &sibling] {
        assert_eq!(world.close_sale(sale), FAILED);
    }
    cases.push(case(&world, "offerings.return_unsold", return_unsold(&sale)));
    world.send(&[refund(&sale, &ida.address, &ida.account)], &[]).expect("refund");
    let closing = close_commitment(&sale, &ida.address, &ida.address);
    cases.push(case(&world, "offerings.close_commitment", closing.clone()));
    world.send(&[closing], &[]).expect("close_commitment");
    // Gifts, so that both ways out are taken.
    world.mint_to(&sale.quote, &sale.purse(), &sale.issuer, 7);
    assert!(world.tokens(&sale.stock()) >= SHARE);
    cases.push(case(&world, "offerings.close", close(&sale)));
    cases
}
