use makerstake_testkit::{
    assert_instruction_error,
    clock::DAY,
    equity::*,
    outcome::InstructionError,
    tokens::{MintOptions, TOKEN, TOKEN_2022},
    World,
};
use solana_instruction::Instruction;
use solana_pubkey::Pubkey;
use solana_signer::Signer;
use spl_token_2022_interface::{
    extension::{default_account_state, interest_bearing_mint, transfer_fee, transfer_hook, ExtensionType},
    instruction as token,
    state::AccountState,
};

use crate::{refused, support::*};

fn founding(f: &Founded) -> Instruction {
    create_pool(f, &f.authority(), &f.scorer.pubkey(), &f.terms)
}

fn prepared() -> (World, Founded) {
    let mut world = World::new();
    let terms = Terms::weekly(world.now());
    let f = world.prepare(terms);
    (world, f)
}

/// A pool to be founded on a share mint made with these options.
fn with_mint(world: &mut World, options: impl FnOnce(&Pubkey) -> MintOptions<'static>) -> Founded {
    let terms = Terms::weekly(world.now());
    let f = world.prepare(terms);
    let made = options(&f.authority());
    let program = made.program;
    let mint = world.mint(made);
    Founded::on((mint, program), (f.dividend_mint, TOKEN), (f.founder, f.scorer), terms)
}

#[test]
fn a_pool_becomes_the_mints_authority_and_owns_nothing_yet() {
    let (mut world, f) = prepared();
    let receipt = world.send(&[founding(&f)], &[&f.founder]).unwrap();
    receipt.assert_only_changed(&[f.pool, f.vault, f.dividend_vault, f.mint, f.authority()]);
    let pool = world.pool(&f);
    assert_eq!((pool.mint, pool.vault, pool.dividend_vault), (f.mint, f.vault, f.dividend_vault));
    assert_eq!((pool.authority, pool.scorer), (f.authority(), f.scorer.pubkey()));
    assert_eq!((pool.successor, pool.founder_until), (f.successor, f.terms.founder_until));
    assert_eq!((pool.contributions_cap, pool.grants_cap), (f.terms.contributions_cap, f.terms.grants_cap));
    assert_eq!((pool.treasury_cap, pool.bond), (f.terms.treasury_cap, f.terms.bond));
    assert_eq!((pool.covered_until, pool.next_epoch), (f.terms.windows_from, 0));
    assert_eq!((pool.total, pool.is_open, pool.is_handed_over), ([0; 4], 0, 0));
    let mint = world.account(&f.mint).unwrap().data;
    assert_eq!(&mint[..36], &[&[1, 0, 0, 0], f.pool.as_ref()].concat());
    for (vault, mint) in [(f.vault, f.mint), (f.dividend_vault, f.dividend_mint)] {
        let data = world.account(&vault).unwrap().data;
        assert_eq!((&data[..32], &data[32..64]), (mint.as_ref(), vault.as_ref()));
        assert_eq!(world.tokens(&vault), 0);
    }
}

#[test]
fn a_pool_can_be_founded_on_either_token_program() {
    let mut world = World::new();
    for (program, dividends) in [(TOKEN, TOKEN_2022), (TOKEN_2022, TOKEN)] {
        let terms = Terms::weekly(world.now());
        let (founder, scorer) = (world.actor(), world.actor());
        let mint = world.mint(MintOptions::plain(program, founder.pubkey()));
        let dividend = world.mint(MintOptions::plain(dividends, founder.pubkey()));
        let f = Founded::on((mint, program), (dividend, dividends), (founder, scorer), terms);
        world.send(&[founding(&f)], &[&f.founder]).unwrap();
        let (key, holder) = world.owner(&f, 500 * SHARE);
        pay_in(&mut world, &f, 500 * SHARE);
        let account = super::support::dividends(&mut world, &f, &key, 0);
        world.send(&[collect_dividend(&f, &holder, &account)], &[&key]).unwrap();
        assert_eq!(world.tokens(&account), 500 * SHARE);
        let liquid = world.token_account(&f.mint, &key.pubkey());
        world.send(&[request_withdrawal(&f, &holder, SHARE)], &[&key]).unwrap();
        world.advance(21 * DAY);
        world.send(&[withdraw(&f, &holder, &liquid)], &[&key]).unwrap();
        assert_eq!(world.tokens(&liquid), SHARE);
    }
}

