//! Label a work that is a leaf of a batch, whether anybody has promoted it or not. The leaf's time is its batch's.

use anchor_lang::{address_eq, prelude::*};
use makerstake_attestations::{state::Moment, AttestorPermission, Batch};
use makerstake_common::{clock::now, sha256::Syscall, NOBODY};
use makerstake_core::{
    hash::{is_zero, Digest},
    work::{Kind, Leaf},
};
use makerstake_governance::{Platform, Rule};

use super::setting::{Ground, Said, Setting};
use crate::{errors::ModerationError, state::*};

/// What a leaf says, and where it stands in its batch.
#[derive(Clone, AnchorSerialize, AnchorDeserialize, IdlType)]
pub struct LeafProof {
    /// The creator.
    pub creator: Address,
    /// SHA-256 of the work's bytes.
    pub content: [u8; 32],
    /// SHA-256 of the metadata document; zeros: none.
    pub metadata: [u8; 32],
    /// The attestation that it replaces; zeros: none.
    pub parent: Address,
    /// 0 a work, 1 a derivative.
    pub kind: u8,
    /// Its random bytes.
    pub nonce: [u8; 16],
    /// The siblings of its proof, lowest first.
    pub proof: Vec<[u8; 32]>,
}

#[derive(Accounts)]
#[cfg_attr(feature = "idl-build", instruction(rule_id: u16))]
pub struct LabelLeaf {
    /// Pays the rent; may be the authority.
    #[account(mut, unsafe(dup))]
    pub payer: Signer,
    /// The moderators or the treasury.
    pub authority: Signer,
    #[account(
        constraint = platform.version == 1 @ ModerationError::UnknownVersion,
        address = docket.platform @ ModerationError::WrongPlatform,
    )]
    pub platform: Account<Platform>,
    #[account(mut, constraint = docket.is_current() @ ModerationError::UnknownVersion)]
    pub docket: Account<Docket>,
    /// The rule on which the label rests; left out for the law.
    #[account(constraint = rule.version == 1 @ ModerationError::UnknownVersion)]
    pub rule: Option<Account<Rule>>,
    /// The version of it that was in force when the work was attested; left out for the law.
    #[account(constraint = version.is_current() @ ModerationError::UnknownVersion)]
    pub version: Option<Account<RuleVersion>>,
    /// The batch that has the leaf.
    #[account(constraint = batch.is_current() @ ModerationError::UnknownVersion)]
    pub batch: Account<Batch>,
    /// What permitted the batch's author to attest for the creator; left out in a batch of the creator's own.
    #[account(constraint = permission.is_current() @ ModerationError::UnknownVersion)]
    pub permission: Option<Account<AttestorPermission>>,
    /// The address that an attestation of the leaf has. CHECK: derived in `run`; it need not exist.
    pub subject: UncheckedAccount,
    /// The label; created where there is none. Its seeds are checked when it is set.
    #[cfg(feature = "idl-build")]
    #[account(mut, seeds = [b"label", platform.address(), subject.address(), rule_id.to_le_bytes()], bump)]
    pub label: Account<Label>,
    #[cfg(not(feature = "idl-build"))]
    #[account(mut)]
    pub label: UncheckedAccount,
    pub system_program: Program<System>,
}

impl LabelLeaf {
    /// Checks that the leaf is in the batch and speaks for its creator: else anybody could choose the time of another's work by
    /// a batch of their own.
    fn validate(&self, leaf: &LeafProof) -> Result<()> {
        let is_work = Kind::from_byte(leaf.kind).is_some_and(Kind::is_own_statement);
        require!(is_work, ModerationError::NotAWork);
        let hash = Leaf {
            author: self.batch.author.to_bytes(),
            creator: leaf.creator.to_bytes(),
            content: leaf.content,
            metadata: leaf.metadata,
            parent: leaf.parent.to_bytes(),
            kind: leaf.kind,
            nonce: leaf.nonce,
        }
        .hash::<Syscall>();
        let is_in_batch = self.batch.check_leaf(&hash, &leaf.proof).is_ok() && !is_zero(&leaf.content);
        require!(is_in_batch, ModerationError::NotInBatch);
        require!(self.speaks_for(leaf), ModerationError::NotTheCreators);
        Ok(())
    }

    /// Whether the batch is the creator's own, or its author was permitted to list this leaf at its slot.
    fn speaks_for(&self, leaf: &LeafProof) -> bool {
        let Some(permission) = &self.permission else {
            return address_eq(&self.batch.author, &leaf.creator);
        };
        let is_revision = !address_eq(&leaf.parent, &NOBODY);
        address_eq(&permission.creator, &leaf.creator)
            && address_eq(&permission.attestor, &self.batch.author)
            && permission.check_batch(is_revision, self.batch.moment()).is_ok()
    }

    /// Sets the label.
    ///
    /// # Errors
    /// [`ModerationError::NotAWork`], [`ModerationError::NotInBatch`], [`ModerationError::NotTheCreators`], `ConstraintSeeds`, those
    /// of [`Docket::role`], [`Ground::version`] and [`Setting::set`].
    pub fn run(&mut self, rule: u16, said: Said, leaf: &LeafProof) -> Result<()> {
        let now = now()?;
        let by = self.docket.role(self.authority.address(), now)?;
        self.validate(leaf)?;
        let seeds: [&[u8]; 3] = [b"attestation", leaf.creator.as_ref(), &leaf.content];
        makerstake_common::create_pda::bump(self.subject.account(), &seeds, &makerstake_attestations::ID)?;
        let Moment { time: attested_at, .. } = self.batch.moment();
        let (address, content): (_, Digest) = (*self.subject.address(), leaf.content);
        let subject = Subject { address, creator: leaf.creator, content, attested_at };
        let ground = Ground { id: rule, rule: self.rule.as_ref(), version: self.version.as_ref() };
        let version = ground.version(&self.docket, attested_at, now)?;
        let (payer, label) = (self.payer.account(), self.label.account());
        Setting { payer, label, docket: &mut self.docket, rule, subject: &subject }.set(
            said,
            (version, by),
            now,
            NOBODY,
        )
    }
}
