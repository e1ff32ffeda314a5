//! Pay back what a commitment did not buy; all of it, where the offering failed or nobody settled in time. Anyone may, for ever.

use anchor_lang::prelude::*;
use makerstake_common::log::log;

use super::accounts::*;
use crate::{
    clock::now,
    errors::OfferingError,
    events::Refunded,
    state::{Commitment, Offering},
    tokens,
};

#[derive(Accounts)]
pub struct Refund {
    pub commitment_of: Nested<CommitmentOf>,
    /// Where refunds go.
    #[account(mut, address = commitment_of.commitment.refund_account @ OfferingError::WrongRefundAccount)]
    pub refund_account: UncheckedAccount,
    pub purse: Nested<Purse>,
}

impl Refund {
    /// Pays all that is owed.
    ///
    /// # Errors
    /// `NotDecided`, `SettlementRuns`, `NothingOwed`; the token program's.
    pub fn run(&mut self) -> Result<()> {
        let CommitmentOf { offering, commitment } = &mut *self.commitment_of;
        let quote = self.purse.check(offering)?;
        let is_in_full = commitment.is_settled == 0;
        if is_in_full {
            give_up(offering, commitment, now()?)?;
        }
        let amount = commitment.take_owed()?;
        offering.pay_back(amount)?;
        commitment.check()?;
        offering.check()?;
        tokens::push(offering, &self.purse.purse, &self.refund_account, &quote, amount)?;
        log(&Refunded {
            offering: *offering.address(),
            commitment: *commitment.address(),
            amount,
            is_in_full: u64::from(is_in_full),
        });
        Ok(())
    }
}

/// Ends a commitment that buys nothing.
fn give_up(offering: &mut Offering, commitment: &mut Commitment, now: i64) -> Result<()> {
    let all = offering.give_up(commitment.amount, now)?;
    commitment.settle(&all)
}
