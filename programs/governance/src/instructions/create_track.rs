//! Create a track during the founder period. Nothing is overwritten: from its creation on a track changes by a proposal
//! only.

use anchor_lang::prelude::*;
use makerstake_common::{
    create_pda::{self, CreatePda},
    log::log,
};
use makerstake_core::track::Terms;

use crate::{
    clock::now,
    errors::GovernanceError,
    events::TrackSet,
    state::{Platform, Track, TrackTerms},
};

#[derive(Accounts)]
#[cfg_attr(feature = "idl-build", instruction(id: u8))]
pub struct CreateTrack {
    /// Pays the rent; may be the founder.
    #[account(mut, unsafe(dup))]
    pub payer: Signer,
    #[account(address = platform.founder @ GovernanceError::NotFounder)]
    pub founder: Signer,
    #[account(mut)]
    pub platform: Account<Platform>,
    #[cfg_attr(feature = "idl-build", account(mut, seeds = [b"track", platform.address(), id.to_le_bytes()], bump))]
    #[cfg_attr(not(feature = "idl-build"), account(mut))]
    pub track: UncheckedAccount,
    pub system_program: Program<System>,
}

impl CreateTrack {
    /// Writes the track.
    ///
    /// # Errors
    /// `FounderPeriodOver`; the compiled floor that the terms break; `NoTrackWriter`; the system program's error 0 if it exists.
    pub fn run(&mut self, id: u8, terms: &TrackTerms) -> Result<()> {
        self.platform.check_founder_period(now()?)?;
        let platform = *self.platform.address();
        let track = self.track.account();
        let bump = CreatePda {
            payer: self.payer.account(),
            payer_seeds: &[],
            account: track,
            seeds: &[b"track", platform.as_ref(), &[id]],
            program: &crate::ID,
            space: Account::<Track>::INIT_SPACE,
            deposit: 0,
        }
        .open()?;
        create_pda::write(track, &Track::new(&mut self.platform, (id, bump), &Terms::from(terms))?)?;
        log(&TrackSet { platform, id });
        Ok(())
    }
}
