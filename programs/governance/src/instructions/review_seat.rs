//! Review a seat whose holder may no longer qualify: anyone may. It is lost from the next snapshot epoch on.

use anchor_lang::prelude::*;
use makerstake_common::log::log;

use super::accounts::*;
use crate::{clock::now, errors::GovernanceError, events::SeatLeft};

#[derive(Accounts)]
pub struct ReviewSeat {
    pub candidate: Nested<Candidate>,
}

impl ReviewSeat {
    /// Takes the seat away.
    ///
    /// # Errors
    /// `NoSeat`, `StillQualified`.
    pub fn run(&mut self) -> Result<()> {
        let now = now()?;
        let Candidate { creator, pool, position, platform, voter } = &mut *self.candidate;
        require!(voter.has_seat(), GovernanceError::NoSeat);
        let check = platform.check_seat(creator.created_at.get(), position.earned(), now);
        require!(check.is_err(), GovernanceError::StillQualified);
        let from = pool.counts_from(now)?;
        voter.set_seat(false, from);
        platform.count_seat(false, from)?;
        log(&SeatLeft { voter: *voter.address(), from });
        Ok(())
    }
}
