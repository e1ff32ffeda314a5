//! What several files need.

use makerstake_client::generated::governance::accounts::BUDGET_DISCRIMINATOR;
use makerstake_testkit::{
    governance::{PlatformFixture, GOVERNANCE},
    offerings::*,
    World,
};
use solana_account::Account;
use solana_pubkey::Pubkey;

/// Asserts a refusal of the offerings program.
#[macro_export]
macro_rules! refused {
    ($outcome:expr, $error:ident) => {
        makerstake_testkit::assert_refused!(
            $outcome,
            makerstake_testkit::offerings::OFFERINGS,
            makerstake_testkit::offerings::OfferingError::$error
        )
    };
}

/// A world with an open offering.
pub fn opened(terms: &Terms) -> (World, SaleFixture) {
    let mut world = World::decreeing();
    let sale = world.sale();
    world.offer(&sale, terms).expect("open_offering");
    (world, sale)
}

/// Investors who have committed these amounts.
pub fn committed(world: &mut World, sale: &SaleFixture, amounts: &[u64]) -> Vec<Investor> {
    let all = amounts.iter().map(|amount| {
        let investor = world.investor(sale, *amount);
        world.commit(sale, &investor, *amount).expect("commit");
        investor
    });
    all.collect()
}

/// A world with a filled offering, in which these amounts were committed.
pub fn filled(terms: &Terms, amounts: &[u64]) -> (World, SaleFixture, Vec<Investor>) {
    let (mut world, sale) = opened(terms);
    let investors = committed(&mut world, &sale, amounts);
    assert_eq!(world.close_sale(&sale), FILLED);
    (world, sale, investors)
}

/// The same with every commitment settled.
pub fn settled(terms: &Terms, amounts: &[u64]) -> (World, SaleFixture, Vec<Investor>) {
    let (mut world, sale, investors) = filled(terms, amounts);
    for investor in &investors {
        world.send(&[settle(&sale, &investor.address, None)], &[]).expect("settle");
    }
    (world, sale, investors)
}

/// Checks that the purse holds what was committed and neither taken back nor paid.
pub fn assert_purse(world: &World, sale: &SaleFixture) {
    let offering = world.offering(sale);
    assert_eq!(world.tokens(&sale.purse()), offering.committed - offering.refunded - offering.paid);
}

/// A budget of this platform that names this recipient, as governance writes it.
pub fn budget(world: &mut World, realm: &PlatformFixture, recipient: &Pubkey) -> Pubkey {
    let mut data = BUDGET_DISCRIMINATOR.to_vec();
    for key in [realm.platform, Pubkey::default(), *recipient] {
        data.extend_from_slice(key.as_ref());
    }
    data.resize(400, 0);
    let account = Account { lamports: world.rent(data.len()), data, owner: GOVERNANCE, ..Account::default() };
    let address = realm.budget(1);
    world.svm.set_account(address, account).expect("an account");
    address
}
