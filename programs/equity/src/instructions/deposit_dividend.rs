//! Pay a dividend in: anyone may. It is divided among all shares in positions at this moment, and those of final
//! distributions that wait to be claimed: whether somebody claims before or after changes nothing.

use anchor_lang::prelude::*;
use anchor_spl::token_interface::TokenInterface;
use makerstake_common::log::log;

use crate::{
    errors::EquityError,
    events::DividendDeposited,
    state::Pool,
    tokens::{self, Currency},
};

#[derive(Accounts)]
pub struct DepositDividend {
    /// Owns the tokens.
    pub owner: Signer,
    #[account(mut)]
    pub pool: Account<Pool>,
    /// The owner's tokens: the token program checks them, and that they are of this mint.
    #[account(mut)]
    pub source: UncheckedAccount,
    /// The dividend mint: its address suffices.
    #[account(address = pool.dividend_mint @ EquityError::WrongDividendMint)]
    pub dividend_mint: UncheckedAccount,
    /// The dividend vault: its address suffices.
    #[account(mut, address = pool.dividend_vault @ EquityError::WrongDividendVault)]
    pub dividend_vault: UncheckedAccount,
    pub token_program: Interface<'static, TokenInterface>,
}

impl DepositDividend {
    /// Raises the dividend index and takes the tokens.
    ///
    /// # Errors
    /// `ZeroAmount`, `TooFewShares`; the token program's.
    pub fn run(&mut self, amount: u64) -> Result<()> {
        let shares = self.pool.deposit_dividend(amount)?;
        self.pool.check()?;
        let dividends = Currency {
            mint: &self.dividend_mint,
            decimals: self.pool.dividend_decimals,
            program: self.token_program.address(),
        };
        tokens::pull(&self.source, &self.dividend_vault, &dividends, &self.owner, amount)?;
        log(&DividendDeposited { pool: *self.pool.address(), amount, shares });
        Ok(())
    }
}
