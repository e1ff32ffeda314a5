use makerstake_testkit::{
    assert_instruction_error,
    clock::DAY,
    equity::SHARE,
    offerings::*,
    outcome::InstructionError,
    tokens::{MintOptions, DECIMALS, TOKEN, TOKEN_2022},
    World,
};
use solana_signer::Signer;
use spl_token_2022_interface::{
    extension::{transfer_fee, transfer_hook, ExtensionType},
    instruction as token,
};

use crate::{refused, support::opened};

#[test]
fn the_treasury_offers_shares_of_its_own() {
    let mut world = World::decreeing();
    let sale = world.sale();
    let terms = Terms::open();
    let receipt = world.offer(&sale, &terms).unwrap();
    receipt.assert_only_changed(&[
        sale.realm.treasury,
        sale.book(),
        sale.offering(),
        sale.shares,
        sale.stock(),
        sale.purse(),
    ]);
    let (now, offering) = (world.now(), world.offering(&sale));
    assert_eq!(
        offering,
        Offering {
            discriminator: offering.discriminator,
            platform: sale.realm.platform,
            pool: sale.realm.f.pool,
            mint: sale.realm.f.mint,
            quote_mint: sale.quote,
            disclosure: [7; 32],
            gate_data: [0; 64],
            shares: terms.shares,
            price: terms.price,
            min_raise: terms.min_raise,
            per_person_max: terms.per_person_max,
            committed: 0,
            uncounted: 0,
            settled: 0,
            paid: 0,
            refunded: 0,
            bought: 0,
            released: 0,
            left: 0,
            opened_at: now,
            closes_at: now + 14 * DAY,
            settle_by: now + 44 * DAY,
            cliff: 0,
            vests: 0,
            number: 0,
            commitments: 0,
            gate: ANYBODY,
            state: 0,
            is_moved: 0,
            decimals: DECIMALS,
            quote_decimals: DECIMALS,
            bump: offering.bump,
            version: 1,
            reserved: [0; 41],
        }
    );
    let book = world.book(&sale);
    assert_eq!((book.platform, book.next, book.is_open), (sale.realm.platform, 1, 1));
    assert_eq!((book.opened_at, book.shares), ([now, 0, 0, 0], [terms.shares, 0, 0, 0]));
    assert_eq!(world.tokens(&sale.stock()), terms.shares);
    assert_eq!(world.account(&sale.offering()).unwrap().data.len(), 416);
}

#[test]
fn nobody_but_the_treasury_opens() {
    let mut world = World::decreeing();
    let sale = world.sale();
    let thief = world.actor();
    let mut open = open_offering(&sale, &Terms::open());
    open.accounts[0].pubkey = thief.pubkey();
    refused!(world.send(&[open], &[&thief]), NotTreasury);
    let mut unsigned = open_offering(&sale, &Terms::open());
    unsigned.accounts[0].is_signer = false;
    assert_instruction_error!(world.decree(&[unsigned]), InstructionError::MissingRequiredSignature);
}

#[test]
fn the_treasury_of_another_platform_does_not_open_here() {
    let mut world = World::decreeing();
    let (sale, other) = (world.sale(), world.sale());
    let mut open = open_offering(&sale, &Terms::open());
    open.accounts[0].pubkey = other.realm.treasury;
    refused!(world.decree(&[open]), NotTreasury);
    let mut open = open_offering(&sale, &Terms::open());
    open.accounts[2].pubkey = other.realm.f.pool;
    refused!(world.decree(&[open]), WrongPool);
    let mut open = open_offering(&sale, &Terms::open());
    open.accounts[6].pubkey = other.realm.f.mint;
    refused!(world.decree(&[open]), WrongMint);
}

