//! Take back an offer of the authority or of the recovery key's place. Either of the creator's keys may.

use anchor_lang::prelude::*;

use crate::{errors::CreatorError, events::OfferWithdrawn, log_event, state::Creator};

#[derive(Accounts)]
pub struct WithdrawOffer {
    /// The authority or the recovery key.
    #[account(constraint = creator.is_key(signer.address()) @ CreatorError::NotKey)]
    pub signer: Signer,
    #[account(mut)]
    pub creator: Account<Creator>,
}

impl WithdrawOffer {
    /// Forgets the offer.
    ///
    /// # Errors
    /// [`CreatorError::NotKey`], [`CreatorError::NoOffer`].
    pub fn run(&mut self) -> Result<()> {
        let successor = self.creator.withdraw_offer()?;
        log_event!(OfferWithdrawn {
            creator: *self.creator.address(),
            successor,
            signer: *self.signer.address()
        });
        Ok(())
    }
}
