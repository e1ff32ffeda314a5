//! Give a grant to another holder, a new wallet of one's own for instance. What was released stays where it is.

use anchor_lang::prelude::*;
use makerstake_creators::{log::log, Creator};

use crate::{errors::EquityError, events::GrantTransferred, state::Grant};

#[derive(Accounts)]
pub struct TransferGrant {
    /// Acts for the grant's present holder.
    pub signer: Signer,
    /// The holder's creator account, if the holder is one.
    pub creator: Option<Account<Creator>>,
    #[account(
        mut,
        constraint = Creator::acts_for(&grant.holder, signer.address(), creator.as_ref())
            @ EquityError::NotHolder
    )]
    pub grant: Account<Grant>,
}

impl TransferGrant {
    /// Writes the holder; the grant's address stays.
    ///
    /// # Errors
    /// `ZeroKey`, `SameHolder`.
    pub fn run(&mut self, holder: Address) -> Result<()> {
        self.grant.transfer(holder)?;
        log(&GrantTransferred { grant: *self.grant.address(), holder });
        Ok(())
    }
}
