//! Review a seat whose holder may no longer qualify: anyone may. It is lost from the next power epoch on.

use anchor_lang::prelude::*;
use makerstake_creators::Creator;
use makerstake_equity::{Pool, Position};

use crate::{
    clock::now,
    errors::GovernanceError,
    events::SeatLeft,
    state::{Platform, Voter},
};

#[derive(Accounts)]
pub struct ReviewSeat {
    #[account(constraint = *creator.address() == voter.holder @ GovernanceError::NotCreator)]
    pub creator: Account<Creator>,
    #[account(address = platform.pool @ GovernanceError::WrongPool)]
    pub pool: Account<Pool>,
    #[account(
        constraint = position.pool == platform.pool @ GovernanceError::WrongPool,
        constraint = position.holder == voter.holder @ GovernanceError::WrongPosition
    )]
    pub position: Account<Position>,
    #[account(mut)]
    pub platform: Account<Platform>,
    #[account(mut, constraint = voter.platform == *platform.address() @ GovernanceError::WrongPlatform)]
    pub voter: Account<Voter>,
}

impl ReviewSeat {
    /// Takes the seat away.
    ///
    /// # Errors
    /// `NoSeat`, `StillQualified`.
    pub fn run(&mut self) -> Result<()> {
        let now = now()?;
        require!(self.voter.has_seat(), GovernanceError::NoSeat);
        let check = self.platform.check_seat(self.creator.created_at.get(), self.position.earned(), now);
        require!(check.is_err(), GovernanceError::StillQualified);
        let from = self.pool.counts_from(now)?;
        self.voter.set_seat(false, from);
        self.platform.count_seat(false, from)?;
        emit!(SeatLeft { voter: *self.voter.address(), from });
        Ok(())
    }
}
