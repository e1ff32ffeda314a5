//! First step of a rotation: the authority offers its place to a successor. Signed by the recovery key too, or where
//! there is none, it can be accepted at once; otherwise after 7 days, in which the recovery key can withdraw it.

use anchor_lang::prelude::*;

use crate::{
    clock::now,
    errors::CreatorError,
    events::{AuthorityOffered, ChangeReplaced},
    log_event,
    state::Creator,
};

#[derive(Accounts)]
pub struct OfferAuthority {
    #[account(address = creator.authority @ CreatorError::NotAuthority)]
    pub authority: Signer,
    /// The recovery key, to skip the delay.
    pub recovery: Option<Signer>,
    #[account(mut)]
    pub creator: Account<Creator>,
}

impl OfferAuthority {
    /// Notes the offer.
    ///
    /// # Errors
    /// [`CreatorError::NotAuthority`], those of [`Creator::recovery_signed`] and of [`Creator::offer`].
    pub fn run(&mut self, successor: Address) -> Result<()> {
        let signed = self.creator.recovery_signed(self.recovery.as_ref().map(Signer::address))?;
        ChangeReplaced::log(&self.creator);
        let due_at = self.creator.offer(successor, signed, now)?;
        log_event!(AuthorityOffered { creator: *self.creator.address(), successor, due_at });
        Ok(())
    }
}
