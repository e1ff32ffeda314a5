//! Close a budget that is over or revoked: anyone may. The rent goes back to the treasury, which paid it.

use anchor_lang::prelude::*;

use crate::{
    clock::now,
    errors::GovernanceError,
    events::BudgetClosed,
    state::{Budget, Platform},
};

#[derive(Accounts)]
pub struct CloseBudget {
    pub platform: Account<Platform>,
    #[account(
        mut, close = treasury,
        constraint = budget.platform == *platform.address() @ GovernanceError::WrongPlatform
    )]
    pub budget: Account<Budget>,
    #[account(mut, address = platform.treasury @ GovernanceError::WrongTreasury)]
    pub treasury: SystemAccount,
}

impl CloseBudget {
    /// Closes the budget.
    ///
    /// # Errors
    /// `BudgetRuns`.
    pub fn run(&mut self) -> Result<()> {
        self.budget.check_closable(now()?)?;
        emit!(BudgetClosed { budget: *self.budget.address(), drawn: self.budget.drawn });
        Ok(())
    }
}
