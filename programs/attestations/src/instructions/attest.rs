//! Attest one work of one's own.

use anchor_lang::prelude::*;
use makerstake_creators::Creator;

use crate::{
    errors::AttestationError,
    events::Attested,
    state::{attestation::Place, *},
};

#[derive(Accounts)]
#[instruction(content: [u8; 32])]
pub struct Attest {
    /// Pays the rent; may be the authority.
    #[account(mut, unsafe(dup))]
    pub payer: Signer,
    #[account(address = creator.authority @ AttestationError::NotAuthority)]
    pub authority: Signer,
    pub creator: Account<Creator>,
    #[account(init, payer = payer, seeds = [b"attestation", creator, content], bump)]
    pub attestation: Account<Attestation>,
    pub system_program: Program<System>,
}

impl Attest {
    /// Creates the attestation.
    ///
    /// # Errors
    /// [`AttestationError::NotAuthority`], those of [`Statement::check_own`], the system program's error 0 if this
    /// creator has attested these bytes before.
    pub fn run(&mut self, statement: Statement) -> Result<()> {
        statement.check_own()?;
        let creator = *self.creator.address();
        let now = Moment::now()?;
        self.attestation.init(creator, statement, Place::FIRST, now);
        Attested::log(&self.attestation);
        Ok(())
    }
}
