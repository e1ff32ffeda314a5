//! Stop an offering while its window runs: the guardian in its term may, and the treasury, so a vote. Everything goes back.

use anchor_lang::prelude::*;
use makerstake_common::log::log;
use makerstake_governance::Platform;

use super::accounts::*;
use crate::{clock::now, errors::OfferingError, events::OfferingStopped};

#[derive(Accounts)]
pub struct StopOffering {
    /// The guardian or the treasury.
    pub authority: Signer,
    #[account(address = book_of.offering.platform @ OfferingError::WrongPlatform)]
    pub platform: Account<Platform>,
    pub book_of: Nested<BookOf>,
}

impl StopOffering {
    /// Ends it as failed.
    ///
    /// # Errors
    /// `MayNotStop`, `NotOpen`, `WindowOver`.
    pub fn run(&mut self) -> Result<()> {
        let now = now()?;
        let by = self.authority.address();
        let is_guardian = *by == self.platform.guardian && now < self.platform.guardian_until;
        require!(is_guardian || *by == self.platform.treasury, OfferingError::MayNotStop);
        let BookOf { offering, book } = &mut *self.book_of;
        offering.stop(now)?;
        book.end();
        offering.check()?;
        book.check()?;
        log(&OfferingStopped { offering: *offering.address(), by: *by });
        Ok(())
    }
}
