//! Execute the next action of a proposal that passed, where it amends, reduces or revokes a budget: anyone may.
//!
//! Nothing that a team does stands in the way of a recall, or of what the same proposal recalls behind it: where the budget
//! that was meant is over, closed, or followed by another under its id, there is nothing left to recall.

use anchor_lang::prelude::*;
use makerstake_common::create_pda::{bump, fields};
use makerstake_core::action::{Action, Kind};

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
    /// The budget, or the address of one that is closed.
    #[cfg(feature = "idl-build")]
    #[account(mut)]
    pub budget: Account<Budget>,
    #[cfg(not(feature = "idl-build"))]
    #[account(mut)]
    pub budget: UncheckedAccount,
}

impl ExecuteBudget {
    /// Changes the budget. `payload` is empty for a proposal with inline actions.
    ///
    /// # Errors
    /// Those of a proposal that is not executable now; `WrongAction`, `WrongBudget`, `WrongPlatform`; `BudgetNewer`,
    /// `BudgetRevoked`, `BudgetEnded`, `BelowDrawn` for an amendment only.
    pub fn run(&mut self, payload: &[u8]) -> Result<()> {
        let now = now()?;
        let Self { platform, proposal, budget: account } = self;
        let number = proposal.number;
        let (index, action) = next_action(proposal, payload, now)?;
        let (Action::AmendBudget { id, .. } | Action::ReduceBudget { id, .. } | Action::RevokeBudget { id }) =
            action
        else {
            return Err(GovernanceError::WrongAction.into());
        };
        let kind = action.kind();
        let mut view = *account.account();
        if view.owned_by(&System::id()) {
            let seeds = [b"budget", platform.address().as_ref(), &id.to_le_bytes()];
            bump(&view, &seeds, &crate::ID).map_err(|_| GovernanceError::WrongBudget)?;
            require!(kind != Kind::AmendBudget, GovernanceError::BudgetEnded);
        } else {
            let mut data = view.try_borrow_mut()?;
            let budget: &mut Budget = fields(account.account(), &mut data)?;
            require!(budget.platform == *platform.address(), GovernanceError::WrongPlatform);
            require!(budget.id == id, GovernanceError::WrongBudget);
            match action {
                Action::AmendBudget { terms, .. } => {
                    require!(budget.is_meant_by(number), GovernanceError::BudgetNewer);
                    budget.amend(&terms, now)?;
                }
                _ if !budget.is_meant_by(number) => {}
                Action::ReduceBudget { terms, .. } => budget.reduce(&terms, now)?,
                _ => budget.revoke(),
            }
            BudgetSet::log(account.address(), budget);
        }
        log_execution(proposal.address(), index, kind);
        Ok(())
    }
}
