//! Close a commitment that has nothing left to settle, to pay back or to release: anyone may. The rent goes back to who paid it.

use anchor_lang::prelude::*;
use makerstake_common::log::log;

use crate::{
    errors::OfferingError,
    events::CommitmentClosed,
    state::{Commitment, Offering},
};

#[derive(Accounts)]
pub struct CloseCommitment {
    #[account(mut, constraint = offering.is_current() @ OfferingError::UnknownVersion)]
    pub offering: Account<Offering>,
    #[account(
        mut, close = payer,
        constraint = commitment.is_current() @ OfferingError::UnknownVersion,
        constraint = commitment.offering == *offering.address() @ OfferingError::WrongOffering
    )]
    pub commitment: Account<Commitment>,
    /// Who paid the rent; gets lamports and nothing else, so its address suffices.
    #[account(mut, address = commitment.payer @ OfferingError::NotRentPayer)]
    pub payer: UncheckedAccount,
}

impl CloseCommitment {
    /// Closes it. An offering that is decided takes no other.
    ///
    /// # Errors
    /// `NotDecided`, `CommitmentInUse`.
    pub fn run(&mut self) -> Result<()> {
        self.offering.remove_commitment()?;
        self.commitment.check_closable()?;
        self.offering.check()?;
        log(&CommitmentClosed { offering: *self.offering.address(), commitment: *self.commitment.address() });
        Ok(())
    }
}
