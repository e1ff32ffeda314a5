//! Create a track during the founder period. Nothing is overwritten: from its creation on a track changes by a proposal
//! only.

use anchor_lang::prelude::*;
use makerstake_domain::track::Terms;

use crate::{
    clock::now,
    errors::GovernanceError,
    events::TrackSet,
    state::{Platform, Track, TrackTerms},
};

#[derive(Accounts)]
#[instruction(id: u8)]
pub struct CreateTrack {
    /// Pays the rent; may be the founder.
    #[account(mut, unsafe(dup))]
    pub payer: Signer,
    #[account(address = platform.founder @ GovernanceError::NotFounder)]
    pub founder: Signer,
    pub platform: Account<Platform>,
    #[account(init, payer = payer, seeds = [b"track", platform.address(), id.to_le_bytes()], bump)]
    pub track: Account<Track>,
    pub system_program: Program<System>,
}

impl CreateTrack {
    /// Writes the track.
    ///
    /// # Errors
    /// `FounderPeriodOver`; the compiled floor that the terms break; the system program's error 0 if it exists.
    pub fn run(&mut self, id: u8, terms: &TrackTerms, bumps: &CreateTrackBumps) -> Result<()> {
        self.platform.check_founder_period(now()?)?;
        let platform = *self.platform.address();
        self.track.init(platform, (id, bumps.track), &Terms::from(terms))?;
        emit!(TrackSet { platform, id });
        Ok(())
    }
}
