//! Turn a leaf of a batch into an attestation that stands since the batch's slot. Anyone may, if the batch is the
//! creator's own; in another's batch the creator must sign, because nobody attests for somebody else.

use anchor_lang::{address_eq, prelude::*};
use makerstake_creators::{log_event, Creator};
use makerstake_domain::{hash::Digest, work::Leaf};

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
    /// The leaf's creator's authority; left out in a batch of the creator's own.
    #[account(address = creator.authority @ AttestationError::NotAuthority)]
    pub authority: Option<Signer>,
    /// The leaf's creator.
    #[account(
        constraint = authority.is_some() || address_eq(creator.address(), &batch.author) @ AttestationError::CreatorMustSign,
    )]
    pub creator: Account<Creator>,
    pub batch: Account<Batch>,
    /// The attestation that the leaf replaces; left out if it replaces none.
    #[account(mut, constraint = address_eq(&parent.creator, creator.address()) @ AttestationError::ParentOfAnother)]
    pub parent: Option<Account<Attestation>>,
    #[account(init, payer = payer, seeds = [b"attestation", creator, content], bump)]
    pub attestation: Account<Attestation>,
    pub system_program: Program<System>,
}

impl Promote {
    /// The leaf says what the accounts and the arguments say, or it is not in the batch.
    fn validate(&self, statement: &Statement, nonce: [u8; 16], proof: &[Digest]) -> Result<()> {
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
    /// [`AttestationError::ParentOfAnother`], those of [`Statement::check`], [`Batch::check_leaf`] and
    /// [`Attestation::replace`], the system program's error 0 if this creator has attested these bytes before.
    pub fn run(&mut self, statement: Statement, nonce: [u8; 16], proof: &[Digest]) -> Result<()> {
        self.validate(&statement, nonce, proof)?;
        let since = self.batch.moment();
        let place = match &mut self.parent {
            Some(parent) => {
                let address = *parent.address();
                parent.replace(address, statement.kind, since.slot)?
            }
            None => Place::FIRST,
        };
        self.attestation.init(*self.creator.address(), statement, place, since);
        log_event!(Promoted { attestation: *self.attestation.address(), batch: *self.batch.address() });
        Attested::log(&self.attestation);
        Ok(())
    }
}
