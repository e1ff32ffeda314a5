//! Attest a new version of a work, in place of the newest one.

use anchor_lang::{address_eq, prelude::*};
use makerstake_creators::Creator;
use makerstake_domain::hash::Digest;

use crate::{errors::AttestationError, events::Attested, state::*};

#[derive(Accounts)]
#[instruction(content: [u8; 32])]
pub struct Revise {
    /// Pays the rent; may be the authority.
    #[account(mut, unsafe(dup))]
    pub payer: Signer,
    #[account(address = creator.authority @ AttestationError::NotAuthority)]
    pub authority: Signer,
    pub creator: Account<Creator>,
    #[account(mut, constraint = address_eq(&parent.creator, creator.address()) @ AttestationError::ParentOfAnother)]
    pub parent: Account<Attestation>,
    #[account(init, payer = payer, seeds = [b"attestation", creator, content], bump)]
    pub attestation: Account<Attestation>,
    pub system_program: Program<System>,
}

impl Revise {
    /// Creates the revision, of the kind of what it replaces.
    ///
    /// # Errors
    /// [`AttestationError::NotAuthority`], [`AttestationError::ParentOfAnother`], those of [`Statement::check_own`] and
    /// of [`Attestation::replace`], the system program's error 0 if this creator has attested these bytes before.
    pub fn run(&mut self, content: Digest, metadata: Digest) -> Result<()> {
        let statement = Statement { content, metadata, kind: self.parent.kind };
        statement.check_own()?;
        let now = Moment::now()?;
        let parent = *self.parent.address();
        let place = self.parent.replace(parent, statement.kind, now.slot)?;
        self.attestation.init(*self.creator.address(), statement, place, now);
        Attested::log(&self.attestation);
        Ok(())
    }
}
