//! Pay out what a position is owed, to a token account that the holder names.

use anchor_lang::prelude::*;
use anchor_spl::token_interface::TokenInterface;
use makerstake_creators::Creator;

use crate::{
    errors::EquityError,
    events::DividendCollected,
    state::{pool::DIVIDEND_VAULT_SEED, Pool, Position},
    tokens::{self, Currency, Vault},
};

#[derive(Accounts)]
pub struct CollectDividend {
    /// Acts for the holder.
    pub signer: Signer,
    /// The holder's creator account, if the holder is one.
    pub creator: Option<Account<Creator>>,
    #[account(mut)]
    pub pool: Account<Pool>,
    #[account(
        mut,
        constraint = position.pool == *pool.address() @ EquityError::WrongPool,
        constraint = Creator::acts_for(&position.holder, signer.address(), creator.as_ref())
            @ EquityError::NotHolder
    )]
    pub position: Account<Position>,
    /// Where the tokens go: the signer names it, the token program checks that it is of this mint.
    #[account(mut)]
    pub destination: UncheckedAccount,
    /// The dividend mint: its address suffices.
    #[account(address = pool.dividend_mint @ EquityError::WrongDividendMint)]
    pub dividend_mint: UncheckedAccount,
    /// The dividend vault: its address suffices.
    #[account(mut, address = pool.dividend_vault @ EquityError::WrongDividendVault)]
    pub dividend_vault: UncheckedAccount,
    pub token_program: Interface<'static, TokenInterface>,
}

impl CollectDividend {
    /// Pays all whole base units that are owed; the fraction stays owed.
    ///
    /// # Errors
    /// `NothingDue`; the token program's.
    pub fn run(&mut self) -> Result<()> {
        let amount = self.position.take_dividend(self.pool.index())?;
        self.pool.pay_dividend(amount)?;
        let vault = Vault {
            account: &self.dividend_vault,
            seed: DIVIDEND_VAULT_SEED,
            pool: self.pool.address(),
            bump: self.pool.dividend_vault_bump,
        };
        let currency = Currency {
            mint: &self.dividend_mint,
            decimals: self.pool.dividend_decimals,
            program: self.token_program.address(),
        };
        tokens::push(&vault, &self.destination, &currency, amount)?;
        emit!(DividendCollected { position: *self.position.address(), amount });
        Ok(())
    }
}
