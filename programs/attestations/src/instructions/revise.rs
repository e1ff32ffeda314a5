//! Attest a new version of a work, in place of the newest one, as its creator or for it.

use anchor_lang::{address_eq, prelude::*};
use makerstake_core::{attestor::REVISE, hash::Digest};
use makerstake_creators::Creator;

use super::acting;
use crate::{errors::AttestationError, events::Attested, state::*};

#[derive(Accounts)]
#[instruction(content: [u8; 32])]
pub struct Revise {
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
    #[account(
        mut,
        constraint = parent.is_current() @ AttestationError::UnknownVersion,
        constraint = address_eq(&parent.creator, creator.address()) @ AttestationError::ParentOfAnother,
    )]
    pub parent: Account<Attestation>,
    #[account(init, payer = payer, seeds = [b"attestation", creator, content], bump)]
    pub attestation: Account<Attestation>,
    pub system_program: Program<System>,
}

impl Revise {
    /// Creates the revision, of the kind of what it replaces.
    ///
    /// # Errors
    /// [`AttestationError::NotAuthority`], [`AttestationError::ParentOfAnother`], those of [`acting::attestor`],
    /// [`Statement::check_own`] and [`Attestation::replace`], the system program's error 0 if this creator has attested these bytes before.
    pub fn run(&mut self, content: Digest, metadata: Digest) -> Result<()> {
        let statement = Statement { content, metadata, kind: self.parent.kind };
        statement.check_own()?;
        let now = Moment::now()?;
        let creator = *self.creator.address();
        let (attestor, permission) = (self.attestor.as_ref(), self.permission.as_ref());
        let attestor = acting::attestor(&creator, attestor, permission, REVISE, now.time)?;
        let parent = *self.parent.address();
        let place = self.parent.replace(parent, statement.kind, now.slot)?;
        self.attestation.init(creator, attestor, statement, place, now);
        self.parent.check()?;
        self.attestation.check()?;
        Attested::log(&self.attestation);
        Ok(())
    }
}
