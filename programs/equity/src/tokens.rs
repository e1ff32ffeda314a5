//! The token moves of this program. Amounts arrive as they left: the mints' extensions were checked when the pool was
//! founded, and none of the permitted ones takes a part.

use anchor_lang::prelude::*;
use anchor_spl::{
    token_2022::{self, Burn, MintTo, TransferChecked},
    token_2022_cpi::{
        self,
        instructions::{AuthorityType, SetAuthority},
    },
};

use crate::state::{pool::POOL_SEED, Pool};

pub use anchor_spl::token_interface::TokenInterface;

/// Moves tokens into one of the pool's vaults, signed by their owner.
///
/// # Errors
/// The token program's.
pub fn pull(
    program: &Address,
    (from, to): (&UncheckedAccount, &UncheckedAccount),
    (mint, decimals): (&UncheckedAccount, u8),
    owner: &Signer,
    amount: u64,
) -> Result<()> {
    token_2022_cpi::instructions::TransferChecked {
        from: from.account(),
        mint: mint.account(),
        to: to.account(),
        authority: owner.account(),
        amount,
        decimals,
        token_program: program,
    }
    .invoke()
}

/// Moves tokens out of one of the pool's vaults, signed by the pool.
///
/// # Errors
/// The token program's.
pub fn push<'a>(
    program: &'a Address,
    (from, to): (&'a mut UncheckedAccount, &'a mut UncheckedAccount),
    (mint, decimals): (&'a UncheckedAccount, u8),
    pool: &'a Account<Pool>,
    amount: u64,
) -> Result<()> {
    let (key, bump) = (pool.mint, [pool.bump]);
    let seeds: &[&[u8]] = &[POOL_SEED, key.as_array(), &bump];
    let accounts = TransferChecked {
        from: from.cpi_handle_mut(),
        mint: mint.cpi_handle(),
        to: to.cpi_handle_mut(),
        authority: pool.cpi_handle(),
    };
    let signers = [seeds];
    token_2022::transfer_checked(CpiContext::new_with_signer(program, accounts, &signers), amount, decimals)
}

/// Mints shares, signed by the pool.
///
/// # Errors
/// The token program's.
pub fn mint_to<'a>(
    program: &'a Address,
    mint: &'a mut UncheckedAccount,
    to: &'a mut UncheckedAccount,
    pool: &'a Account<Pool>,
    amount: u64,
) -> Result<()> {
    let (key, bump) = (pool.mint, [pool.bump]);
    let seeds: &[&[u8]] = &[POOL_SEED, key.as_array(), &bump];
    let accounts =
        MintTo { mint: mint.cpi_handle_mut(), to: to.cpi_handle_mut(), authority: pool.cpi_handle() };
    let signers = [seeds];
    token_2022::mint_to(CpiContext::new_with_signer(program, accounts, &signers), amount)
}

/// Burns shares out of the vault, signed by the pool.
///
/// # Errors
/// The token program's.
pub fn burn<'a>(
    program: &'a Address,
    mint: &'a mut UncheckedAccount,
    vault: &'a mut UncheckedAccount,
    pool: &'a Account<Pool>,
    amount: u64,
) -> Result<()> {
    let (key, bump) = (pool.mint, [pool.bump]);
    let seeds: &[&[u8]] = &[POOL_SEED, key.as_array(), &bump];
    let accounts =
        Burn { from: vault.cpi_handle_mut(), mint: mint.cpi_handle_mut(), authority: pool.cpi_handle() };
    let signers = [seeds];
    token_2022::burn(CpiContext::new_with_signer(program, accounts, &signers), amount)
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
