//! Report on a budget. Its team signs; the report's hash stays in the account, its address in the event.

use anchor_lang::prelude::*;
use makerstake_core::text::is_plain;

use crate::{clock::now, errors::GovernanceError, events::BudgetReported, state::Budget};

/// Most bytes of a report's address.
const MAX_URI: usize = 128;

#[derive(Accounts)]
pub struct Report {
    #[account(address = budget.recipient @ GovernanceError::WrongRecipient)]
    pub recipient: Signer,
    #[account(mut)]
    pub budget: Account<Budget>,
}

impl Report {
    /// Takes the report; the next one is due a period after it.
    ///
    /// # Errors
    /// `BudgetRevoked`, `BudgetEnded`, `NoDocument`, `InvalidUri`.
    pub fn run(&mut self, hash: [u8; 32], uri: String) -> Result<()> {
        require!((1..=MAX_URI).contains(&uri.len()) && is_plain(&uri), GovernanceError::InvalidUri);
        self.budget.report(hash, now()?)?;
        emit!(BudgetReported { budget: *self.budget.address(), hash, uri });
        Ok(())
    }
}
