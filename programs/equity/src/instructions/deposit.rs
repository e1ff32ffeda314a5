//! Turn liquid tokens into shares of a position. Anyone may, for anyone: it is a gift, and it is bought, not earned.

use anchor_lang::prelude::*;
use anchor_spl::token_interface::TokenInterface;
use makerstake_common::log_event;
use makerstake_core::weight::Weight;

use crate::{
    clock::now,
    errors::EquityError,
    events::Deposited,
    state::{share_accounting, Pool, Position},
    tokens::{self, Currency},
};

#[derive(Accounts)]
pub struct Deposit {
    /// Owns the tokens.
    pub owner: Signer,
    #[account(mut)]
    pub pool: Account<Pool>,
    #[account(
        mut,
        constraint = position.pool == *pool.address() @ EquityError::WrongPool,
        constraint = position.is_delegated_to(delegate.as_deref()) @ EquityError::WrongDelegate
    )]
    pub position: Account<Position>,
    /// The position of the holder's delegate, if it has one.
    #[account(mut)]
    pub delegate: Option<Account<Position>>,
    /// The owner's tokens: the token program checks them, and that they are of this mint.
    #[account(mut)]
    pub source: UncheckedAccount,
    /// The share mint: its address suffices.
    #[account(address = pool.mint @ EquityError::WrongMint)]
    pub mint: UncheckedAccount,
    /// The vault: its address suffices.
    #[account(mut, address = pool.vault @ EquityError::WrongVault)]
    pub vault: UncheckedAccount,
    pub token_program: Interface<'static, TokenInterface>,
}

impl Deposit {
    /// Credits the shares and takes the tokens.
    ///
    /// # Errors
    /// `ZeroAmount`; the token program's.
    pub fn run(&mut self, amount: u64) -> Result<()> {
        require!(amount > 0, EquityError::ZeroAmount);
        let bought = Weight::bought(amount);
        share_accounting::credit(
            &mut self.pool,
            &mut self.position,
            self.delegate.as_deref_mut(),
            bought,
            now()?,
        )?;
        self.position.check()?;
        let shares = Currency {
            mint: &self.mint,
            decimals: self.pool.decimals,
            program: self.token_program.address(),
        };
        tokens::pull(&self.source, &self.vault, &shares, &self.owner, amount)?;
        log_event!(Deposited {
            pool: *self.pool.address(),
            position: *self.position.address(),
            shares: amount,
        });
        Ok(())
    }
}
