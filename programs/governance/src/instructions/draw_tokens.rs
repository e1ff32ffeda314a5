//! Draw what a budget in tokens has accrued: anyone may, it goes to the associated account of the team's wallet,
//! which anyone opens at their own cost.

use anchor_lang::prelude::*;
use makerstake_common::log::log;

use super::accounts::*;
use crate::{clock::now, events::BudgetDrawn, treasury::TokenPayment};

#[derive(Accounts)]
pub struct DrawTokens {
    pub funds: Nested<Funds>,
    pub token_transfer: Nested<TokenTransfer>,
}

impl DrawTokens {
    /// Pays what is due, or what is there of it (INVARIANT 14).
    ///
    /// # Errors
    /// `WrongMint`, `WrongRecipient`, `BudgetRevoked`, `BudgetEnded`, `ReportLate`, `NothingAccrued`, `WrongSource`,
    /// `WrongDestination`, `RecipientRefused`, `InsufficientTreasury`.
    pub fn run(&mut self) -> Result<()> {
        let Funds { platform, budget, treasury } = &mut *self.funds;
        self.token_transfer.check(&budget.mint, &budget.recipient)?;
        let payment =
            TokenPayment { platform, treasury, token_transfer: &self.token_transfer, is_checked: false };
        let amount = budget.draw(now()?, payment.balance()?)?;
        payment.pay(amount)?;
        log(&BudgetDrawn { budget: *budget.address(), amount, drawn: budget.drawn });
        Ok(())
    }
}
