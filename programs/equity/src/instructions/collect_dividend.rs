//! Pay out what a position is owed, to a token account that the holder names.

use anchor_lang::prelude::*;
use anchor_spl::token_interface::TokenInterface;
use makerstake_common::log::log;

use super::accounts::*;
use crate::{
    errors::EquityError,
    events::DividendCollected,
    state::pool::DIVIDEND_VAULT_SEED,
    tokens::{self, Currency, Vault},
};

#[derive(Accounts)]
pub struct CollectDividend {
    pub holder_position: Nested<HolderPosition>,
    /// Where the tokens go: the signer names it, the token program checks that it is of this mint.
    #[account(mut)]
    pub destination: UncheckedAccount,
    /// The dividend mint: its address suffices.
    #[account(address = holder_position.pool.dividend_mint @ EquityError::WrongDividendMint)]
    pub dividend_mint: UncheckedAccount,
    /// The dividend vault: its address suffices.
    #[account(mut, address = holder_position.pool.dividend_vault @ EquityError::WrongDividendVault)]
    pub dividend_vault: UncheckedAccount,
    pub token_program: Interface<'static, TokenInterface>,
}

impl CollectDividend {
    /// Pays all whole base units that are owed; the fraction stays owed.
    ///
    /// # Errors
    /// `NothingDue`; the token program's.
    pub fn run(&mut self) -> Result<()> {
        let HolderPosition { pool, position, .. } = &mut *self.holder_position;
        let amount = position.take_dividend(pool.index())?;
        pool.pay_dividend(amount)?;
        let vault = Vault {
            account: &self.dividend_vault,
            seed: DIVIDEND_VAULT_SEED,
            pool: pool.address(),
            bump: pool.dividend_vault_bump,
        };
        let currency = Currency {
            mint: &self.dividend_mint,
            decimals: pool.dividend_decimals,
            program: self.token_program.address(),
        };
        tokens::push(&vault, &self.destination, &currency, amount)?;
        log(&DividendCollected { pool: *pool.address(), position: *position.address(), amount });
        Ok(())
    }
}
