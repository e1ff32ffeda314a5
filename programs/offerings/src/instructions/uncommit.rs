//! Take a commitment back, in part or in full and without a fee, until 48 hours before the end of the window.

use anchor_lang::prelude::*;
use makerstake_common::log::log;
use makerstake_creators::Creator;

use super::accounts::*;
use crate::{clock::now, errors::OfferingError, events::Uncommitted, tokens};

#[derive(Accounts)]
pub struct Uncommit {
    /// Acts for the investor.
    #[account(
        constraint = Creator::acts_for(&commitment_of.commitment.investor, signer.address(), creator.as_ref())
            @ OfferingError::NotInvestor
    )]
    pub signer: Signer,
    /// The investor's creator account, if the investor is one.
    pub creator: Option<Account<Creator>>,
    pub commitment_of: Nested<CommitmentOf>,
    /// Where refunds go.
    #[account(mut, address = commitment_of.commitment.refund_account @ OfferingError::WrongRefundAccount)]
    pub refund_account: UncheckedAccount,
    pub purse: Nested<Purse>,
}

impl Uncommit {
    /// Lowers the commitment and pays back.
    ///
    /// # Errors
    /// `ZeroAmount`, `AboveCommitment`, `NotOpen`, `CommitmentBinds`; the token program's.
    pub fn run(&mut self, amount: u64) -> Result<()> {
        let CommitmentOf { offering, commitment } = &mut *self.commitment_of;
        let quote = self.purse.check(offering)?;
        commitment.take(amount)?;
        offering.uncommit(amount, commitment.is_insider == 1, now()?)?;
        commitment.check()?;
        offering.check()?;
        tokens::push(offering, &self.purse.purse, &self.refund_account, &quote, amount)?;
        log(&Uncommitted {
            offering: *offering.address(),
            commitment: *commitment.address(),
            taken: amount,
            amount: commitment.amount,
            left: offering.left,
            closes_at: offering.closes_at,
        });
        Ok(())
    }
}
