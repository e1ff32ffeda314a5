//! Accounts that several instructions have in common, in the same order. What they are to one another is checked here.

use anchor_lang::prelude::*;
use anchor_spl::token_interface::TokenInterface;

use crate::{
    errors::OfferingError,
    state::{offering::PURSE_SEED, Commitment, Offering, OfferingBook},
    tokens::Currency,
};

/// An offering and one of its commitments, both written.
#[derive(Accounts)]
pub struct CommitmentOf {
    #[account(mut, constraint = offering.is_current() @ OfferingError::UnknownVersion)]
    pub offering: Account<Offering>,
    #[account(
        mut,
        constraint = commitment.is_current() @ OfferingError::UnknownVersion,
        constraint = commitment.offering == *offering.address() @ OfferingError::WrongOffering
    )]
    pub commitment: Account<Commitment>,
}

/// An offering and the book of its platform, both written.
#[derive(Accounts)]
pub struct BookOf {
    #[account(mut, constraint = offering.is_current() @ OfferingError::UnknownVersion)]
    pub offering: Account<Offering>,
    #[account(
        mut,
        constraint = book.is_current() @ OfferingError::UnknownVersion,
        constraint = book.platform == offering.platform @ OfferingError::WrongPlatform
    )]
    pub book: Account<OfferingBook>,
}

/// The purse of an offering, and what its tokens are moved with.
#[derive(Accounts)]
pub struct Purse {
    /// Holds what is committed. Its address is derived in `check`.
    #[account(mut)]
    pub purse: UncheckedAccount,
    /// The quote mint: `check` compares it.
    pub quote_mint: UncheckedAccount,
    /// The token program of the quote mint.
    pub token_program: Interface<'static, TokenInterface>,
}

impl Purse {
    /// Checks that both are the offering's. Returns the currency.
    ///
    /// # Errors
    /// `WrongMint`, `WrongVault`.
    pub fn check(&self, offering: &Account<Offering>) -> Result<Currency<'_>> {
        require!(*self.quote_mint.address() == offering.quote_mint, OfferingError::WrongMint);
        check_vault(&self.purse, PURSE_SEED, offering.address())?;
        Ok(Currency {
            mint: &self.quote_mint,
            decimals: offering.quote_decimals,
            program: self.token_program.address(),
        })
    }
}

/// Checks that a token account is one of the offering's two: at its derived address.
///
/// # Errors
/// `WrongVault`.
#[inline(never)]
pub fn check_vault(vault: &UncheckedAccount, seed: &[u8], offering: &Address) -> Result<()> {
    makerstake_common::create_pda::bump(vault.account(), &[seed, offering.as_ref()], &crate::ID)
        .map_err(|_| OfferingError::WrongVault)?;
    Ok(())
}
