//! Complete a recovery after its 7 days. The successor signs, which proves that somebody holds its key.

use anchor_lang::prelude::*;

use crate::{clock::now, events::AuthorityRecovered, log_event, state::Creator};

#[derive(Accounts)]
pub struct FinishRecovery {
    pub successor: Signer,
    #[account(mut)]
    pub creator: Account<Creator>,
}

impl FinishRecovery {
    /// Makes the signer the authority (INVARIANT 18).
    ///
    /// # Errors
    /// Those of [`Creator::finish_recovery`].
    pub fn run(&mut self) -> Result<()> {
        let authority = *self.successor.address();
        let former = self.creator.finish_recovery(&authority, now()?)?;
        log_event!(AuthorityRecovered { creator: *self.creator.address(), former, authority });
        Ok(())
    }
}
