//! Execute the next action of a proposal that passed, where it concerns the platform alone: its settings, its guardian, or
//! words. Anyone may.

use anchor_lang::prelude::*;
use makerstake_common::log::log;
use makerstake_core::action::{Action, Kind};

use super::accounts::*;
use crate::{
    clock::now,
    errors::GovernanceError,
    events::PlatformSet,
    state::{after, SeatRule, NOBODY},
};

#[derive(Accounts)]
pub struct ExecutePlatform {
    pub proposal_accounts: Nested<ProposalAccounts>,
}

impl ExecutePlatform {
    /// Changes the platform. `payload` is empty for a proposal with inline actions.
    ///
    /// # Errors
    /// Those of a proposal that is not executable now; `WrongAction`, `InvalidGuardian`.
    pub fn run(&mut self, payload: &[u8]) -> Result<()> {
        let now = now()?;
        let ProposalAccounts { platform, proposal } = &mut *self.proposal_accounts;
        let (index, action) = next_action(proposal, payload, now)?;
        match action {
            Action::SetPlatform { constitution_hash, seat_min_earned, seat_min_age } => {
                let seats = SeatRule { min_earned: seat_min_earned, min_age: seat_min_age };
                platform.set(*constitution_hash, seats)?;
            }
            Action::SetGuardian { guardian, lasts } => {
                let guardian = Address::new_from_array(*guardian);
                let until = if guardian == NOBODY { 0 } else { after(now, lasts)? };
                platform.set_guardian(guardian, until, now)?;
            }
            Action::Resolve { .. } => {}
            _ => return Err(GovernanceError::WrongAction.into()),
        }
        let kind = action.kind();
        // Words set nothing.
        if kind != Kind::Resolve {
            log(&PlatformSet {
                platform: *platform.address(),
                constitution_hash: platform.constitution_hash,
                guardian: platform.guardian,
                guardian_until: platform.guardian_until,
                seat_min_earned: platform.seat_min_earned,
                seat_min_age: u64::from(platform.seat_min_age),
            });
        }
        log_execution(proposal.address(), index, kind);
        Ok(())
    }
}
