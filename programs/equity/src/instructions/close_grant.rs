//! Close a grant that has released all its shares: anyone may. The rent goes back to who paid it.

use anchor_lang::prelude::*;
use makerstake_common::log::log;

use crate::{errors::EquityError, events::GrantClosed, state::Grant};

#[derive(Accounts)]
pub struct CloseGrant {
    #[account(
        mut, close = payer,
        constraint = grant.released == grant.total @ EquityError::GrantInUse
    )]
    pub grant: Account<Grant>,
    /// Who paid the rent; gets lamports and nothing else, so its address suffices.
    #[account(mut, address = grant.payer @ EquityError::NotRentPayer)]
    pub payer: UncheckedAccount,
}

impl CloseGrant {
    /// Closes the grant. Its id can be used again: a new grant takes new shares out of the bucket.
    ///
    /// # Errors
    /// None beyond the accounts'.
    pub fn run(&mut self) -> Result<()> {
        log(&GrantClosed { pool: self.grant.pool, grant: *self.grant.address() });
        Ok(())
    }
}
