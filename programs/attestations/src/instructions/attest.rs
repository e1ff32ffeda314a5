//! Attest one work of one's own, or of a creator that permits it.

use anchor_lang::prelude::*;
use makerstake_core::attestor::ATTEST;
use makerstake_creators::Creator;

use super::acting;
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
    /// The authority of the creator, or of its attestor.
    #[account(address = acting::key(&creator, attestor.as_ref()) @ AttestationError::NotAuthority)]
    pub authority: Signer,
    #[account(constraint = creator.is_current() @ AttestationError::UnknownVersion)]
    pub creator: Account<Creator>,
    /// Who attests for the creator; left out by the creator itself.
    #[account(constraint = attestor.is_current() @ AttestationError::UnknownVersion)]
    pub attestor: Option<Account<Creator>>,
    /// What permits the attestor to; left out by the creator itself.
    #[account(constraint = permission.is_current() @ AttestationError::UnknownVersion)]
    pub permission: Option<Account<AttestorPermission>>,
    #[account(init, payer = payer, seeds = [b"attestation", creator, content], bump)]
    pub attestation: Account<Attestation>,
    pub system_program: Program<System>,
}

impl Attest {
    /// Creates the attestation.
    ///
    /// # Errors
    /// [`AttestationError::NotAuthority`], those of [`acting::attestor`] and [`Statement::check_own`], the system program's error 0 if this
    /// creator has attested these bytes before.
    pub fn run(&mut self, statement: Statement) -> Result<()> {
        statement.check_own()?;
        let creator = *self.creator.address();
        let now = Moment::now()?;
        let (attestor, permission) = (self.attestor.as_ref(), self.permission.as_ref());
        let attestor = acting::attestor(&creator, attestor, permission, ATTEST, now.time)?;
        self.attestation.init(creator, attestor, statement, Place::FIRST, now);
        self.attestation.check()?;
        Attested::log(&self.attestation);
        Ok(())
    }
}
