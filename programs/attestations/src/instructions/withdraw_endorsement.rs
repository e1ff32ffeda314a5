//! Vouch no longer. The account stays for 90 days, so that what was counted while it stood can be counted again.

use anchor_lang::{address_eq, prelude::*};
use makerstake_common::{clock::now, log_event};
use makerstake_creators::Creator;

use crate::{errors::AttestationError, events::EndorsementWithdrawn, state::*};

#[derive(Accounts)]
pub struct WithdrawEndorsement {
    #[account(address = endorser.authority @ AttestationError::NotAuthority)]
    pub authority: Signer,
    /// The creator that vouched.
    #[account(constraint = endorser.is_current() @ AttestationError::UnknownVersion)]
    pub endorser: Account<Creator>,
    #[account(
        mut,
        constraint = endorsement.is_current() @ AttestationError::UnknownVersion,
        constraint = address_eq(&endorsement.endorser, endorser.address()) @ AttestationError::NotTheEndorser,
    )]
    pub endorsement: Account<Endorsement>,
}

impl WithdrawEndorsement {
    /// Stamps the time.
    ///
    /// # Errors
    /// [`AttestationError::NotAuthority`], [`AttestationError::NotTheEndorser`],
    /// [`AttestationError::EndorsementWithdrawn`].
    pub fn run(&mut self) -> Result<()> {
        let withdrawn_at = now()?;
        self.endorsement.withdraw(withdrawn_at)?;
        self.endorsement.check()?;
        log_event!(EndorsementWithdrawn {
            attestation: self.endorsement.attestation,
            endorser: *self.endorser.address(),
            withdrawn_at,
        });
        Ok(())
    }
}
