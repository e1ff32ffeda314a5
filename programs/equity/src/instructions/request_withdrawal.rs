//! Take shares out of a position: votes and dividends end at once (votes with the snapshot epoch), the tokens follow
//! three epochs later, when every ballot that they could be cast in is counted. A request while others cool makes all of
//! them wait for the new epoch.

use anchor_lang::prelude::*;
use makerstake_creators::log::log;

use super::accounts::*;
use crate::{
    clock::now,
    errors::EquityError,
    events::WithdrawalRequested,
    state::{share_accounting, Position},
};

#[derive(Accounts)]
pub struct RequestWithdrawal {
    pub holder_position: Nested<HolderPosition>,
    /// The position of the holder's delegate, if it has one.
    #[account(mut)]
    pub delegate: Option<Account<Position>>,
}

impl RequestWithdrawal {
    /// Debits the shares and sets them aside.
    ///
    /// # Errors
    /// `ZeroAmount`, `InsufficientShares`.
    pub fn run(&mut self, amount: u64) -> Result<()> {
        let HolderPosition { pool, position, .. } = &mut *self.holder_position;
        require!(position.is_delegated_to(self.delegate.as_ref()), EquityError::WrongDelegate);
        require!(amount > 0, EquityError::ZeroAmount);
        let now = now()?;
        let gone = share_accounting::debit(pool, position, self.delegate.as_mut(), amount, now)?;
        position.cool(gone, pool.snapshot_epoch(now)?)?;
        pool.start_cooling(amount)?;
        position.check()?;
        log(&WithdrawalRequested {
            position: *position.address(),
            shares: amount,
            epoch: u64::from(position.withdrawable_from),
        });
        Ok(())
    }
}
