use makerstake_testkit::{equity::SHARE, offerings::*};

use crate::{
    refused,
    support::{filled, opened, settled},
};

#[test]
fn what_nobody_bought_goes_back_exactly() {
    let (mut world, sale, _) = settled(&Terms::open(), &[20_000 * QUOTE, 5_000 * QUOTE]);
    let before = world.tokens(&sale.shares);
    let receipt = world.send(&[return_unsold(&sale)], &[]).unwrap();
    receipt.assert_only_changed(&[sale.stock(), sale.shares]);
    assert_eq!(world.tokens(&sale.shares) - before, 150_000 * SHARE);
    assert_eq!(world.tokens(&sale.stock()), 50_000 * SHARE);
    refused!(world.send(&[return_unsold(&sale)], &[]), NothingUnsold);
}

#[test]
fn nothing_goes_back_while_somebody_may_still_buy() {
    let (mut world, sale, investors) = filled(&Terms::open(), &[20_000 * QUOTE, 5_000 * QUOTE]);
    world.send(&[settle(&sale, &investors[0].address, None)], &[]).unwrap();
    refused!(world.send(&[return_unsold(&sale)], &[]), SettlementRuns);
    let settle_by = world.offering(&sale).settle_by;
    world.set_time(settle_by);
    world.send(&[return_unsold(&sale)], &[]).unwrap();
    assert_eq!(world.tokens(&sale.stock()), 40_000 * SHARE);
}

#[test]
fn a_failed_offering_gives_back_all() {
    let (mut world, sale) = opened(&Terms::open());
    refused!(world.send(&[return_unsold(&sale)], &[]), NotDecided);
    assert_eq!(world.close_sale(&sale), FAILED);
    let thief = world.token_account(&sale.realm.f.mint, &solana_signer::Signer::pubkey(&sale.issuer));
    let mut diverted = return_unsold(&sale);
    diverted.accounts[3].pubkey = thief;
    refused!(world.send(&[diverted], &[]), WrongDestination);
    world.send(&[return_unsold(&sale)], &[]).unwrap();
    assert_eq!(world.tokens(&sale.shares), 1_000_000 * SHARE);
}
