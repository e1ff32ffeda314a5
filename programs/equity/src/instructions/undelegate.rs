//! Take a position's votes back, from the next snapshot epoch on.

use anchor_lang::prelude::*;
use makerstake_common::log::log;
use makerstake_creators::Creator;

use crate::{
    clock::now,
    errors::EquityError,
    events::Delegated,
    state::{share_accounting, Pool, Position, NOBODY},
};

#[derive(Accounts)]
pub struct Undelegate {
    /// Acts for the holder.
    pub signer: Signer,
    /// The holder's creator account, if the holder is one.
    pub creator: Option<Account<Creator>>,
    pub pool: Account<Pool>,
    #[account(
        mut,
        constraint = position.pool == *pool.address() @ EquityError::WrongPool,
        constraint = Creator::acts_for(&position.holder, signer.address(), creator.as_ref())
            @ EquityError::NotHolder,
        constraint = position.delegate != NOBODY @ EquityError::NotDelegated
    )]
    pub position: Account<Position>,
    /// The position of the delegate until now.
    #[account(
        mut,
        constraint = former_delegate.pool == *pool.address() @ EquityError::WrongPool,
        constraint = former_delegate.holder == position.delegate @ EquityError::WrongDelegate
    )]
    pub former_delegate: Account<Position>,
}

impl Undelegate {
    /// Moves the votes.
    ///
    /// # Errors
    /// `DelegationCooldown` unless the last change has counted for every epoch that a ballot may ask for.
    pub fn run(&mut self) -> Result<()> {
        let former = Some(&mut *self.former_delegate);
        share_accounting::redelegate(&self.pool, &mut self.position, former, None, now()?)?;
        self.position.check()?;
        log(&Delegated {
            pool: *self.pool.address(),
            position: *self.position.address(),
            delegate: NOBODY,
            epoch: u64::from(self.position.epoch),
        });
        Ok(())
    }
}
