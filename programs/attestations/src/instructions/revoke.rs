//! Say that an attestation no longer stands. It stays readable, with the slot of its revocation.

use anchor_lang::{address_eq, prelude::*};
use makerstake_creators::{clock::slot, log_event, Creator};

use crate::{errors::AttestationError, events::Revoked, state::*};

#[derive(Accounts)]
pub struct Revoke {
    #[account(address = creator.authority @ AttestationError::NotAuthority)]
    pub authority: Signer,
    pub creator: Account<Creator>,
    #[account(mut, constraint = address_eq(&attestation.creator, creator.address()) @ AttestationError::NotTheCreator)]
    pub attestation: Account<Attestation>,
}

impl Revoke {
    /// Stamps the slot.
    ///
    /// # Errors
    /// [`AttestationError::NotAuthority`], [`AttestationError::NotTheCreator`], [`AttestationError::AlreadyRevoked`].
    pub fn run(&mut self) -> Result<()> {
        self.attestation.revoke(slot()?)?;
        log_event!(Revoked { attestation: *self.attestation.address() });
        Ok(())
    }
}
