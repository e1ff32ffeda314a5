//! Pay out what a position is owed, to a token account that the holder names.

use anchor_lang::prelude::*;
use anchor_spl::token_interface::TokenInterface;
use makerstake_creators::Creator;

use crate::{
    errors::EquityError,
    events::DividendCollected,
    state::{Pool, Position},
    tokens,
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
        let program = *self.token_program.address();
        tokens::push(
            &program,
            (&mut self.dividend_vault, &mut self.destination),
            (&self.dividend_mint, self.pool.dividend_decimals),
            &self.pool,
            amount,
        )?;
        emit!(DividendCollected { position: *self.position.address(), amount });
        Ok(())
    }
}
