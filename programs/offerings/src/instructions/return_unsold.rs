//! Bring unsold shares back to the treasury, once nothing more is settled: anyone may. Shares that somebody has sent to the stock go with
//! them.

use anchor_lang::prelude::*;
use anchor_spl::token_interface::TokenInterface;
use makerstake_common::log::log;
use makerstake_governance::Platform;

use super::accounts::check_vault;
use crate::{
    clock::now,
    errors::OfferingError,
    events::UnsoldReturned,
    state::{offering::STOCK_SEED, Offering},
    tokens::{self, Currency},
};

#[derive(Accounts)]
pub struct ReturnUnsold {
    #[account(constraint = offering.is_current() @ OfferingError::UnknownVersion)]
    pub offering: Account<Offering>,
    /// Names the treasury.
    #[account(address = offering.platform @ OfferingError::WrongPlatform)]
    pub platform: Account<Platform>,
    /// Holds the shares: `run` derives its address.
    #[account(mut)]
    pub stock: UncheckedAccount,
    /// A token account of the treasury; `check_destination` reads it.
    #[account(mut)]
    pub destination: UncheckedAccount,
    /// The share mint: its address suffices.
    #[account(address = offering.mint @ OfferingError::WrongMint)]
    pub mint: UncheckedAccount,
    pub token_program: Interface<'static, TokenInterface>,
}

impl ReturnUnsold {
    /// Moves all shares that no investor has bought.
    ///
    /// # Errors
    /// `NotDecided`, `SettlementRuns`, `NothingUnsold`, `WrongDestination`; the token program's.
    pub fn run(&mut self) -> Result<()> {
        let offering = &self.offering;
        let kept = offering.reserved_shares(now()?)?;
        check_vault(&self.stock, STOCK_SEED, offering.address())?;
        let unsold = tokens::balance(&self.stock)?.saturating_sub(kept);
        require!(unsold > 0, OfferingError::NothingUnsold);
        let shares =
            Currency { mint: &self.mint, decimals: offering.decimals, program: self.token_program.address() };
        tokens::check_destination(&self.destination, &shares, &self.platform.treasury)?;
        tokens::push(offering, &self.stock, &self.destination, &shares, unsold)?;
        log(&UnsoldReturned { offering: *offering.address(), shares: unsold });
        Ok(())
    }
}
