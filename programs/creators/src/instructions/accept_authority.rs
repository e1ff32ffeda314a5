//! Second step of a rotation: the successor accepts, which proves that somebody holds its key.

use anchor_lang::prelude::*;

use crate::{clock::now, events::AuthorityRotated, log_event, state::Creator};

#[derive(Accounts)]
pub struct AcceptAuthority {
    pub successor: Signer,
    #[account(mut)]
    pub creator: Account<Creator>,
}

impl AcceptAuthority {
    /// Makes the signer the authority.
    ///
    /// # Errors
    /// Those of [`Creator::accept`].
    pub fn run(&mut self) -> Result<()> {
        let authority = *self.successor.address();
        let former = self.creator.accept(&authority, now)?;
        log_event!(AuthorityRotated { creator: *self.creator.address(), former, authority });
        Ok(())
    }
}
