//! Let another holder vote with a position's shares, from the next snapshot epoch on. Not transitive: what was delegated
//! to a holder stays there when that holder delegates its own.

use anchor_lang::prelude::*;
use makerstake_common::log::log;
use makerstake_creators::Creator;

use crate::{
    clock::now,
    errors::EquityError,
    events::Delegated,
    state::{share_accounting, Pool, Position},
};

/// No two of the three positions can be the same account: each pair is told apart by a constraint below, so that the
/// mistake has a name. That is what allows `unsafe(dup)`.
#[derive(Accounts)]
pub struct Delegate {
    /// Acts for the holder.
    pub signer: Signer,
    /// The holder's creator account, if the holder is one.
    pub creator: Option<Account<Creator>>,
    pub pool: Account<Pool>,
    #[account(
        mut, unsafe(dup),
        constraint = position.pool == *pool.address() @ EquityError::WrongPool,
        constraint = Creator::acts_for(&position.holder, signer.address(), creator.as_ref())
            @ EquityError::NotHolder,
        constraint = position.is_delegated_to(former_delegate.as_deref()) @ EquityError::WrongDelegate
    )]
    pub position: Account<Position>,
    /// The position of the delegate from now on.
    #[account(
        mut, unsafe(dup),
        constraint = new_delegate.pool == *pool.address() @ EquityError::WrongPool,
        constraint = new_delegate.holder != position.holder @ EquityError::SelfDelegation,
        constraint = new_delegate.holder != position.delegate @ EquityError::AlreadyDelegated
    )]
    pub new_delegate: Account<Position>,
    /// The position of the delegate until now, if there is one.
    #[account(mut, unsafe(dup))]
    pub former_delegate: Option<Account<Position>>,
}

impl Delegate {
    /// Moves the votes.
    ///
    /// # Errors
    /// `DelegationCooldown` unless the last change has counted for every epoch that a ballot may ask for.
    pub fn run(&mut self) -> Result<()> {
        let next = Some(&mut *self.new_delegate);
        share_accounting::redelegate(
            &self.pool,
            &mut self.position,
            self.former_delegate.as_deref_mut(),
            next,
            now()?,
        )?;
        self.position.check()?;
        log(&Delegated {
            pool: *self.pool.address(),
            position: *self.position.address(),
            delegate: self.position.delegate,
            epoch: u64::from(self.position.epoch),
        });
        Ok(())
    }
}
