//! Execute the next action of a proposal that passed, where it concerns the platform alone: its settings, its guardian, or
//! words. Anyone may.

use anchor_lang::prelude::*;
use makerstake_domain::action::Action;

use crate::{
    clock::now,
    errors::GovernanceError,
    events::{ActionExecuted, PlatformSet},
    state::{
        after,
        proposal::{action_at, ProposalAccount},
        Platform, SeatRule, NOBODY,
    },
};

#[derive(Accounts)]
pub struct ExecutePlatform {
    #[account(mut)]
    pub platform: Account<Platform>,
    #[account(mut, constraint = proposal.platform == *platform.address() @ GovernanceError::WrongPlatform)]
    pub proposal: ProposalAccount,
}

impl ExecutePlatform {
    /// Changes the platform. `brought` is empty for a proposal with inline actions.
    ///
    /// # Errors
    /// Those of a proposal that is not executable now; `WrongAction`, `InvalidGuardian`.
    pub fn run(&mut self, brought: &[u8]) -> Result<()> {
        let now = now()?;
        let index = self.proposal.advance(brought, now)?;
        let action = action_at(&self.proposal, index, brought)?;
        match action {
            Action::SetPlatform { constitution_hash, seat_min_earned, seat_min_age } => {
                let seats = SeatRule { min_earned: seat_min_earned, min_age: seat_min_age };
                self.platform.set(*constitution_hash, seats)?;
            }
            Action::SetGuardian { guardian, lasts } => {
                let guardian = Address::new_from_array(*guardian);
                let until = if guardian == NOBODY { 0 } else { after(now, lasts)? };
                self.platform.set_guardian(guardian, until, now)?;
            }
            Action::Resolve { .. } => {}
            _ => return Err(GovernanceError::WrongAction.into()),
        }
        let kind = action.kind() as u8;
        emit!(PlatformSet {
            platform: *self.platform.address(),
            constitution_hash: self.platform.constitution_hash,
            guardian: self.platform.guardian,
            guardian_until: self.platform.guardian_until,
            seat_min_earned: self.platform.seat_min_earned,
            seat_min_age: u64::from(self.platform.seat_min_age),
        });
        emit!(ActionExecuted { proposal: *self.proposal.address(), index, kind });
        Ok(())
    }
}
