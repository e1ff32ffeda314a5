//! The moves of tokens and bonds of this program. Amounts arrive as they left: the mints' extensions were checked when the pool was
//! founded, and none of the permitted ones takes a part.
//!
//! Each vault owns itself: its address signs for it, and only this program can make that signature. So a vault moves
//! while the pool's own account is being written.

use anchor_lang::cpi::{CpiSeed, CpiSigner};
use anchor_lang::{prelude::*, system_program};
use anchor_spl::token_2022_cpi::instructions::{AuthorityType, Burn, MintTo, SetAuthority, TransferChecked};

pub use makerstake_common::tokens::{open_vault, pull, Currency};

use crate::state::{pool::POOL_SEED, Distribution, Pool};

/// One of a pool's vaults.
pub struct Vault<'a> {
    /// The token account.
    pub account: &'a UncheckedAccount,
    /// First seed of its address; the second is the pool.
    pub seed: &'static [u8],
    /// The pool.
    pub pool: &'a Address,
    /// Bump of its address.
    pub bump: u8,
}

/// Moves tokens out of a vault, signed by the vault.
///
/// # Errors
/// The token program's.
pub fn push(vault: &Vault, to: &UncheckedAccount, currency: &Currency, amount: u64) -> Result<()> {
    let bump = [vault.bump];
    let seeds = [CpiSeed::from(vault.seed), CpiSeed::from(vault.pool.as_ref()), CpiSeed::from(&bump)];
    TransferChecked {
        from: vault.account.account(),
        mint: currency.mint.account(),
        to: to.account(),
        authority: vault.account.account(),
        amount,
        decimals: currency.decimals,
        token_program: currency.program,
    }
    .invoke_signed(&[CpiSigner::from(&seeds)])
}

/// Burns tokens out of a vault, signed by the vault.
///
/// # Errors
/// The token program's.
pub fn burn(vault: &Vault, currency: &Currency, amount: u64) -> Result<()> {
    let bump = [vault.bump];
    let seeds = [CpiSeed::from(vault.seed), CpiSeed::from(vault.pool.as_ref()), CpiSeed::from(&bump)];
    Burn {
        account: vault.account.account(),
        mint: currency.mint.account(),
        authority: vault.account.account(),
        amount,
        token_program: currency.program,
    }
    .invoke_signed(&[CpiSigner::from(&seeds)])
}

/// Mints shares, signed by the pool.
///
/// # Errors
/// The token program's.
pub fn mint_to(
    program: &Address,
    mint: &UncheckedAccount,
    to: &UncheckedAccount,
    pool: &Account<Pool>,
    amount: u64,
) -> Result<()> {
    let bump = [pool.bump];
    let seeds = [CpiSeed::from(POOL_SEED), CpiSeed::from(pool.mint.as_ref()), CpiSeed::from(&bump)];
    MintTo {
        mint: mint.account(),
        account: to.account(),
        mint_authority: pool.account(),
        amount,
        token_program: program,
    }
    .invoke_signed(&[CpiSigner::from(&seeds)])
}

/// Makes the pool the mint's authority, signed by the present one.
///
/// # Errors
/// The token program's.
pub fn take_mint(program: &Address, mint: &UncheckedAccount, owner: &Signer, pool: &Address) -> Result<()> {
    SetAuthority {
        account: mint.account(),
        authority: owner.account(),
        authority_type: AuthorityType::MintTokens,
        new_authority: Some(pool),
        token_program: program,
    }
    .invoke()
}

/// Takes the bond of one side of a distribution, so that both always risk the same.
///
/// # Errors
/// The system program's.
#[inline(never)]
pub fn take_bond(
    system: &Program<System>,
    from: &mut Signer,
    distribution: &mut Account<Distribution>,
) -> Result<()> {
    let lamports = distribution.bond;
    let accounts =
        system_program::Transfer { from: from.cpi_handle_mut(), to: distribution.cpi_handle_mut() };
    system_program::transfer(CpiContext::new(system.address(), accounts), lamports)
}
