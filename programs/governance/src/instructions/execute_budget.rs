//! Execute the next action of a proposal that passed, where it amends, reduces or revokes a budget: anyone may.

use anchor_lang::prelude::*;
use makerstake_domain::action::Action;

use super::accounts::*;
use crate::{
    clock::now,
    errors::GovernanceError,
    events::BudgetSet,
    state::{proposal::ProposalAccount, Budget, Platform},
};

#[derive(Accounts)]
pub struct ExecuteBudget {
    pub platform: Account<Platform>,
    #[account(mut, constraint = proposal.platform == *platform.address() @ GovernanceError::WrongPlatform)]
    pub proposal: ProposalAccount,
    #[account(mut, constraint = budget.platform == *platform.address() @ GovernanceError::WrongPlatform)]
    pub budget: Account<Budget>,
}

impl ExecuteBudget {
    /// Changes the budget. `brought` is empty for a proposal with inline actions.
    ///
    /// # Errors
    /// Those of a proposal that is not executable now; `WrongAction`, `WrongBudget`, `BudgetRevoked`, `BudgetEnded`,
    /// `NotReduced`, `BelowDrawn`.
    pub fn run(&mut self, brought: &[u8]) -> Result<()> {
        let now = now()?;
        let (index, action) = next_action(&mut self.proposal, brought, now)?;
        match action {
            Action::AmendBudget { id, .. }
            | Action::ReduceBudget { id, .. }
            | Action::RevokeBudget { id } => {
                require!(id == self.budget.id, GovernanceError::WrongBudget);
            }
            _ => return Err(GovernanceError::WrongAction.into()),
        }
        match action {
            Action::AmendBudget { terms, .. } => self.budget.amend(&terms, false, now)?,
            Action::ReduceBudget { terms, .. } => self.budget.amend(&terms, true, now)?,
            _ => self.budget.revoke(),
        }
        let kind = action.kind();
        BudgetSet::log(self.budget.address(), &self.budget);
        log_execution(self.proposal.address(), index, kind);
        Ok(())
    }
}
