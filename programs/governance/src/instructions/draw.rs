//! Draw what a budget in lamports has accrued: anyone may, it goes to the team's wallet.

use anchor_lang::prelude::*;
use makerstake_common::log::log;

use super::accounts::*;
use crate::{clock::now, errors::GovernanceError, events::BudgetDrawn, treasury};

#[derive(Accounts)]
pub struct Draw {
    pub funds: Nested<Funds>,
    /// The team's wallet; `check_wallet` looks at what it is.
    #[account(
        mut,
        constraint = *recipient.address() == funds.budget.recipient @ GovernanceError::WrongRecipient
    )]
    pub recipient: UncheckedAccount,
    pub system_program: Program<System>,
}

impl Draw {
    /// Pays what is due, or what is there of it (INVARIANT 14).
    ///
    /// # Errors
    /// `WrongMint`, `BudgetRevoked`, `BudgetEnded`, `ReportLate`, `NothingAccrued`, `RecipientRefused`,
    /// `InsufficientTreasury`.
    pub fn run(&mut self) -> Result<()> {
        let Funds { platform, budget, treasury } = &mut *self.funds;
        require!(budget.is_sol(), GovernanceError::WrongMint);
        treasury::check_wallet(platform, &self.recipient)?;
        let amount = budget.draw(now()?, treasury::spendable(treasury.account())?)?;
        treasury::pay_lamports(platform, treasury, &self.recipient, amount)?;
        log(&BudgetDrawn { budget: *budget.address(), amount, drawn: budget.drawn });
        Ok(())
    }
}
