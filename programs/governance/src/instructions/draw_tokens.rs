//! Draw what a budget in tokens has accrued: anyone may, it goes to the associated account of the team's wallet.

use anchor_lang::prelude::*;
use anchor_spl::{associated_token::AssociatedToken, token_interface::TokenInterface};

use crate::{
    clock::now,
    errors::GovernanceError,
    events::BudgetDrawn,
    state::{Budget, Platform},
    treasury::TokenPayment,
};

#[derive(Accounts)]
pub struct DrawTokens {
    pub platform: Account<Platform>,
    #[account(mut, constraint = budget.platform == *platform.address() @ GovernanceError::WrongPlatform)]
    pub budget: Account<Budget>,
    #[account(mut, address = platform.treasury @ GovernanceError::WrongTreasury)]
    pub treasury: SystemAccount,
    /// The budget's mint.
    #[account(address = budget.mint @ GovernanceError::WrongMint)]
    pub mint: UncheckedAccount,
    /// A token account of the treasury; the payment checks whose it is.
    #[account(mut)]
    pub source: UncheckedAccount,
    /// The team's wallet.
    #[account(address = budget.recipient @ GovernanceError::WrongRecipient)]
    pub recipient: UncheckedAccount,
    /// The wallet's associated token account, created if missing; the payment checks that.
    #[account(mut, unsafe(dup))]
    pub destination: UncheckedAccount,
    pub token_program: Interface<'static, TokenInterface>,
    pub associated_token_program: Program<AssociatedToken>,
    pub system_program: Program<System>,
}

impl DrawTokens {
    /// Pays what is due (INVARIANT 14).
    ///
    /// # Errors
    /// `BudgetRevoked`, `BudgetEnded`, `ReportLate`, `NothingAccrued`, `WrongSource`, `WrongDestination`,
    /// `RecipientRefused`, `InsufficientTreasury`.
    pub fn run(&mut self) -> Result<()> {
        let amount = self.budget.draw(now()?)?;
        let mut payment = TokenPayment {
            platform: &self.platform,
            treasury: &mut self.treasury,
            mint: &self.mint,
            source: &mut self.source,
            recipient: &self.recipient,
            destination: &mut self.destination,
            token_program: &self.token_program,
            associated_token_program: &self.associated_token_program,
            system_program: &self.system_program,
        };
        require!(amount <= payment.balance()?, GovernanceError::InsufficientTreasury);
        payment.pay(amount)?;
        emit!(BudgetDrawn { budget: *self.budget.address(), amount, drawn: self.budget.drawn });
        Ok(())
    }
}