#[test]
fn terms_beyond_what_is_compiled_are_refused_whoever_asks() {
    let mut world = World::decreeing();
    let sale = world.sale();
    let mut offer = |change: fn(&mut Terms)| {
        let mut terms = Terms::open();
        change(&mut terms);
        world.offer(&sale, &terms)
    };
    refused!(offer(|t| t.shares = 0), InvalidPrice);
    refused!(offer(|t| t.price = 0), InvalidPrice);
    refused!(offer(|t| t.price = u64::MAX), InvalidPrice);
    refused!(offer(|t| t.min_raise = 0), InvalidMinRaise);
    refused!(offer(|t| t.min_raise = 100_000 * QUOTE + 1), InvalidMinRaise);
    refused!(offer(|t| t.per_person_max += 1), InvalidPerPersonMax);
    refused!(offer(|t| t.per_person_max = 0), InvalidPerPersonMax);
    refused!(offer(|t| t.open_for = 7 * DAY as u32 - 1), InvalidWindow);
    refused!(offer(|t| t.open_for = 90 * DAY as u32 + 1), InvalidWindow);
    refused!(offer(|t| t.settle_for = 30 * DAY as u32 - 1), InvalidSettlement);
    refused!(offer(|t| t.settle_for = 180 * DAY as u32 + 1), InvalidSettlement);
    refused!(offer(|t| t.cliff = 1), InvalidVesting);
    refused!(offer(|t| t.vests = 4_000 * DAY as u32), InvalidVesting);
    refused!(offer(|t| t.gate = 4), UnknownGate);
    refused!(offer(|t| t.gate_data[63] = 1), InvalidGate);
    refused!(offer(|t| t.disclosure = [0; 32]), NoDisclosure);
    refused!(offer(|t| *t = Terms::list([0; 32], 3)), InvalidGate);
    refused!(offer(|t| *t = Terms::list([1; 32], 28)), InvalidGate);
    refused!(offer(|t| t.gate = CREDENTIAL), InvalidGate);
    refused!(offer(|t| *t = Terms { per_person_max: 1, ..Terms::rights() }), InvalidPerPersonMax);
    refused!(offer(|t| *t = Terms { open_for: 14 * DAY as u32, ..Terms::rights() }), InvalidGate);
}

#[test]
fn a_rights_issue_ends_while_positions_remember_its_snapshot() {
    let mut world = World::decreeing();
    let sale = world.sale();
    world.owner(&sale.realm.f, 1_000 * SHARE);
    world.next_epoch(&sale.realm);
    // The window may be moved by two days, and the third epoch begins after three weeks.
    let offer = |world: &mut World, open_for: i64| {
        world.offer(&sale, &Terms { open_for: open_for as u32, ..Terms::rights() })
    };
    refused!(offer(&mut world, 19 * DAY + 1), RightsTooLong);
    offer(&mut world, 19 * DAY).unwrap();
    let data = world.offering(&sale).gate_data;
    let epoch = world.epoch(&sale.realm);
    assert_eq!(data[..4], epoch.to_le_bytes());
    assert_eq!(data[8..16], world.pool(&sale.realm.f).total[0].to_le_bytes());
}

#[test]
fn numbers_follow_one_another_and_one_is_open_at_a_time() {
    let (mut world, mut sale) = opened(&Terms::open());
    sale.number = 2;
    refused!(world.offer(&sale, &Terms::open()), WrongNumber);
    sale.number = 1;
    refused!(world.offer(&sale, &Terms::open()), OfferingIsOpen);
    sale.number = 0;
    assert_eq!(world.close_sale(&sale), FAILED);
    assert_instruction_error!(world.offer(&sale, &Terms::open()), InstructionError::Custom(0));
    sale.number = 1;
    world.offer(&sale, &Terms::open()).unwrap();
    assert_eq!(world.book(&sale).next, 2);
}

