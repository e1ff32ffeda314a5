//! Vouch for another creator's attestation.

use anchor_lang::{address_eq, prelude::*};
use makerstake_common::log_event;
use makerstake_creators::Creator;

use crate::{errors::AttestationError, events::Endorsed, state::*};

#[derive(Accounts)]
pub struct Endorse {
    /// Pays the rent, and gets it back when the account is closed; may be the authority.
    #[account(mut, unsafe(dup))]
    pub payer: Signer,
    #[account(address = endorser.authority @ AttestationError::NotAuthority)]
    pub authority: Signer,
    /// The creator that vouches.
    #[account(constraint = endorser.is_current() @ AttestationError::UnknownVersion)]
    pub endorser: Account<Creator>,
    #[account(
        constraint = attestation.is_current() @ AttestationError::UnknownVersion,
        constraint = !address_eq(&attestation.creator, endorser.address()) @ AttestationError::SelfEndorsement,
    )]
    pub attestation: Account<Attestation>,
    #[account(init, payer = payer, seeds = [b"endorsement", attestation, endorser], bump)]
    pub endorsement: Account<Endorsement>,
    pub system_program: Program<System>,
}

impl Endorse {
    /// Creates the endorsement.
    ///
    /// # Errors
    /// [`AttestationError::NotAuthority`], [`AttestationError::SelfEndorsement`],
    /// [`AttestationError::AttestationRevoked`], the system program's error 0 if this creator vouches already, or
    /// has withdrawn it and the account is still kept.
    pub fn run(&mut self, bumps: &EndorseBumps) -> Result<()> {
        require!(!self.attestation.is_revoked(), AttestationError::AttestationRevoked);
        let now = Moment::now()?;
        let attestation = *self.attestation.address();
        let endorser = *self.endorser.address();
        let rent_payer = *self.payer.address();
        self.endorsement.init(attestation, endorser, rent_payer, now, bumps.endorsement);
        self.endorsement.check()?;
        log_event!(Endorsed { attestation, endorser, rent_payer, slot: now.slot, time: now.time });
        Ok(())
    }
}
