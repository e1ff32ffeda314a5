//! Leave the creator house from the next snapshot epoch on; in the present one the seat still counts.

use anchor_lang::prelude::*;
use makerstake_common::log::log;
use makerstake_creators::Creator;
use makerstake_equity::Pool;

use crate::{
    clock::now,
    errors::GovernanceError,
    events::SeatLeft,
    state::{Platform, Voter},
};

#[derive(Accounts)]
pub struct LeaveSeat {
    /// Acts for the holder.
    #[account(
        constraint = Creator::acts_for(&voter.holder, authority.address(), creator.as_ref())
            @ GovernanceError::NotHolder
    )]
    pub authority: Signer,
    /// The holder's creator account.
    pub creator: Option<Account<Creator>>,
    #[account(address = platform.pool @ GovernanceError::WrongPool)]
    pub pool: Account<Pool>,
    #[account(mut)]
    pub platform: Account<Platform>,
    #[account(mut, constraint = voter.platform == *platform.address() @ GovernanceError::WrongPlatform)]
    pub voter: Account<Voter>,
}

impl LeaveSeat {
    /// Leaves the seat.
    ///
    /// # Errors
    /// `NoSeat`.
    pub fn run(&mut self) -> Result<()> {
        require!(self.voter.has_seat(), GovernanceError::NoSeat);
        let from = self.pool.counts_from(now()?)?;
        self.voter.set_seat(false, from);
        self.platform.count_seat(false, from)?;
        log(&SeatLeft { voter: *self.voter.address(), from });
        Ok(())
    }
}