#[test]
fn a_tenth_of_all_shares_and_four_openings_in_twelve_months() {
    let mut world = World::decreeing();
    let mut sale = world.sale();
    // 10,100,000 shares at the most: 1,010,000 in a year, 900,000 here.
    let terms = Terms { shares: 300_000 * SHARE, ..Terms::open() };
    let first = world.now();
    for number in 0..3 {
        sale.number = number;
        world.offer(&sale, &terms).unwrap();
        world.close_sale(&sale);
        world.send(&[return_unsold(&sale)], &[]).unwrap();
    }
    sale.number = 3;
    let more = Terms { shares: 110_000 * SHARE + 1, min_raise: QUOTE, per_person_max: QUOTE, ..terms };
    refused!(world.offer(&sale, &more), AboveYearlyPart);
    world
        .offer(&sale, &Terms { shares: 10_000 * SHARE, min_raise: QUOTE, per_person_max: QUOTE, ..terms })
        .unwrap();
    world.close_sale(&sale);
    sale.number = 4;
    let small = Terms { shares: SHARE, min_raise: 1, per_person_max: 1, ..terms };
    refused!(world.offer(&sale, &small), TooManyOpenings);
    world.set_time(first + 366 * DAY - 1);
    refused!(world.offer(&sale, &small), TooManyOpenings);
    world.set_time(first + 366 * DAY);
    world.offer(&sale, &small).unwrap();
}

#[test]
fn the_treasury_offers_no_more_than_it_has() {
    let mut world = World::decreeing();
    let sale = world.sale();
    let terms = Terms { shares: 1_005_000 * SHARE, ..Terms::open() };
    assert_instruction_error!(world.offer(&sale, &terms), InstructionError::Custom(1));
}

#[test]
fn a_quote_mint_that_could_keep_or_take_what_is_committed_is_refused() {
    let mut world = World::decreeing();
    let fee = |mint: &solana_pubkey::Pubkey| {
        vec![transfer_fee::instruction::initialize_transfer_fee_config(&TOKEN_2022, mint, None, None, 100, 9)
            .unwrap()]
    };
    let hook = |mint: &solana_pubkey::Pubkey| {
        vec![transfer_hook::instruction::initialize(&TOKEN_2022, mint, None, Some(TOKEN)).unwrap()]
    };
    let delegate = |mint: &solana_pubkey::Pubkey| {
        vec![token::initialize_permanent_delegate(&TOKEN_2022, mint, &TOKEN).unwrap()]
    };
    let close = |mint: &solana_pubkey::Pubkey| {
        vec![token::initialize_mint_close_authority(&TOKEN_2022, mint, Some(&TOKEN)).unwrap()]
    };
    let issuer = world.actor();
    let plain = world.mint(MintOptions::plain(TOKEN_2022, issuer.pubkey()));
    let mut sale = world.sale_in(plain, issuer);
    type Before = fn(&solana_pubkey::Pubkey) -> Vec<solana_instruction::Instruction>;
    let bad: [(&[ExtensionType], Before); 4] = [
        (&[ExtensionType::TransferFeeConfig], fee),
        (&[ExtensionType::TransferHook], hook),
        (&[ExtensionType::PermanentDelegate], delegate),
        (&[ExtensionType::MintCloseAuthority], close),
    ];
    for (extensions, before) in bad {
        let options =
            MintOptions { extensions, before, ..MintOptions::plain(TOKEN_2022, sale.issuer.pubkey()) };
        sale.quote = world.mint(options);
        refused!(world.offer(&sale, &Terms::open()), QuoteMintExtension);
    }
    sale.quote = sale.realm.f.mint;
    refused!(world.offer(&sale, &Terms::open()), QuoteIsShare);
    sale.quote = sale.proceeds;
    refused!(world.offer(&sale, &Terms::open()), NotAMint);
    sale.quote = plain;
    sale.quote_program = TOKEN;
    refused!(world.offer(&sale, &Terms::open()), WrongTokenProgram);
    sale.quote_program = TOKEN_2022;
    world.offer(&sale, &Terms::open()).unwrap();
}
