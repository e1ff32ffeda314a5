//! Close a budget that is over or revoked: anyone may. The rent goes back to the treasury, which paid it.

use anchor_lang::{prelude::*, AccountClose};
use makerstake_common::log::log;

use super::accounts::*;
use crate::{clock::now, events::BudgetClosed};

#[derive(Accounts)]
pub struct CloseBudget {
    pub funds: Nested<Funds>,
}

impl CloseBudget {
    /// Closes the budget.
    ///
    /// # Errors
    /// `BudgetRuns`.
    pub fn run(&mut self) -> Result<()> {
        let Funds { budget, treasury, .. } = &mut *self.funds;
        budget.check_closable(now()?)?;
        log(&BudgetClosed { budget: *budget.address(), drawn: budget.drawn });
        budget.close(*treasury.account())
    }
}
