//! Say that an attestation no longer stands, which only its creator can, whoever stated it. It stays readable, with the slot of its revocation.

use anchor_lang::{address_eq, prelude::*};
use makerstake_common::{clock::slot, log_event};
use makerstake_creators::Creator;

use crate::{errors::AttestationError, events::Revoked, state::*};

#[derive(Accounts)]
pub struct Revoke {
    #[account(address = creator.authority @ AttestationError::NotAuthority)]
    pub authority: Signer,
    #[account(constraint = creator.is_current() @ AttestationError::UnknownVersion)]
    pub creator: Account<Creator>,
    #[account(
        mut,
        constraint = attestation.is_current() @ AttestationError::UnknownVersion,
        constraint = address_eq(&attestation.creator, creator.address()) @ AttestationError::NotTheCreator,
    )]
    pub attestation: Account<Attestation>,
}

impl Revoke {
    /// Stamps the slot.
    ///
    /// # Errors
    /// [`AttestationError::NotAuthority`], [`AttestationError::NotTheCreator`], [`AttestationError::AlreadyRevoked`].
    pub fn run(&mut self) -> Result<()> {
        let slot = slot()?;
        self.attestation.revoke(slot)?;
        self.attestation.check()?;
        log_event!(Revoked { attestation: *self.attestation.address(), slot });
        Ok(())
    }
}
