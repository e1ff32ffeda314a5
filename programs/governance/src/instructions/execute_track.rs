//! Execute the next action of a proposal that passed, where it writes a track: anyone may.

use anchor_lang::prelude::*;
use makerstake_common::{
    create_pda::{bump, fields},
    log::log,
};
use makerstake_core::action::{Action, Kind};

use super::accounts::*;
use crate::{
    clock::now,
    errors::GovernanceError,
    events::TrackSet,
    state::{Platform, ProposalAccount, Track},
};

#[derive(Accounts)]
#[cfg_attr(feature = "idl-build", instruction(id: u8))]
pub struct ExecuteTrack {
    #[account(mut)]
    pub platform: Account<Platform>,
    #[account(mut, constraint = proposal.platform == *platform.address() @ GovernanceError::WrongPlatform)]
    pub proposal: ProposalAccount,
    /// Pays the rent of a new track.
    #[cfg_attr(feature = "idl-build", account(mut, seeds = [b"treasury", platform.address()], bump))]
    #[cfg_attr(
        not(feature = "idl-build"),
        account(mut, address = platform.treasury @ GovernanceError::WrongTreasury)
    )]
    pub treasury: SystemAccount,
    /// The track; created if it is new. Its seeds hold the id, which must be the action's.
    #[cfg_attr(feature = "idl-build", account(mut, seeds = [b"track", platform.address(), id.to_le_bytes()], bump))]
    #[cfg_attr(not(feature = "idl-build"), account(mut))]
    pub track: UncheckedAccount,
    pub system_program: Program<System>,
}

impl ExecuteTrack {
    /// Writes the track; open proposals keep what they copied (INVARIANT 11). `payload` is empty for a proposal with
    /// inline actions.
    ///
    /// # Errors
    /// Those of a proposal that is not executable now; `WrongAction`, `WrongTarget`, `ConstraintSeeds`; the compiled floor
    /// that the terms break; `NoTrackWriter`, `MakersDormant`.
    pub fn run(&mut self, id: u8, payload: &[u8]) -> Result<()> {
        let Self { platform, proposal, treasury, track: account, .. } = self;
        let is_dormant = proposal.is_dormant != 0;
        let (index, action) = next_action(proposal, payload, now()?)?;
        let Action::SetTrack { id: voted, terms } = &action else {
            return Err(GovernanceError::WrongAction.into());
        };
        require!(*voted == id, GovernanceError::WrongTarget);
        let mut view = *account.account();
        let is_new = view.owned_by(&System::id());
        let bump = if is_new {
            let kind = (Track::DISCRIMINATOR, Account::<Track>::INIT_SPACE);
            open_for_treasury(platform, treasury, &view, (b"track", &[id]), kind)?
        } else {
            bump(&view, &[b"track", platform.address().as_ref(), &[id]], &crate::ID)?
        };
        let mut data = view.try_borrow_mut()?;
        let track: &mut Track = fields(account.account(), &mut data)?;
        // While the house of makers sleeps, nothing is taken from it.
        let is_fair = !is_dormant || !is_new && terms.leaves_makers(&track.terms());
        require!(is_fair, GovernanceError::MakersDormant);
        if is_new {
            *track = Track::new(platform, (id, bump), terms)?;
        } else {
            track.set(platform, terms)?;
        }
        log(&TrackSet { platform: *platform.address(), id });
        log_execution(proposal.address(), index, Kind::SetTrack);
        Ok(())
    }
}
