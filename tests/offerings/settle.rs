use makerstake_testkit::{clock::DAY, equity::SHARE, offerings::*};

use crate::{
    refused,
    support::{assert_purse, committed, filled, opened},
};

#[test]
fn everybody_buys_in_full_where_it_fits() {
    let (mut world, sale, investors) = filled(&Terms::open(), &[20_000 * QUOTE, 5_000 * QUOTE]);
    let ida = &investors[0];
    let receipt = world.send(&[settle(&sale, &ida.address, None)], &[]).unwrap();
    receipt.assert_only_changed(&[
        sale.offering(),
        sale.commitment(&ida.address),
        sale.proceeds,
        sale.purse(),
    ]);
    let commitment = world.commitment(&sale, &ida.address);
    assert_eq!((commitment.bought, commitment.owed, commitment.is_settled), (40_000 * SHARE, 0, 1));
    assert_eq!(world.tokens(&sale.proceeds), 20_000 * QUOTE);
    assert_purse(&world, &sale);
    refused!(world.send(&[settle(&sale, &ida.address, None)], &[]), AlreadySettled);
}

#[test]
fn everybody_buys_the_same_part_where_it_does_not_and_in_any_order() {
    // 200,000 committed for what costs 100,000.
    let amounts: Vec<u64> =
        (1..=15).map(|n| (n * 1_000 + n) * QUOTE / 3).chain([20_000 * QUOTE; 8]).collect();
    let outcome = |reverse: bool| {
        let (mut world, sale, mut investors) = filled(&Terms::open(), &amounts);
        if reverse {
            investors.reverse();
        }
        for investor in &investors {
            world.send(&[settle(&sale, &investor.address, None)], &[]).unwrap();
            assert_purse(&world, &sale);
        }
        if reverse {
            investors.reverse();
        }
        let offering = world.offering(&sale);
        assert_eq!(world.tokens(&sale.proceeds), offering.paid);
        assert_eq!(offering.settled, offering.committed);
        let all: Vec<_> = investors
            .iter()
            .map(|investor| world.commitment(&sale, &investor.address))
            .map(|one| (one.amount, one.bought, one.owed))
            .collect();
        (all, offering.bought, offering.paid)
    };
    let (all, bought, paid) = outcome(false);
    assert_eq!(outcome(true), (all.clone(), bought, paid));
    let committed: u64 = amounts.iter().sum();
    let mut sum = (0, 0);
    for (amount, shares, owed) in all {
        // One price for all, the shares rounded down, what they cost rounded up.
        let exact = u128::from(200_000 * SHARE) * u128::from(amount) / u128::from(committed);
        assert_eq!(u128::from(shares), exact);
        assert_eq!(amount - owed, shares.div_ceil(2));
        sum = (sum.0 + shares, sum.1 + amount - owed);
    }
    assert_eq!(sum, (bought, paid));
    assert!(bought <= 200_000 * SHARE && 200_000 * SHARE - bought < amounts.len() as u64);
}

#[test]
fn what_settles_too_late_is_paid_back() {
    let (mut world, sale, investors) = filled(&Terms::open(), &[20_000 * QUOTE, 5_000 * QUOTE]);
    let settle_by = world.offering(&sale).settle_by;
    world.set_time(settle_by - 1);
    world.send(&[settle(&sale, &investors[0].address, None)], &[]).unwrap();
    refused!(world.send(&[refund(&sale, &investors[1].address, &investors[1].account)], &[]), SettlementRuns);
    world.set_time(settle_by);
    refused!(world.send(&[settle(&sale, &investors[1].address, None)], &[]), SettlementOver);
    world.send(&[refund(&sale, &investors[1].address, &investors[1].account)], &[]).unwrap();
    assert_eq!(world.tokens(&investors[1].account), 5_000 * QUOTE);
    assert_purse(&world, &sale);
}

#[test]
fn nothing_settles_before_it_is_decided_or_when_it_failed() {
    let (mut world, sale) = opened(&Terms::open());
    let [ida] = &committed(&mut world, &sale, &[QUOTE])[..] else { panic!("one") };
    refused!(world.send(&[settle(&sale, &ida.address, None)], &[]), NotFilled);
    assert_eq!(world.close_sale(&sale), FAILED);
    refused!(world.send(&[settle(&sale, &ida.address, None)], &[]), NotFilled);
}

#[test]
fn the_treasury_is_paid_and_nobody_else() {
    let (mut world, sale, investors) = filled(&Terms::open(), &[20_000 * QUOTE, 5_000 * QUOTE]);
    let thief = world.investor(&sale, 0);
    let mut diverted = settle(&sale, &investors[0].address, None);
    diverted.accounts[3].pubkey = thief.account;
    refused!(world.send(&[diverted], &[]), WrongDestination);
    let mut diverted = settle(&sale, &investors[0].address, None);
    diverted.accounts[3].pubkey = sale.shares;
    refused!(world.send(&[diverted], &[]), WrongDestination);
    let other = world.realm();
    let mut foreign = settle(&sale, &investors[0].address, None);
    foreign.accounts[2].pubkey = other.platform;
    refused!(world.send(&[foreign], &[]), WrongPlatform);
    // No credential is asked for, and none is taken.
    let shown = settle(&sale, &investors[0].address, Some(thief.address));
    refused!(world.send(&[shown], &[]), UnexpectedProof);
}

#[test]
fn a_commitment_of_another_offering_is_not_settled() {
    let (mut world, sale, investors) = filled(&Terms::open(), &[20_000 * QUOTE, 5_000 * QUOTE]);
    let next = SaleFixture { number: 1, ..clone(&sale) };
    world.offer(&next, &Terms::open()).unwrap();
    let mut mixed = settle(&sale, &investors[0].address, None);
    mixed.accounts[0].pubkey = next.offering();
    refused!(world.send(&[mixed], &[]), WrongOffering);
    world.advance(DAY);
}

/// The same platform and mint, for another number.
pub fn clone(sale: &SaleFixture) -> SaleFixture {
    let realm = &sale.realm;
    let f = makerstake_testkit::equity::Founded::on(
        (realm.f.mint, realm.f.token_program),
        (realm.f.dividend_mint, realm.f.dividend_token_program),
        (realm.f.founder.insecure_clone(), realm.f.scorer.insecure_clone()),
        realm.f.terms,
    );
    SaleFixture {
        realm: makerstake_testkit::governance::PlatformFixture::on(f, realm.guardian.insecure_clone()),
        quote: sale.quote,
        quote_program: sale.quote_program,
        issuer: sale.issuer.insecure_clone(),
        shares: sale.shares,
        proceeds: sale.proceeds,
        number: sale.number,
    }
}
