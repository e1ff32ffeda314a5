//! Rotation: the authority offers its place to a successor, and the successor accepts it. Either of the creator's keys
//! can take the offer back.

use anchor_lang::prelude::*;
use makerstake_common::{clock::now, log_event};

use crate::{
    errors::CreatorError,
    events::{AuthorityOffered, AuthorityRotated, ChangeReplaced, OfferWithdrawn},
    state::Creator,
};

/// The authority acts, alone or with the recovery key.
#[derive(Accounts)]
pub struct ChangeKeys {
    #[account(address = creator.authority @ CreatorError::NotAuthority)]
    pub authority: Signer,
    /// The recovery key, to skip the delay.
    pub recovery: Option<Signer>,
    #[account(mut, constraint = creator.is_current() @ CreatorError::UnknownVersion)]
    pub creator: Account<Creator>,
}

/// A key takes the place that the pending change gives it. Its signature proves that somebody holds it.
#[derive(Accounts)]
pub struct Succeed {
    pub successor: Signer,
    #[account(mut, constraint = creator.is_current() @ CreatorError::UnknownVersion)]
    pub creator: Account<Creator>,
}

/// One of the creator's keys stops the pending change.
#[derive(Accounts)]
pub struct StopChange {
    /// The authority or the recovery key.
    #[account(constraint = creator.is_key(signer.address()) @ CreatorError::NotKey)]
    pub signer: Signer,
    #[account(mut, constraint = creator.is_current() @ CreatorError::UnknownVersion)]
    pub creator: Account<Creator>,
}

impl ChangeKeys {
    /// `offer_authority`. Signed by the recovery key too, or where there is none, the offer can be accepted at once;
    /// otherwise after 7 days, in which the recovery key can withdraw it.
    ///
    /// # Errors
    /// [`CreatorError::NotAuthority`], those of [`Creator::recovery_signed`] and of [`Creator::offer`].
    pub fn offer_authority(&mut self, successor: Address) -> Result<()> {
        let signed = self.creator.recovery_signed(self.recovery.as_ref().map(Signer::address))?;
        ChangeReplaced::log(&self.creator);
        let due_at = self.creator.offer(successor, signed, now)?;
        self.creator.check()?;
        log_event!(AuthorityOffered { creator: *self.creator.address(), successor, due_at });
        Ok(())
    }
}

impl Succeed {
    /// `accept_authority`: makes the signer the authority.
    ///
    /// # Errors
    /// Those of [`Creator::accept`].
    pub fn accept_authority(&mut self) -> Result<()> {
        let authority = *self.successor.address();
        let former = self.creator.accept(&authority, now)?;
        self.creator.check()?;
        log_event!(AuthorityRotated { creator: *self.creator.address(), former, authority });
        Ok(())
    }
}

impl StopChange {
    /// `withdraw_offer`: forgets an offer of the authority or of the recovery key's place.
    ///
    /// # Errors
    /// [`CreatorError::NotKey`], [`CreatorError::NoOffer`].
    pub fn withdraw_offer(&mut self) -> Result<()> {
        let successor = self.creator.withdraw_offer()?;
        self.creator.check()?;
        log_event!(OfferWithdrawn {
            creator: *self.creator.address(),
            successor,
            signer: *self.signer.address()
        });
        Ok(())
    }
}
