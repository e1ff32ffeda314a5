//! Close an offering that has no commitments left: anyone may. What is in its token accounts, gifts too, goes to the treasury, which paid
//! the rent and gets it back. The number is never used again.

use anchor_lang::prelude::*;
use anchor_spl::token_interface::TokenInterface;
use makerstake_common::log::log;
use makerstake_governance::Platform;

use super::accounts::*;
use crate::{
    errors::OfferingError,
    events::OfferingRemoved,
    state::{offering::STOCK_SEED, Offering, State},
    tokens::{self, Currency},
};

#[derive(Accounts)]
pub struct Close {
    #[account(mut, close = treasury, constraint = offering.is_current() @ OfferingError::UnknownVersion)]
    pub offering: Account<Offering>,
    #[account(address = offering.platform @ OfferingError::WrongPlatform)]
    pub platform: Account<Platform>,
    /// Gets the rent: its address suffices.
    #[account(mut, address = platform.treasury @ OfferingError::NotTreasury)]
    pub treasury: UncheckedAccount,
    pub purse: Nested<Purse>,
    /// A quote token account of the treasury; `check_destination` reads it.
    #[account(mut)]
    pub quote_destination: UncheckedAccount,
    /// Holds shares: `run` derives its address.
    #[account(mut)]
    pub stock: UncheckedAccount,
    /// A share token account of the treasury; `check_destination` reads it.
    #[account(mut)]
    pub destination: UncheckedAccount,
    /// The share mint: its address suffices.
    #[account(address = offering.mint @ OfferingError::WrongMint)]
    pub mint: UncheckedAccount,
    /// The token program of the share mint.
    pub share_token_program: Interface<'static, TokenInterface>,
}

impl Close {
    /// Empties and closes all three accounts.
    ///
    /// # Errors
    /// `OfferingInUse`, `WrongDestination`; the token programs'.
    pub fn run(&mut self) -> Result<()> {
        let offering = &self.offering;
        let is_over = offering.state != State::Open as u8 && offering.commitments == 0;
        require!(is_over, OfferingError::OfferingInUse);
        let quote = self.purse.check(offering)?;
        check_vault(&self.stock, STOCK_SEED, offering.address())?;
        let shares = Currency {
            mint: &self.mint,
            decimals: offering.decimals,
            program: self.share_token_program.address(),
        };
        self.empty(&self.purse.purse, &self.quote_destination, &quote)?;
        self.empty(&self.stock, &self.destination, &shares)?;
        log(&OfferingRemoved { offering: *offering.address() });
        Ok(())
    }

    /// Moves everything out of a vault, and closes it.
    fn empty(&self, vault: &UncheckedAccount, to: &UncheckedAccount, currency: &Currency) -> Result<()> {
        let rest = tokens::balance(vault)?;
        if rest > 0 {
            tokens::check_destination(to, currency, &self.platform.treasury)?;
            tokens::push(&self.offering, vault, to, currency, rest)?;
        }
        tokens::close_vault(&self.offering, vault, &self.treasury, currency.program)
    }
}
