//! Take shares out of a position: votes and dividends end at once (votes with the epoch), the tokens follow three epochs
//! later, when every ballot that they could be cast in is counted. A request while others wait makes all of them wait for
//! the new epoch. Until then they can come back, with what was earned of them.

use anchor_lang::prelude::*;
use makerstake_common::log::log;
use makerstake_creators::Creator;

use super::accounts::*;
use crate::{
    clock::now,
    errors::EquityError,
    events::{WithdrawalCancelled, WithdrawalRequested},
    state::{share_accounting, Pool, Position},
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
    /// `WrongDelegate`, `ZeroAmount`, `InsufficientShares`.
    pub fn run(&mut self, amount: u64) -> Result<()> {
        let HolderPosition { pool, position, .. } = &mut *self.holder_position;
        require!(position.is_delegated_to(self.delegate.as_deref()), EquityError::WrongDelegate);
        require!(amount > 0, EquityError::ZeroAmount);
        let now = now()?;
        let gone = share_accounting::debit(pool, position, self.delegate.as_deref_mut(), amount, now)?;
        position.cool(gone, pool.snapshot_epoch(now)?)?;
        pool.start_cooling(amount)?;
        position.check()?;
        pool.check()?;
        log(&WithdrawalRequested {
            pool: *pool.address(),
            position: *position.address(),
            shares: amount,
            earned: gone.earned,
            epoch: u64::from(position.withdrawable_from),
        });
        Ok(())
    }
}

#[derive(Accounts)]
pub struct CancelWithdrawal {
    /// Acts for the holder, or is the recovery key of the creator that the holder is.
    #[account(
        constraint = Creator::acts_for(&holding.position.holder, signer.address(), creator.as_ref())
            || is_recovery_key(&holding.position.holder, signer.address(), creator.as_ref())
            @ EquityError::NotHolder
    )]
    pub signer: Signer,
    /// The holder's creator account, if the holder is one.
    pub creator: Option<Account<Creator>>,
    #[account(mut)]
    pub pool: Account<Pool>,
    pub holding: Nested<Holding>,
}

impl CancelWithdrawal {
    /// Credits all that waits, with what was earned of it: weight as a maker comes back as it went (INVARIANT 29).
    ///
    /// # Errors
    /// `WrongPool`, `WrongDelegate`, `NoPendingWithdrawal`.
    pub fn run(&mut self) -> Result<()> {
        self.holding.check(self.pool.address())?;
        let Holding { position, delegate } = &mut *self.holding;
        let back = position.take_back_cooled()?;
        self.pool.end_cooling(back.shares)?;
        share_accounting::credit(&mut self.pool, position, delegate.as_deref_mut(), back, now()?)?;
        position.check()?;
        self.pool.check()?;
        log(&WithdrawalCancelled {
            pool: *self.pool.address(),
            position: *position.address(),
            shares: back.shares,
            earned: back.earned,
        });
        Ok(())
    }
}
