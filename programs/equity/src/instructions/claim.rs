//! Claim an epoch's shares for a holder: anyone may, for anyone. No signature, no token account, no account per claim.

use anchor_lang::prelude::*;
use makerstake_core::{hash::Digest, weight::Weight};
use makerstake_creators::Creator;

use super::accounts::*;
use crate::{
    clock::now,
    errors::EquityError,
    events::Claimed,
    state::{share_accounting, Position},
};

#[derive(Accounts)]
pub struct Claim {
    pub pool_distribution: Nested<PoolDistribution>,
    /// The holder's position, open already.
    #[account(
        mut,
        constraint = position.pool == *pool_distribution.pool.address() @ EquityError::WrongPool,
        constraint = position.is_delegated_to(delegate.as_ref()) @ EquityError::WrongDelegate
    )]
    pub position: Account<Position>,
    /// The holder, a wallet or a creator. Its address is the position's; if the creators program owns it, `check_age`
    /// reads it as a creator.
    #[account(address = position.holder @ EquityError::WrongHolder)]
    pub holder: UncheckedAccount,
    /// The position of the holder's delegate, if it has one.
    #[account(mut)]
    pub delegate: Option<Account<Position>>,
}

impl Claim {
    /// Checks the proof and credits the shares (INVARIANTS 3 and 8).
    ///
    /// # Errors
    /// `NotFinal`, `ZeroAmount`, `LeafAboveMaximum`, `WrongProof`, `CreatorTooYoung`, `EpochTooOld`,
    /// `AlreadyClaimed`, `AboveAllocation`.
    pub fn run(&mut self, amount: u64, proof: &[Digest]) -> Result<()> {
        self.pool_distribution.distribution.check_leaf(&self.position.holder, amount, proof)?;
        self.check_age()?;
        let PoolDistribution { pool, distribution } = &mut *self.pool_distribution;
        self.position.mark_claimed(distribution.epoch, pool.next_epoch)?;
        distribution.pay(amount)?;
        pool.release_claim(amount)?;
        let earned = Weight::earned(amount);
        share_accounting::credit(pool, &mut self.position, self.delegate.as_mut(), earned, now()?)?;
        self.position.check()?;
        emit!(Claimed { position: *self.position.address(), shares: amount, epoch: distribution.epoch });
        Ok(())
    }

    /// That a creator was there before the window closed. What is not a creator is a wallet, and wallets have no age.
    fn check_age(&self) -> Result<()> {
        let view = self.holder.account();
        if view.owned_by(&makerstake_creators::ID) {
            let creator = Account::<Creator>::load(*view)?;
            require!(
                creator.created_at.get() <= self.pool_distribution.distribution.window_end,
                EquityError::CreatorTooYoung
            );
        }
        Ok(())
    }
}
