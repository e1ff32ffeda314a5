//! Take shares out of a position: votes and dividends end at once (votes with the power epoch), the tokens follow
//! after the cooldown. A request while others cool makes all of them wait for the new date.

use anchor_lang::prelude::*;
use makerstake_creators::log::log;

use super::accounts::*;
use crate::{
    clock::now,
    errors::EquityError,
    events::WithdrawalRequested,
    state::{ledger, Position},
};

#[derive(Accounts)]
pub struct RequestWithdrawal {
    pub owned: Nested<Owned>,
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
        let Owned { pool, position, .. } = &mut *self.owned;
        require!(position.is_delegated_to(self.delegate.as_ref()), EquityError::WrongDelegate);
        require!(amount > 0, EquityError::ZeroAmount);
        let now = now()?;
        let gone = ledger::debit(pool, position, self.delegate.as_mut(), amount, now)?;
        position.cool(gone, now, pool.cooldown_seconds)?;
        pool.start_cooling(amount)?;
        position.check()?;
        log(&WithdrawalRequested {
            position: *position.address(),
            shares: amount,
            until: i64::from(position.cooling_until),
        });
        Ok(())
    }
}
