//! Give a grant to another holder, a new wallet of one's own for instance, 7 days from now; and take that back. What was
//! released stays where it is.
//!
//! The days are for a creator whose key was stolen: its recovery key can cancel the transfer, and nobody else can.

use anchor_lang::prelude::*;
use makerstake_common::log::log;
use makerstake_creators::Creator;

use super::accounts::is_recovery_key;
use crate::{
    clock::now,
    errors::EquityError,
    events::{GrantTransferCancelled, GrantTransferred},
    state::Grant,
};

#[derive(Accounts)]
pub struct TransferGrant {
    /// Acts for the grant's present holder.
    pub signer: Signer,
    /// The holder's creator account, if the holder is one.
    pub creator: Option<Account<Creator>>,
    #[account(mut)]
    pub grant: Account<Grant>,
}

impl TransferGrant {
    /// Writes who is to hold the grant; its address stays.
    ///
    /// # Errors
    /// `NotHolder`, `NotTransferable`, `ZeroKey`, `SameHolder`.
    pub fn run(&mut self, holder: Address) -> Result<()> {
        let now = now()?;
        let present = self.grant.holder_at(now);
        let is_holder = Creator::acts_for(&present, self.signer.address(), self.creator.as_ref());
        require!(is_holder, EquityError::NotHolder);
        let at = self.grant.transfer(holder, now)?;
        self.grant.check()?;
        log(&GrantTransferred { pool: self.grant.pool, grant: *self.grant.address(), holder, at });
        Ok(())
    }
}

#[derive(Accounts)]
pub struct CancelGrantTransfer {
    /// The recovery key of the creator that holds the grant.
    #[account(
        constraint = is_recovery_key(&grant.holder, signer.address(), Some(&creator)) @ EquityError::NotRecoveryKey
    )]
    pub signer: Signer,
    /// That creator.
    pub creator: Account<Creator>,
    #[account(mut)]
    pub grant: Account<Grant>,
}

impl CancelGrantTransfer {
    /// Leaves the grant with its holder.
    ///
    /// # Errors
    /// `NoPendingTransfer`, also when it has taken effect.
    pub fn run(&mut self) -> Result<()> {
        self.grant.cancel_transfer(now()?)?;
        self.grant.check()?;
        let (grant, holder) = (*self.grant.address(), self.grant.holder);
        log(&GrantTransferCancelled { pool: self.grant.pool, grant, holder });
        Ok(())
    }
}
