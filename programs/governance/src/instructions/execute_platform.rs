//! Execute the next action of a proposal that passed, where it concerns the platform alone: its constitution, its guardian, or
//! words. Anyone may.

use anchor_lang::prelude::*;
use makerstake_common::log::log;
use makerstake_core::action::{Action, Kind};

use super::accounts::*;
use crate::{
    clock::now,
    errors::GovernanceError,
    events::PlatformSet,
    state::{after, NOBODY},
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
            Action::SetConstitution { constitution_hash } => {
                platform.set_constitution(*constitution_hash)?;
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
            });
        }
        log_execution(proposal.address(), index, kind);
        Ok(())
    }
}