#[test]
fn a_pool_is_founded_once() {
    let (mut world, f) = prepared();
    world.send(&[founding(&f)], &[&f.founder]).unwrap();
    assert_instruction_error!(world.send(&[founding(&f)], &[&f.founder]), InstructionError::Custom(0));
}

#[test]
fn lamports_sent_ahead_do_not_stop_a_founding() {
    let (mut world, f) = prepared();
    for address in [f.pool, f.vault, f.dividend_vault] {
        world.fund(&address, 1_000_000);
    }
    world.send(&[founding(&f)], &[&f.founder]).unwrap();
}

#[test]
fn only_who_can_mint_founds() {
    let (mut world, mut f) = prepared();
    let owner = std::mem::replace(&mut f.founder, world.actor());
    refused!(world.send(&[founding(&f)], &[&f.founder]), NotMintAuthority);
    let mut unsigned = founding(&f);
    unsigned.accounts[1] = solana_instruction::AccountMeta::new_readonly(owner.pubkey(), false);
    assert_instruction_error!(
        world.send(&[unsigned], &[&f.founder]),
        InstructionError::MissingRequiredSignature
    );
}

#[test]
fn a_mint_with_a_supply_is_refused() {
    let (mut world, f) = prepared();
    let account = world.token_account(&f.mint, &f.authority());
    world.mint_to(&f.mint, &account, &f.founder, 1);
    refused!(world.send(&[founding(&f)], &[&f.founder]), MintHasSupply);
}

#[test]
fn a_mint_that_somebody_can_freeze_is_refused() {
    let mut world = World::new();
    let freeze = world.keypair().pubkey();
    for program in [TOKEN, TOKEN_2022] {
        let f = with_mint(&mut world, |authority| MintOptions {
            freeze: Some(freeze),
            ..MintOptions::plain(program, *authority)
        });
        refused!(world.send(&[founding(&f)], &[&f.founder]), MintHasFreezeAuthority);
    }
}

