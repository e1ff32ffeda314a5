//! Turn a leaf of a batch into an attestation that stands since the batch's slot. Anyone may, if the batch is the
//! creator's own, or if its author was permitted to attest for the creator at that slot; in anybody else's batch the
//! creator must sign.

use anchor_lang::{address_eq, prelude::*};
use makerstake_common::log_event;
use makerstake_core::{hash::Digest, work::Leaf};
use makerstake_creators::Creator;

use super::acting::NOBODY;
use crate::{
    errors::AttestationError,
    events::{Attested, Promoted},
    sha256::Syscall,
    state::{attestation::Place, *},
};

#[derive(Accounts)]
#[instruction(content: [u8; 32])]
pub struct Promote {
    /// Pays the rent; may be the authority.
    #[account(mut, unsafe(dup))]
    pub payer: Signer,
    /// The leaf's creator's authority; left out in a batch of the creator's own or of its attestor's.
    #[account(address = creator.authority @ AttestationError::NotAuthority)]
    pub authority: Option<Signer>,
    /// The leaf's creator.
    #[account(
        constraint = creator.is_current() @ AttestationError::UnknownVersion,
        constraint = authority.is_some() || permission.is_some() || address_eq(creator.address(), &batch.author)
            @ AttestationError::CreatorMustSign,
    )]
    pub creator: Account<Creator>,
    #[account(constraint = batch.is_current() @ AttestationError::UnknownVersion)]
    pub batch: Account<Batch>,
    /// What permitted the batch's author to attest for the creator; left out otherwise.
    #[account(
        constraint = permission.is_current() @ AttestationError::UnknownVersion,
        constraint = address_eq(&permission.creator, creator.address()) && address_eq(&permission.attestor, &batch.author)
            @ AttestationError::PermissionOfOthers,
    )]
    pub permission: Option<Account<AttestorPermission>>,
    /// The attestation that the leaf replaces; left out if it replaces none.
    #[account(
        mut,
        constraint = parent.is_current() @ AttestationError::UnknownVersion,
        constraint = address_eq(&parent.creator, creator.address()) @ AttestationError::ParentOfAnother,
    )]
    pub parent: Option<Account<Attestation>>,
    #[account(init, payer = payer, seeds = [b"attestation", creator, content], bump)]
    pub attestation: Account<Attestation>,
    pub system_program: Program<System>,
}

impl Promote {
    /// The leaf says what the accounts and the arguments say, or it is not in the batch. The batch stands, and so did
    /// the permission, if there is one, at its slot.
    fn validate(&self, statement: &Statement, nonce: [u8; 16], proof: &[Digest]) -> Result<()> {
        require!(!self.batch.is_revoked(), AttestationError::BatchRevoked);
        if let Some(permission) = &self.permission {
            permission.check_batch(self.parent.is_some(), self.batch.moment())?;
        }
        let is_own = statement.check()?.is_own_statement();
        let is_anothers = !address_eq(&self.batch.author, self.creator.address());
        require!(is_own || is_anothers, AttestationError::RegistrationAlone);
        let leaf = Leaf {
            author: self.batch.author.to_bytes(),
            creator: self.creator.address().to_bytes(),
            content: statement.content,
            metadata: statement.metadata,
            parent: self.parent.as_ref().map_or([0; 32], |parent| parent.address().to_bytes()),
            kind: statement.kind,
            nonce,
        };
        self.batch.check_leaf(&leaf.hash::<Syscall>(), proof)
    }

    /// Creates the attestation.
    ///
    /// # Errors
    /// [`AttestationError::NotAuthority`], [`AttestationError::CreatorMustSign`],
    /// [`AttestationError::PermissionOfOthers`], [`AttestationError::ParentOfAnother`],
    /// [`AttestationError::BatchRevoked`], those of [`AttestorPermission::check_batch`], [`Statement::check`],
    /// [`Batch::check_leaf`] and [`Attestation::replace`], the system program's error 0 if this creator has attested these bytes before.
    pub fn run(&mut self, statement: Statement, nonce: [u8; 16], proof: &[Digest]) -> Result<()> {
        self.validate(&statement, nonce, proof)?;
        let since = self.batch.moment();
        let place = match &mut self.parent {
            Some(parent) => {
                let address = *parent.address();
                let place = parent.replace(address, statement.kind, since.slot)?;
                parent.check()?;
                place
            }
            None => Place::FIRST,
        };
        let attestor = self.permission.as_ref().map_or(NOBODY, |permission| permission.attestor);
        self.attestation.init(*self.creator.address(), attestor, statement, place, since);
        self.attestation.check()?;
        log_event!(Promoted { attestation: *self.attestation.address(), batch: *self.batch.address() });
        Attested::log(&self.attestation);
        Ok(())
    }
}
