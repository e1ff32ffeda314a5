//! Accounts that several instructions have in common, in the same order. What they are to one another is checked here, by
//! code that exists once and not for every instruction.

use anchor_lang::prelude::*;
use makerstake_creators::Creator;

use crate::{
    errors::EquityError,
    state::{Distribution, Pool, Position},
};

/// A position, and who acts for its holder.
#[derive(Accounts)]
pub struct HolderPosition {
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
}

/// Whether `signer` is the recovery key of the creator that `holder` is. By itself it cancels what a stolen authority has
/// set in motion; it starts nothing.
pub fn is_recovery_key(holder: &Address, signer: &Address, creator: Option<&Account<Creator>>) -> bool {
    creator.is_some_and(|creator| {
        *creator.address() == *holder && creator.has_recovery_key() && creator.recovery == *signer
    })
}

/// A distribution and its pool.
#[derive(Accounts)]
pub struct PoolDistribution {
    #[account(mut)]
    pub pool: Account<Pool>,
    #[account(mut, constraint = distribution.pool == *pool.address() @ EquityError::WrongPool)]
    pub distribution: Account<Distribution>,
}

/// A position whose shares change, and with it the votes of its delegate. Call [`Self::check`] first.
#[derive(Accounts)]
pub struct Holding {
    /// The position.
    #[account(mut)]
    pub position: Account<Position>,
    /// The position of the holder's delegate, if it has one.
    #[account(mut)]
    pub delegate: Option<Account<Position>>,
}

impl Holding {
    /// That the position is one of the pool, and that the delegate is the one it has, if any.
    ///
    /// # Errors
    /// `WrongPool`, `WrongDelegate`.
    #[inline(never)]
    pub fn check(&self, pool: &Address) -> Result<()> {
        require!(self.position.pool == *pool, EquityError::WrongPool);
        require!(self.position.is_delegated_to(self.delegate.as_deref()), EquityError::WrongDelegate);
        Ok(())
    }
}
