//! The token moves of this program. Amounts arrive as they left: the share mint was checked when its pool was founded, the quote
//! mint when the offering was opened, and none of the permitted extensions takes a part.
//!
//! The offering's address owns its purse and its stock and signs for them; only this program can make that signature.

use anchor_lang::cpi::{CpiSeed, CpiSigner};
use anchor_lang::prelude::*;
use anchor_spl::token_2022_cpi::instructions::{CloseAccount, TransferChecked};
use makerstake_common::token_state;
pub use makerstake_common::tokens::{open_vault, pull, Currency, VAULT_SPACE};

use crate::{
    errors::OfferingError,
    state::{offering::OFFERING_SEED, Offering},
};

/// Where the amount lies in a token account.
const AMOUNT_AT: usize = 64;

/// Moves tokens out of a vault of the offering, signed by it.
///
/// # Errors
/// The token program's.
#[inline(never)]
pub fn push(
    offering: &Account<Offering>,
    from: &UncheckedAccount,
    to: &UncheckedAccount,
    currency: &Currency,
    amount: u64,
) -> Result<()> {
    signed(offering, |signers| {
        TransferChecked {
            from: from.account(),
            mint: currency.mint.account(),
            to: to.account(),
            authority: offering.account(),
            amount,
            decimals: currency.decimals,
            token_program: currency.program,
        }
        .invoke_signed(signers)
    })
}

/// Closes an empty vault of the offering, signed by it. The rent goes to `to`.
///
/// # Errors
/// The token program's.
#[inline(never)]
pub fn close_vault(
    offering: &Account<Offering>,
    vault: &UncheckedAccount,
    to: &UncheckedAccount,
    program: &Address,
) -> Result<()> {
    signed(offering, |signers| {
        CloseAccount {
            account: vault.account(),
            destination: to.account(),
            authority: offering.account(),
            token_program: program,
        }
        .invoke_signed(signers)
    })
}

/// Runs a call with the offering's signature.
///
/// # Errors
/// Those of the call.
pub fn signed(
    offering: &Account<Offering>,
    call: impl FnOnce(&[CpiSigner<'_, '_>]) -> Result<()>,
) -> Result<()> {
    let (number, bump) = (offering.number.to_le_bytes(), [offering.bump]);
    let seeds = [
        CpiSeed::from(OFFERING_SEED),
        CpiSeed::from(offering.platform.as_ref()),
        CpiSeed::from(&number),
        CpiSeed::from(&bump),
    ];
    call(&[CpiSigner::from(&seeds)])
}

/// Base units in a token account; 0 for what is none.
///
/// # Errors
/// Where the account is borrowed.
pub fn balance(account: &UncheckedAccount) -> Result<u64> {
    let view = account.account();
    let data = view.try_borrow()?;
    Ok(data
        .get(AMOUNT_AT..)
        .and_then(|rest| rest.first_chunk())
        .map_or(0, |bytes| u64::from_le_bytes(*bytes)))
}

/// Checks that tokens of this mint stay with the treasury there, and nobody else can move them.
///
/// # Errors
/// `WrongDestination`.
pub fn check_destination(account: &UncheckedAccount, currency: &Currency, treasury: &Address) -> Result<()> {
    let view = account.account();
    require!(view.owned_by(currency.program), OfferingError::WrongDestination);
    let facts = token_state::account(&view.try_borrow()?).ok_or(OfferingError::WrongDestination)?;
    let is_treasury = facts.mint == *currency.mint.address().as_array()
        && facts.owner == *treasury.as_array()
        && !facts.is_shared;
    require!(is_treasury, OfferingError::WrongDestination);
    Ok(())
}

/// Checks that refunds can go there: a token account of the quote mint, and not the purse itself.
///
/// # Errors
/// `WrongRefundAccount`.
pub fn check_refund_account(account: &UncheckedAccount, currency: &Currency, purse: &Address) -> Result<()> {
    let view = account.account();
    require!(view.owned_by(currency.program), OfferingError::WrongRefundAccount);
    let facts = token_state::account(&view.try_borrow()?).ok_or(OfferingError::WrongRefundAccount)?;
    let is_fit = facts.mint == *currency.mint.address().as_array() && account.address() != purse;
    require!(is_fit, OfferingError::WrongRefundAccount);
    Ok(())
}
