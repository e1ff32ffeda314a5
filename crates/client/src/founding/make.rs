//! The instructions of each step.

use crate::generated::equity::{
    accounts::Pool,
    instructions::{CreatePool, CreatePoolInstructionArgs},
};
use solana_instruction::Instruction;
use solana_sdk_ids::system_program::ID as SYSTEM;

use super::{
    document::{base_units, seconds, DECIMALS},
    mint::{create_metadata_mint, TOKEN_2022},
    Addresses, Chain, Founding, Keys, MigrationError, Step,
};

mod governance;

/// What brings a missing step about.
///
/// # Errors
/// [`MigrationError::Document`] for a program that is not deployed, which is no transaction's work.
pub fn instructions(
    chain: &impl Chain,
    founding: &Founding,
    keys: &Keys,
    step: &Step,
) -> Result<Vec<Instruction>, MigrationError> {
    let addresses = Addresses::of(&keys.mint);
    match step {
        Step::Program(program) => Err(MigrationError::Document {
            place: step.to_string(),
            reason: format!("{} is not deployed at {}", program.elf_file(), program.id()),
        }),
        Step::Mint => create_metadata_mint(
            chain,
            &keys.payer,
            &keys.mint,
            (&keys.founder, &addresses.pool),
            DECIMALS,
            [&founding.name, &founding.symbol, &founding.uri],
        ),
        Step::Pool => Ok(vec![create_pool(founding, keys, &addresses, chain.now()?)?]),
        Step::Platform => {
            // Both name the same end of the founder's time, which the pool has fixed.
            let pool = chain.account(&addresses.pool)?.and_then(|pool| Pool::from_bytes(&pool.data).ok());
            let founder_until = pool.map(|pool| pool.founder_until).ok_or_else(|| {
                MigrationError::Document { place: step.to_string(), reason: "there is no pool yet".into() }
            })?;
            let times = (chain.now()?, founder_until);
            Ok(vec![governance::create_platform(founding, keys, &addresses, times)?])
        }
        Step::Track(id) => Ok(vec![governance::create_track(founding, keys, &addresses, *id)?]),
        Step::HandOver => Ok(vec![governance::hand_over(keys, &addresses)]),
    }
}

fn create_pool(
    founding: &Founding,
    keys: &Keys,
    addresses: &Addresses,
    now: i64,
) -> Result<Instruction, MigrationError> {
    let terms = &founding.pool;
    let shares = |whole: u64| {
        base_units(whole).ok_or_else(|| MigrationError::Instruction(format!("{whole} shares are too many")))
    };
    let accounts = CreatePool {
        payer: keys.payer,
        authority: keys.founder,
        mint: addresses.mint,
        dividend_mint: keys.dividend_mint,
        pool: addresses.pool,
        vault: addresses.vault,
        dividend_vault: addresses.dividend_vault,
        token_program: TOKEN_2022,
        dividend_token_program: keys.dividend_token_program,
        system_program: SYSTEM,
    };
    Ok(accounts.instruction(CreatePoolInstructionArgs {
        scorer: keys.scorer,
        successor: addresses.treasury,
        contributions_cap: shares(terms.contributions)?,
        grants_cap: shares(terms.grants)?,
        treasury_cap: shares(terms.treasury)?,
        bond: terms.bond,
        dividend_min_shares: shares(terms.dividend_min_shares)?,
        // Windows and snapshot epochs are counted from the foundation on.
        windows_from: now,
        snapshot_genesis: now,
        founder_until: now.saturating_add(seconds(founding.founder_days).into()),
        snapshot_epoch_seconds: seconds(terms.snapshot_epoch_days),
        window_seconds: seconds(terms.window_days),
        challenge_seconds: seconds(terms.challenge_days),
        decay_bps: terms.decay_bps,
        leaf_max_bps: terms.leaf_max_bps,
    }))
}
