//! Take a batch back: nothing more is promoted from it. What was promoted stays, and a window that ended before still
//! counts its leaves.

use anchor_lang::{address_eq, prelude::*};
use makerstake_common::{clock::now, log_event};
use makerstake_creators::Creator;

use crate::{errors::AttestationError, events::BatchRevoked, state::*};

#[derive(Accounts)]
pub struct RevokeBatch {
    #[account(address = author.authority @ AttestationError::NotAuthority)]
    pub authority: Signer,
    /// The creator that submitted the batch.
    #[account(constraint = author.is_current() @ AttestationError::UnknownVersion)]
    pub author: Account<Creator>,
    #[account(
        mut,
        constraint = batch.is_current() @ AttestationError::UnknownVersion,
        constraint = address_eq(&batch.author, author.address()) @ AttestationError::NotTheCreator,
    )]
    pub batch: Account<Batch>,
}

impl RevokeBatch {
    /// Stamps the time.
    ///
    /// # Errors
    /// [`AttestationError::NotAuthority`], [`AttestationError::NotTheCreator`], [`AttestationError::AlreadyRevoked`].
    pub fn run(&mut self) -> Result<()> {
        let revoked_at = now()?;
        self.batch.revoke(revoked_at)?;
        self.batch.check()?;
        log_event!(BatchRevoked { batch: *self.batch.address(), revoked_at });
        Ok(())
    }
}
