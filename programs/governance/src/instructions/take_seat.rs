//! Take a seat in the creator house, which counts from the next power epoch on. Shares must have been earned: bought ones
//! do not count, so no amount of money makes a second seat without a second creator's work.

use anchor_lang::prelude::*;
use makerstake_creators::Creator;
use makerstake_equity::{Pool, Position};

use crate::{
    clock::now,
    errors::GovernanceError,
    events::SeatTaken,
    state::{Platform, Voter},
};

#[derive(Accounts)]
pub struct TakeSeat {
    /// The creator's current authority.
    #[account(address = creator.authority @ GovernanceError::NotHolder)]
    pub authority: Signer,
    /// The creator.
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
    #[account(
        mut,
        constraint = voter.platform == *platform.address() @ GovernanceError::WrongPlatform,
        constraint = voter.holder == *creator.address() @ GovernanceError::NotCreator
    )]
    pub voter: Account<Voter>,
}

impl TakeSeat {
    /// Takes the seat.
    ///
    /// # Errors
    /// `SeatTaken`, `CreatorTooYoung`, `TooLittleEarned`.
    pub fn run(&mut self) -> Result<()> {
        let now = now()?;
        require!(!self.voter.has_seat(), GovernanceError::SeatTaken);
        self.platform.check_seat(self.creator.created_at.get(), self.position.earned(), now)?;
        let from = self.pool.counts_from(now)?;
        self.voter.set_seat(true, from);
        self.platform.count_seat(true, from)?;
        emit!(SeatTaken { voter: *self.voter.address(), from });
        Ok(())
    }
}
