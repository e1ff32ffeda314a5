//! Issue tokens out of the treasury bucket to a token account of the pool's authority.

use anchor_lang::prelude::*;
use anchor_spl::token_interface::TokenInterface;
use makerstake_common::{log::log, token_state};

use crate::{errors::EquityError, events::TreasuryIssued, state::Pool, tokens};

#[derive(Accounts)]
pub struct IssueTreasury {
    #[account(address = pool.authority @ EquityError::NotAuthority)]
    pub authority: Signer,
    #[account(mut)]
    pub pool: Account<Pool>,
    /// The share mint: its address suffices.
    #[account(mut, address = pool.mint @ EquityError::WrongMint)]
    pub mint: UncheckedAccount,
    /// A token account of the authority; `check_destination` reads it.
    #[account(mut)]
    pub destination: UncheckedAccount,
    pub token_program: Interface<'static, TokenInterface>,
}

impl IssueTreasury {
    /// Mints the tokens.
    ///
    /// # Errors
    /// `FounderLimit`, `WrongDestination`, `ZeroAmount`, `AboveBucket`.
    pub fn run(&mut self, amount: u64) -> Result<()> {
        self.pool.check_handed_over()?;
        self.check_destination()?;
        self.pool.issue_treasury(amount)?;
        self.pool.check()?;
        tokens::mint_to(self.token_program.address(), &self.mint, &self.destination, &self.pool, amount)?;
        let destination = *self.destination.address();
        log(&TreasuryIssued { pool: *self.pool.address(), destination, amount });
        Ok(())
    }

    /// That the tokens stay with the authority, and nobody else can move them from there.
    fn check_destination(&self) -> Result<()> {
        let view = self.destination.account();
        require!(view.owned_by(self.token_program.address()), EquityError::WrongDestination);
        let account = token_state::account(&view.try_borrow()?).ok_or(EquityError::WrongDestination)?;
        require!(account.mint == *self.mint.address().as_array(), EquityError::WrongDestination);
        require!(account.owner == *self.authority.address().as_array(), EquityError::WrongDestination);
        require!(!account.is_shared, EquityError::WrongDestination);
        Ok(())
    }
}
