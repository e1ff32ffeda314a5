//! Take shares out of a position: votes and dividends end at once (votes with the power epoch), the tokens follow
//! after the cooldown. A request while others cool makes all of them wait for the new date.

use anchor_lang::prelude::*;
use makerstake_creators::Creator;

use crate::{
    clock::now,
    errors::EquityError,
    events::WithdrawalRequested,
    state::{ledger, Pool, Position},
};

#[derive(Accounts)]
pub struct RequestWithdrawal {
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
            @ EquityError::NotHolder,
        constraint = position.is_delegated_to(delegate.as_ref()) @ EquityError::WrongDelegate
    )]
    pub position: Account<Position>,
    /// The position of the holder's delegate, if it has one.
    #[account(mut)]
    pub delegate: Option<Account<Position>>,
}

impl RequestWithdrawal {
    /// Debits the shares and starts the cooldown.
    ///
    /// # Errors
    /// `ZeroAmount`, `InsufficientShares`.
    pub fn run(&mut self, amount: u64) -> Result<()> {
        require!(amount > 0, EquityError::ZeroAmount);
        let now = now()?;
        ledger::debit(&mut self.pool, &mut self.position, self.delegate.as_mut(), amount, now)?;
        self.position.cool(amount, now, self.pool.cooldown_seconds)?;
        self.pool.start_cooling(amount)?;
        self.position.check()?;
        emit!(WithdrawalRequested {
            position: *self.position.address(),
            shares: amount,
            until: i64::from(self.position.cooling_until),
        });
        Ok(())
    }
}
