//! Decide an offering, a day after its window: anyone may. The commitments that count reach the minimum, or everything goes back.

use anchor_lang::prelude::*;
use makerstake_common::log::log;

use super::accounts::*;
use crate::{clock::now, events::OfferingClosed};

#[derive(Accounts)]
pub struct CloseOffering {
    pub book_of: Nested<BookOf>,
}

impl CloseOffering {
    /// Decides it.
    ///
    /// # Errors
    /// `NotOpen`, `WindowRuns`.
    pub fn run(&mut self) -> Result<()> {
        let BookOf { offering, book } = &mut *self.book_of;
        offering.decide(now()?)?;
        book.end();
        offering.check()?;
        book.check()?;
        log(&OfferingClosed {
            offering: *offering.address(),
            committed: offering.committed,
            uncounted: offering.uncounted,
            state: u64::from(offering.state),
        });
        Ok(())
    }
}
