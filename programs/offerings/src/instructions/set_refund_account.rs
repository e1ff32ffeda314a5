//! Name another account for refunds: who acts for the investor may, at any time.

use anchor_lang::prelude::*;
use makerstake_common::log::log;
use makerstake_creators::Creator;

use super::accounts::*;
use crate::{errors::OfferingError, events::RefundAccountSet, tokens};

#[derive(Accounts)]
pub struct SetRefundAccount {
    /// Acts for the investor.
    #[account(
        constraint = Creator::acts_for(&commitment_of.commitment.investor, signer.address(), creator.as_ref())
            @ OfferingError::NotInvestor
    )]
    pub signer: Signer,
    /// The investor's creator account, if the investor is one.
    pub creator: Option<Account<Creator>>,
    pub commitment_of: Nested<CommitmentOf>,
    /// Where refunds go from now on; `check_refund_account` reads it.
    pub refund_account: UncheckedAccount,
    pub purse: Nested<Purse>,
}

impl SetRefundAccount {
    /// Writes the account.
    ///
    /// # Errors
    /// `WrongRefundAccount`.
    pub fn run(&mut self) -> Result<()> {
        let CommitmentOf { offering, commitment } = &mut *self.commitment_of;
        let quote = self.purse.check(offering)?;
        tokens::check_refund_account(&self.refund_account, &quote, self.purse.purse.address())?;
        commitment.refund_account = *self.refund_account.address();
        commitment.check()?;
        log(&RefundAccountSet {
            commitment: *commitment.address(),
            refund_account: commitment.refund_account,
        });
        Ok(())
    }
}
