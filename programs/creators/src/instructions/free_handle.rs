//! Close a handle that has rested for 30 days: the rent returns to who paid it and the name is free. Anyone may, and
//! whoever wants the name does it in the transaction that claims it.

use anchor_lang::prelude::*;
use makerstake_common::{clock::now, log_event};

use crate::{errors::CreatorError, events::HandleFreed, state::Handle};

#[derive(Accounts)]
pub struct FreeHandle {
    #[account(mut, close = rent_payer, constraint = handle.is_current() @ CreatorError::UnknownVersion)]
    pub handle: Account<Handle>,
    /// CHECK: only receives lamports; the constraint makes it the account that paid them.
    #[account(mut, address = handle.rent_payer @ CreatorError::NotRentPayer)]
    pub rent_payer: UncheckedAccount,
}

impl FreeHandle {
    /// Closes the handle (INVARIANT 19).
    ///
    /// # Errors
    /// [`CreatorError::NotRentPayer`], [`CreatorError::HandleInUse`], [`CreatorError::HandleResting`].
    pub fn run(&mut self) -> Result<()> {
        self.handle.check_rested(now()?)?;
        log_event!(HandleFreed {
            account: *self.handle.address(),
            creator: self.handle.creator,
            rent_payer: self.handle.rent_payer,
        });
        Ok(())
    }
}
