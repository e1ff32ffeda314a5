//! Close an empty position. The rent goes back to who paid it.
//!
//! A position with a claim in the newest 128 epochs stays: its bits are what keeps the claim from being made again.

use anchor_lang::prelude::*;
use makerstake_common::log::log;
use makerstake_creators::Creator;

use crate::{
    clock::now,
    errors::EquityError,
    events::PositionClosed,
    state::{Pool, Position},
};

#[derive(Accounts)]
pub struct ClosePosition {
    /// Acts for the holder.
    pub signer: Signer,
    /// The holder's creator account, if the holder is one.
    pub creator: Option<Account<Creator>>,
    pub pool: Account<Pool>,
    #[account(
        mut, close = payer,
        constraint = position.pool == *pool.address() @ EquityError::WrongPool,
        constraint = Creator::acts_for(&position.holder, signer.address(), creator.as_ref())
            @ EquityError::NotHolder
    )]
    pub position: Account<Position>,
    /// Who paid the rent; gets lamports and nothing else, so its address suffices.
    #[account(mut, unsafe(dup), address = position.payer @ EquityError::NotRentPayer)]
    pub payer: UncheckedAccount,
}

impl ClosePosition {
    /// Closes the position.
    ///
    /// # Errors
    /// `PositionInUse`, `ClaimsOnRecord`.
    pub fn run(&mut self) -> Result<()> {
        let from = self.pool.counts_from(now()?)?;
        self.position.check_closable(from, self.pool.index(), self.pool.oldest_claimable())?;
        log(&PositionClosed {
            pool: *self.pool.address(),
            position: *self.position.address(),
            holder: self.position.holder,
        });
        Ok(())
    }
}
