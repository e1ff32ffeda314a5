//! Draw what a budget in lamports has accrued: anyone may, it goes to the team's wallet.

use anchor_lang::prelude::*;

use crate::{
    clock::now,
    errors::GovernanceError,
    events::BudgetDrawn,
    state::{Budget, Platform},
    treasury,
};

#[derive(Accounts)]
pub struct Draw {
    pub platform: Account<Platform>,
    #[account(
        mut,
        constraint = budget.platform == *platform.address() @ GovernanceError::WrongPlatform,
        constraint = budget.is_sol() @ GovernanceError::WrongMint
    )]
    pub budget: Account<Budget>,
    #[account(mut, address = platform.treasury @ GovernanceError::WrongTreasury)]
    pub treasury: SystemAccount,
    /// The team's wallet; `check_wallet` looks at what it is.
    #[account(mut, address = budget.recipient @ GovernanceError::WrongRecipient)]
    pub recipient: UncheckedAccount,
    pub system_program: Program<System>,
}

impl Draw {
    /// Pays what is due (INVARIANT 14).
    ///
    /// # Errors
    /// `BudgetRevoked`, `BudgetEnded`, `ReportLate`, `NothingAccrued`, `RecipientRefused`, `InsufficientTreasury`.
    pub fn run(&mut self) -> Result<()> {
        let amount = self.budget.draw(now()?)?;
        treasury::check_wallet(&self.platform, &self.recipient)?;
        let spendable = treasury::spendable(self.treasury.account())?;
        require!(amount <= spendable, GovernanceError::InsufficientTreasury);
        treasury::pay_lamports(&self.platform, &self.treasury, &self.recipient, amount)?;
        emit!(BudgetDrawn { budget: *self.budget.address(), amount, drawn: self.budget.drawn });
        Ok(())
    }
}
