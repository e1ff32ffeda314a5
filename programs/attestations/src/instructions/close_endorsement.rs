//! Close an endorsement that was withdrawn 90 days ago: the rent returns to who paid it. Anyone may.

use anchor_lang::prelude::*;
use makerstake_common::{clock::now, log_event};

use crate::{errors::AttestationError, events::EndorsementClosed, state::*};

#[derive(Accounts)]
pub struct CloseEndorsement {
    #[account(
        mut,
        close = rent_payer,
        constraint = endorsement.is_current() @ AttestationError::UnknownVersion,
    )]
    pub endorsement: Account<Endorsement>,
    /// CHECK: only receives lamports; the constraint makes it the account that paid them.
    #[account(mut, unsafe(dup), address = endorsement.rent_payer @ AttestationError::NotRentPayer)]
    pub rent_payer: UncheckedAccount,
}

impl CloseEndorsement {
    /// Closes the account (INVARIANT 19).
    ///
    /// # Errors
    /// [`AttestationError::NotRentPayer`], [`AttestationError::EndorsementStands`],
    /// [`AttestationError::EndorsementKept`].
    pub fn run(&mut self) -> Result<()> {
        self.endorsement.check_closable(now()?)?;
        log_event!(EndorsementClosed {
            attestation: self.endorsement.attestation,
            endorser: self.endorsement.endorser,
            rent_payer: self.endorsement.rent_payer,
        });
        Ok(())
    }
}
