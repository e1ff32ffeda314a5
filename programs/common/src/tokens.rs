//! The token moves that programs share. Amounts arrive as they left: the mints' extensions were checked before, and none of the
//! permitted ones takes a part.

use anchor_lang::prelude::*;
use anchor_spl::token_2022_cpi::instructions::{InitializeAccount3, TransferChecked};

/// Bytes of a vault: none of the permitted extensions of a mint asks anything of its token accounts.
pub const VAULT_SPACE: usize = 165;

/// A mint, its decimals and its program, as every move names them.
pub struct Currency<'a> {
    /// The mint.
    pub mint: &'a UncheckedAccount,
    /// Its decimals.
    pub decimals: u8,
    /// The token program that owns it.
    pub program: &'a Address,
}

/// Makes an empty account, which this program just created, a token account of `owner`.
///
/// # Errors
/// The token program's.
pub fn open_vault(vault: &UncheckedAccount, currency: &Currency, owner: &Address) -> Result<()> {
    InitializeAccount3 {
        account: vault.account(),
        mint: currency.mint.account(),
        owner,
        token_program: currency.program,
    }
    .invoke()
}

/// Moves tokens into a vault, signed by their owner.
///
/// # Errors
/// The token program's.
pub fn pull(
    from: &UncheckedAccount,
    vault: &UncheckedAccount,
    currency: &Currency,
    owner: &Signer,
    amount: u64,
) -> Result<()> {
    TransferChecked {
        from: from.account(),
        mint: currency.mint.account(),
        to: vault.account(),
        authority: owner.account(),
        amount,
        decimals: currency.decimals,
        token_program: currency.program,
    }
    .invoke()
}
