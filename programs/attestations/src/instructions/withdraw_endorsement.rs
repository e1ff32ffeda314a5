//! Vouch no longer. The account is closed and its rent returns to who paid it.

use anchor_lang::{address_eq, prelude::*};
use makerstake_creators::{log_event, Creator};

use crate::{errors::AttestationError, events::EndorsementWithdrawn, state::*};

#[derive(Accounts)]
pub struct WithdrawEndorsement {
    #[account(address = endorser.authority @ AttestationError::NotAuthority)]
    pub authority: Signer,
    /// The creator that vouched.
    pub endorser: Account<Creator>,
    #[account(
        mut,
        close = rent_payer,
        constraint = address_eq(&endorsement.endorser, endorser.address()) @ AttestationError::NotTheEndorser,
    )]
    pub endorsement: Account<Endorsement>,
    /// CHECK: only receives lamports; the constraint makes it the account that paid them.
    #[account(mut, unsafe(dup), address = endorsement.rent_payer @ AttestationError::NotRentPayer)]
    pub rent_payer: UncheckedAccount,
}

impl WithdrawEndorsement {
    /// Closes the endorsement (INVARIANT 19).
    ///
    /// # Errors
    /// [`AttestationError::NotAuthority`], [`AttestationError::NotTheEndorser`], [`AttestationError::NotRentPayer`].
    pub fn run(&mut self) -> Result<()> {
        log_event!(EndorsementWithdrawn {
            attestation: self.endorsement.attestation,
            endorser: *self.endorser.address(),
        });
        Ok(())
    }
}
