//! The cap table: every share there is, where it lies, and that it all adds up.

use anyhow::{ensure, Context as _, Result};
use makerstake_client::generated::equity::accounts::{
    Grant, Pool, Position, GRANT_DISCRIMINATOR, POSITION_DISCRIMINATOR,
};
use makerstake_client::programs::Program;
use makerstake_migrations::Addresses;
use solana_client::rpc_config::{RpcAccountInfoConfig, RpcProgramAccountsConfig};
use solana_client::rpc_filter::{Memcmp, RpcFilterType};
use solana_pubkey::Pubkey;

use crate::{harness::Harness, messages};

/// Where the supply lies in a mint, and the amount in a token account.
const SUPPLY_AT: usize = 36;
const AMOUNT_AT: usize = 64;

/// Prints the cap table and checks every sum to the base unit.
///
/// # Errors
/// The first sum that does not add up.
pub fn balance(
    harness: &Harness,
    at: &Addresses,
    dividend_mint: &Pubkey,
    token_program: &Pubkey,
) -> Result<()> {
    let pool = harness.read(&at.pool, "pool", Pool::from_bytes)?;
    let positions = all(harness, at, POSITION_DISCRIMINATOR, Position::from_bytes)?;
    let grants = all(harness, at, GRANT_DISCRIMINATOR, Grant::from_bytes)?;
    let supply = number(harness, &at.mint, "share mint", SUPPLY_AT)?;
    let vault = number(harness, &at.vault, "vault", AMOUNT_AT)?;
    let mint = harness.account(&at.mint, "share mint")?;
    ensure!(mint.owner == *token_program, "the share mint belongs to {}", mint.owner);

    let own = |position: &Position| position.own.first().copied().unwrap_or_default();
    let shares: u64 = positions.iter().map(own).sum();
    let cooling: u64 = positions.iter().map(|position| position.cooling).sum();
    let earned: u64 = positions.iter().map(|position| position.earned[0]).sum();
    let unreleased: u64 = grants.iter().map(|grant| grant.total - grant.released).sum();
    let total = pool.total.first().copied().unwrap_or_default();
    let emitted = pool.contributions_emitted + pool.grants_emitted + pool.treasury_emitted;
    let outside = supply.checked_sub(vault).context("the vault holds more than there is")?;

    let line =
        |name: &str, amount: u64| messages::note(&format!("{name:<44}{:>22}", messages::shares(amount)));
    line(&format!("shares in {} positions", positions.len()), shares);
    line("  of these earned by contribution", earned);
    line("shares cooling down", cooling);
    line(&format!("unvested and unreleased in {} grants", grants.len()), unreleased);
    line("final distributions not claimed yet", pool.unclaimed);
    line("= backed by the vault", vault);
    line("outside the pool, liquid", outside);
    line("= supply of the mint", supply);
    line("emitted from the three buckets", emitted);

    // INVARIANTS 1, 4 and 5, over accounts that were read one by one, not over the pool's own counters.
    ensure!(shares + cooling + unreleased + pool.unclaimed == vault, "the vault does not balance");
    ensure!(total == shares, "the pool counts {total} shares, the positions hold {shares}");
    ensure!(
        pool.cooling == cooling && pool.unreleased == unreleased,
        "the pool's books differ from its accounts"
    );
    ensure!(supply <= emitted, "{supply} were minted, {emitted} emitted");
    for (name, emitted, cap) in [
        ("contributions", pool.contributions_emitted, pool.contributions_cap),
        ("grants", pool.grants_emitted, pool.grants_cap),
        ("treasury", pool.treasury_emitted, pool.treasury_cap),
    ] {
        ensure!(emitted <= cap, "{name}: {emitted} were emitted of {cap}");
    }
    let paid_in = number(harness, &at.dividend_vault, "dividend vault", AMOUNT_AT)?;
    let owed = pool.dividends_deposited.wrapping_sub(pool.dividends_paid);
    ensure!(paid_in >= owed, "dividends of {owed} are owed, {paid_in} are there (mint {dividend_mint})");
    messages::note("every sum adds up to the base unit");
    Ok(())
}

/// Every account of a type that belongs to this pool.
fn all<T>(
    harness: &Harness,
    at: &Addresses,
    discriminator: [u8; 8],
    decode: fn(&[u8]) -> Result<T, std::io::Error>,
) -> Result<Vec<T>> {
    let of_pool = [discriminator.as_slice(), at.pool.as_ref()].concat();
    let config = RpcProgramAccountsConfig {
        filters: Some(vec![RpcFilterType::Memcmp(Memcmp::new_raw_bytes(0, of_pool))]),
        account_config: RpcAccountInfoConfig {
            encoding: Some(solana_client::rpc_config::UiAccountEncoding::Base64),
            ..RpcAccountInfoConfig::default()
        },
        ..RpcProgramAccountsConfig::default()
    };
    let accounts = harness.rpc().get_program_ui_accounts_with_config(&Program::Equity.id(), config)?;
    let mut found = Vec::with_capacity(accounts.len());
    for (address, account) in accounts {
        let data = account.data.decode().with_context(|| format!("{address}: the node gave no bytes"))?;
        found.push(decode(&data).with_context(|| address.to_string())?);
    }
    Ok(found)
}

fn number(harness: &Harness, address: &Pubkey, what: &str, offset: usize) -> Result<u64> {
    let account = harness.account(address, what)?;
    let bytes = account
        .data
        .get(offset..)
        .and_then(<[u8]>::first_chunk)
        .with_context(|| format!("{what} {address}"))?;
    Ok(u64::from_le_bytes(*bytes))
}