/// Extensions of a mint, and what initialises them there.
type Extended = (&'static [ExtensionType], fn(&Pubkey) -> Vec<Instruction>);

/// Extensions that take, freeze, move, hide or end tokens.
fn harmful() -> Vec<Extended> {
    const KEY: Pubkey = Pubkey::new_from_array([9; 32]);
    vec![
        (&[ExtensionType::TransferFeeConfig], |mint| {
            let fee = transfer_fee::instruction::initialize_transfer_fee_config;
            vec![fee(&TOKEN_2022, mint, Some(&KEY), Some(&KEY), 100, 1_000).unwrap()]
        }),
        (&[ExtensionType::TransferHook], |mint| {
            let hook = transfer_hook::instruction::initialize;
            vec![hook(&TOKEN_2022, mint, Some(KEY), Some(KEY)).unwrap()]
        }),
        (&[ExtensionType::PermanentDelegate], |mint| {
            vec![token::initialize_permanent_delegate(&TOKEN_2022, mint, &KEY).unwrap()]
        }),
        (&[ExtensionType::MintCloseAuthority], |mint| {
            vec![token::initialize_mint_close_authority(&TOKEN_2022, mint, Some(&KEY)).unwrap()]
        }),
        (&[ExtensionType::NonTransferable], |mint| {
            vec![token::initialize_non_transferable_mint(&TOKEN_2022, mint).unwrap()]
        }),
        (&[ExtensionType::DefaultAccountState], |mint| {
            let state = default_account_state::instruction::initialize_default_account_state;
            vec![state(&TOKEN_2022, mint, &AccountState::Initialized).unwrap()]
        }),
    ]
}

#[test]
fn mints_with_harmful_extensions_are_refused() {
    for (extensions, before) in harmful() {
        let mut world = World::new();
        // A mint that starts accounts frozen must have a freeze authority; that is refused sooner.
        let frozen = extensions[0] == ExtensionType::DefaultAccountState;
        let f = with_mint(&mut world, |authority| MintOptions {
            extensions,
            before,
            freeze: frozen.then_some(*authority),
            ..MintOptions::plain(TOKEN_2022, *authority)
        });
        if frozen {
            refused!(world.send(&[founding(&f)], &[&f.founder]), MintHasFreezeAuthority);
        } else {
            refused!(world.send(&[founding(&f)], &[&f.founder]), MintExtension);
        }
        // The same mint for dividends, under a share mint that fits.
        let mut good = {
            let terms = f.terms;
            world.prepare(terms)
        };
        good.dividend_mint = f.mint;
        good.dividend_token_program = TOKEN_2022;
        refused!(world.send(&[founding(&good)], &[&good.founder]), DividendMintExtension);
    }
}

#[test]
fn a_dividend_mint_may_bear_interest_in_display_and_a_share_mint_may_not() {
    let mut world = World::new();
    let f = with_mint(&mut world, |authority| MintOptions {
        extensions: &[ExtensionType::InterestBearingConfig],
        before: |mint| {
            vec![interest_bearing_mint::instruction::initialize(&TOKEN_2022, mint, None, 500).unwrap()]
        },
        ..MintOptions::plain(TOKEN_2022, *authority)
    });
    refused!(world.send(&[founding(&f)], &[&f.founder]), MintExtension);
    let mut good = world.prepare(f.terms);
    good.dividend_mint = f.mint;
    good.dividend_token_program = TOKEN_2022;
    world.send(&[founding(&good)], &[&good.founder]).unwrap();
}

#[test]
fn what_is_no_mint_is_refused() {
    let (mut world, mut f) = prepared();
    let account = world.token_account(&f.mint, &f.authority());
    f.dividend_mint = account;
    f.dividend_token_program = TOKEN_2022;
    refused!(world.send(&[founding(&f)], &[&f.founder]), NotAMint);
    let (mut world, mut f) = prepared();
    let dividend = world.token_account(&f.dividend_mint, &f.authority());
    let swapped = std::mem::replace(&mut f.mint, dividend);
    f = Founded::on((f.mint, TOKEN), (swapped, TOKEN_2022), (f.founder, f.scorer), f.terms);
    refused!(world.send(&[founding(&f)], &[&f.founder]), NotAMint);
}

#[test]
fn each_mint_comes_with_its_own_token_program() {
    let (mut world, mut f) = prepared();
    f.token_program = TOKEN;
    refused!(world.send(&[founding(&f)], &[&f.founder]), WrongTokenProgram);
    let (mut world, mut f) = prepared();
    f.dividend_token_program = TOKEN_2022;
    refused!(world.send(&[founding(&f)], &[&f.founder]), WrongTokenProgram);
    let (mut world, mut f) = prepared();
    f.token_program = EQUITY;
    assert_instruction_error!(
        world.send(&[founding(&f)], &[&f.founder]),
        InstructionError::IncorrectProgramId
    );
}

#[test]
fn dividends_in_the_share_mint_are_refused() {
    let (mut world, mut f) = prepared();
    f.dividend_mint = f.mint;
    f.dividend_token_program = TOKEN_2022;
    assert_instruction_error!(
        world.send(&[founding(&f)], &[&f.founder]),
        InstructionError::Custom(DUPLICATE)
    );
}

#[test]
fn terms_out_of_range_are_refused() {
    type Change = fn(&mut Terms);
    let caps: [Change; 3] = [
        |terms| (terms.contributions_cap, terms.grants_cap, terms.treasury_cap) = (0, 0, 0),
        |terms| terms.contributions_cap = u64::MAX,
        |terms| terms.grants_cap = u64::MAX,
    ];
    let parts: [Change; 4] = [
        |terms| terms.decay_bps = 0,
        |terms| terms.decay_bps = 10_001,
        |terms| terms.leaf_max_bps = 0,
        |terms| terms.leaf_max_bps = 10_001,
    ];
    let periods: [Change; 6] = [
        |terms| terms.snapshot_epoch_seconds = DAY as u32 - 1,
        |terms| terms.snapshot_epoch_seconds = 366 * DAY as u32 + 1,
        |terms| terms.window_seconds = DAY as u32 - 1,
        |terms| terms.window_seconds = u32::MAX,
        |terms| terms.challenge_seconds = 3 * DAY as u32 - 1,
        |terms| terms.challenge_seconds = 366 * DAY as u32 + 1,
    ];
    let genesis: [Change; 4] = [
        |terms| terms.snapshot_genesis += 1,
        |terms| terms.windows_from += 1,
        |terms| terms.snapshot_genesis = -1,
        |terms| terms.windows_from = -1,
    ];
    let bonds: [Change; 2] = [|terms| terms.bond = SOL / 100 - 1, |terms| terms.bond = 1_000 * SOL + 1];
    let founders: [Change; 2] = [
        |terms| terms.founder_until = terms.snapshot_genesis,
        |terms| terms.founder_until = terms.snapshot_genesis + 366 * DAY + 1,
    ];
    let (mut world, mut f) = prepared();
    let good = f.terms;
    let mut refuse = |change: Change, error: EquityError| {
        let now = world.now();
        f.terms = Terms { windows_from: now, snapshot_genesis: now, founder_until: now + DAY, ..good };
        change(&mut f.terms);
        makerstake_testkit::assert_refused!(world.send(&[founding(&f)], &[&f.founder]), EQUITY, error);
    };
    caps.into_iter().for_each(|change| refuse(change, EquityError::InvalidCap));
    parts.into_iter().for_each(|change| refuse(change, EquityError::InvalidBps));
    periods.into_iter().for_each(|change| refuse(change, EquityError::InvalidPeriod));
    genesis.into_iter().for_each(|change| refuse(change, EquityError::InvalidGenesis));
    bonds.into_iter().for_each(|change| refuse(change, EquityError::InvalidBond));
    founders.into_iter().for_each(|change| refuse(change, EquityError::InvalidFounderPeriod));
    refuse(|terms| terms.dividend_min_shares = 0, EquityError::InvalidDividendMinimum);
}

#[test]
fn a_scorer_of_zeros_is_refused() {
    let (mut world, f) = prepared();
    let nobody = Pubkey::default();
    refused!(world.send(&[create_pool(&f, &f.authority(), &nobody, &f.terms)], &[&f.founder]), ZeroKey);
}

#[test]
fn the_successor_is_somebody_else() {
    let (mut world, mut f) = prepared();
    f.successor = Pubkey::default();
    refused!(world.send(&[founding(&f)], &[&f.founder]), ZeroKey);
    f.successor = f.authority();
    refused!(world.send(&[founding(&f)], &[&f.founder]), SameHolder);
}

#[test]
fn nobody_but_the_pool_can_rename_the_shares() {
    let mut world = World::new();
    let terms = Terms::weekly(world.now());
    let other = world.keypair().pubkey();
    for authorities in [(Some(other), None), (None, Some(other))] {
        let mut f = world.prepare(terms);
        let founder = f.founder.insecure_clone();
        let mint = world.mint_named_by(&founder, ("Share", "SHR", ""), |mint| {
            let pool = Pubkey::find_program_address(&[b"pool", mint.as_ref()], &EQUITY).0;
            (authorities.0, authorities.1.unwrap_or(pool))
        });
        f = Founded::on((mint, TOKEN_2022), (f.dividend_mint, TOKEN), (f.founder, f.scorer), terms);
        refused!(world.send(&[founding(&f)], &[&f.founder]), MintMetadataAuthority);
    }
}
