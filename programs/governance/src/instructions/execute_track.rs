//! Execute the next action of a proposal that passed, where it writes a track: anyone may.

use anchor_lang::prelude::*;
use makerstake_domain::action::{Action, Kind};

use crate::{
    clock::now,
    errors::GovernanceError,
    events::{ActionExecuted, TrackSet},
    state::{
        proposal::{action_at, ProposalAccount},
        Platform, Track,
    },
};

#[derive(Accounts)]
#[instruction(id: u8)]
pub struct ExecuteTrack {
    pub platform: Account<Platform>,
    #[account(mut, constraint = proposal.platform == *platform.address() @ GovernanceError::WrongPlatform)]
    pub proposal: ProposalAccount,
    /// Pays the rent of a new track.
    #[account(mut, seeds = [b"treasury", platform.address()], bump = platform.treasury_bump)]
    pub treasury: SystemAccount,
    /// The track; created if it is new. Its seeds hold the id, which must be the action's.
    #[account(init_if_needed, payer = treasury, seeds = [b"track", platform.address(), id.to_le_bytes()], bump)]
    pub track: Account<Track>,
    pub system_program: Program<System>,
}

impl ExecuteTrack {
    /// Writes the track; open proposals keep what they copied (INVARIANT 11). `brought` is empty for a proposal with
    /// inline actions.
    ///
    /// # Errors
    /// Those of a proposal that is not executable now; `WrongAction`, `WrongTarget`; the compiled floor that the
    /// terms break.
    pub fn run(&mut self, id: u8, brought: &[u8], bumps: &ExecuteTrackBumps) -> Result<()> {
        let index = self.proposal.advance(brought, now()?)?;
        let action = action_at(&self.proposal, index, brought)?;
        let Action::SetTrack { id: voted, terms } = action else {
            return Err(GovernanceError::WrongAction.into());
        };
        require!(voted == id, GovernanceError::WrongTarget);
        let platform = *self.platform.address();
        if self.track.version == 0 {
            self.track.init(platform, (id, bumps.track), &terms)?;
        } else {
            self.track.set(&terms)?;
        }
        emit!(TrackSet { platform, id });
        emit!(ActionExecuted { proposal: *self.proposal.address(), index, kind: Kind::SetTrack as u8 });
        Ok(())
    }
}
