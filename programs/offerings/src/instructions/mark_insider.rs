//! Mark a commitment of the scorer, the guardian, the treasury or a budget's recipient: anyone may, until the offering is decided, by
//! bringing the account that names it. It buys like any other, and does not count towards the minimum. Other wallets of the same
//! people cannot be seen from here.

use anchor_lang::prelude::*;
use makerstake_common::log::log;
use makerstake_equity::Pool;
use makerstake_governance::{Budget, Platform};

use super::accounts::*;
use crate::{errors::OfferingError, events::InsiderMarked};

#[derive(Accounts)]
pub struct MarkInsider {
    pub commitment_of: Nested<CommitmentOf>,
    /// Names the guardian and the treasury.
    #[account(address = commitment_of.offering.platform @ OfferingError::WrongPlatform)]
    pub platform: Account<Platform>,
    /// Names the scorer.
    #[account(address = commitment_of.offering.pool @ OfferingError::WrongPool)]
    pub pool: Account<Pool>,
    /// Names who receives a budget.
    #[account(constraint = budget.platform == *platform.address() @ OfferingError::WrongPlatform)]
    pub budget: Option<Account<Budget>>,
}

impl MarkInsider {
    /// Marks it.
    ///
    /// # Errors
    /// `NotInsider`, `AlreadyMarked`, `NotOpen`.
    pub fn run(&mut self) -> Result<()> {
        let CommitmentOf { offering, commitment } = &mut *self.commitment_of;
        let investor = &commitment.investor;
        let is_named = *investor == self.pool.scorer
            || *investor == self.platform.guardian
            || *investor == self.platform.treasury
            || self.budget.as_ref().is_some_and(|budget| budget.recipient == *investor);
        require!(is_named, OfferingError::NotInsider);
        commitment.mark()?;
        offering.mark(commitment.amount)?;
        commitment.check()?;
        offering.check()?;
        log(&InsiderMarked {
            offering: *offering.address(),
            commitment: *commitment.address(),
            amount: commitment.amount,
        });
        Ok(())
    }
}
