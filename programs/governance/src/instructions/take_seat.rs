//! Take a seat in the creator house, which counts from the next snapshot epoch on. Shares must have been earned: bought ones
//! do not count, so no amount of money makes a second seat without a second creator's work.

use anchor_lang::prelude::*;
use makerstake_common::log::log;

use super::accounts::*;
use crate::{clock::now, errors::GovernanceError, events::SeatTaken};

#[derive(Accounts)]
pub struct TakeSeat {
    /// The creator's current authority.
    #[account(constraint = *authority.address() == candidate.creator.authority @ GovernanceError::NotHolder)]
    pub authority: Signer,
    pub candidate: Nested<Candidate>,
}

impl TakeSeat {
    /// Takes the seat.
    ///
    /// # Errors
    /// `SeatTaken`, `CreatorTooYoung`, `TooLittleEarned`.
    pub fn run(&mut self) -> Result<()> {
        let now = now()?;
        let Candidate { creator, pool, position, platform, voter } = &mut *self.candidate;
        require!(!voter.has_seat(), GovernanceError::SeatTaken);
        platform.check_seat(creator.created_at.get(), position.earned(), now)?;
        let from = pool.counts_from(now)?;
        voter.set_seat(true, from);
        platform.count_seat(true, from)?;
        log(&SeatTaken { voter: *voter.address(), from });
        Ok(())
    }
}
