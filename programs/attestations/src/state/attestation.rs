//! An attestation: a creator's statement that a work is its own, since a slot.

use anchor_lang::{address_eq, prelude::*};
use makerstake_core::{
    hash::{is_zero, Digest},
    work::Kind,
};

use super::{Moment, VERSION};
use crate::errors::AttestationError;

/// No parent: a first revision.
const NO_PARENT: Address = Address::new_from_array([0; 32]);

/// One work of one creator, 208 bytes with the discriminator. Seeds: `attestation`, creator, content hash. So two
/// creators can attest the same bytes, and neither can keep the other from it.
///
/// Creator, content, metadata, parent, attestor, slot, time, revision and kind never change (INVARIANT 9). Two marks are set once:
/// that it is revised and that it is revoked. It is never closed. The bump is not kept: nothing derives the
/// address a second time.
#[account]
pub struct Attestation {
    /// Address of the creator.
    pub creator: Address,
    /// SHA-256 of every byte of the work.
    pub content: [u8; 32],
    /// SHA-256 of the metadata document's canonical form (RFC 8785); zeros: none.
    pub metadata: [u8; 32],
    /// The attestation that this one replaces; zeros: none.
    pub parent: Address,
    /// The creator that stated it in this creator's name, by a permission; zeros: the creator itself did.
    pub attestor: Address,
    /// Slot since which it stands; of a promoted leaf, its batch's.
    pub slot: PodU64,
    /// Unix time of that slot, in seconds.
    pub time: PodI64,
    /// Slot in which it was revoked; 0: it stands.
    pub revoked_slot: PodU64,
    /// How many attestations it replaces, one after another; 0 for a first.
    pub revision: PodU16,
    /// A [`Kind`].
    pub kind: u8,
    /// 1 once another attestation replaces this one, else 0. So revisions are a chain and have one newest.
    pub is_revised: u8,
    /// Layout of this account: [`VERSION`].
    pub version: u8,
    /// Zeros, room for later layouts.
    pub reserved: [u8; 11],
}

/// What is stated about a work, apart from who and when.
#[derive(Clone, Copy)]
pub struct Statement {
    /// SHA-256 of every byte of the work.
    pub content: Digest,
    /// SHA-256 of the metadata document's canonical form; zeros: none.
    pub metadata: Digest,
    /// A [`Kind`].
    pub kind: u8,
}

impl Statement {
    /// The kind, which the creator may state alone.
    ///
    /// # Errors
    /// [`AttestationError::RegistrationAlone`], and those of [`Self::check`].
    pub fn check_own(&self) -> Result<()> {
        require!(self.check()?.is_own_statement(), AttestationError::RegistrationAlone);
        Ok(())
    }

    /// The kind.
    ///
    /// # Errors
    /// [`AttestationError::ZeroContent`], [`AttestationError::UnknownKind`].
    pub fn check(&self) -> Result<Kind> {
        require!(!is_zero(&self.content), AttestationError::ZeroContent);
        Ok(Kind::from_byte(self.kind).ok_or(AttestationError::UnknownKind)?)
    }
}

/// Where a new attestation stands in its chain of revisions.
#[derive(Clone, Copy)]
pub struct Place {
    /// The attestation that it replaces; zeros: none.
    pub parent: Address,
    /// How many it replaces.
    pub revision: u16,
}

impl Place {
    /// The start of a chain.
    pub const FIRST: Self = Self { parent: NO_PARENT, revision: 0 };
}

impl Attestation {
    /// Writes a new attestation, which `attestor` stated for the creator (zeros: the creator itself).
    pub fn init(
        &mut self,
        creator: Address,
        attestor: Address,
        statement: Statement,
        place: Place,
        since: Moment,
    ) {
        // The other fields are zero, because the account was created a moment ago.
        self.creator = creator;
        self.content = statement.content;
        self.metadata = statement.metadata;
        self.parent = place.parent;
        self.attestor = attestor;
        self.slot = since.slot.into();
        self.time = since.time.into();
        self.revision = place.revision.into();
        self.kind = statement.kind;
        self.version = VERSION;
    }

    /// Whether the account has the layout that this program reads and writes.
    pub fn is_current(&self) -> bool {
        self.version == VERSION
    }

    /// Whether it has been revoked.
    pub fn is_revoked(&self) -> bool {
        self.revoked_slot.get() != 0
    }

    /// Marks this attestation as replaced by one of `kind` that stands since `slot`, and returns the place of that one.
    ///
    /// # Errors
    /// [`AttestationError::ParentRevoked`], [`AttestationError::ParentRevised`], [`AttestationError::ParentYounger`],
    /// [`AttestationError::KindChanged`], [`AttestationError::TooManyRevisions`].
    pub fn replace(&mut self, address: Address, kind: u8, slot: u64) -> Result<Place> {
        require!(!self.is_revoked(), AttestationError::ParentRevoked);
        require!(self.is_revised == 0, AttestationError::ParentRevised);
        require!(self.slot.get() <= slot, AttestationError::ParentYounger);
        require!(self.kind == kind, AttestationError::KindChanged);
        let revision = self.revision.get().checked_add(1).ok_or(AttestationError::TooManyRevisions)?;
        self.is_revised = 1;
        Ok(Place { parent: address, revision })
    }

    /// Stamps the slot of the revocation, once (INVARIANT 9).
    ///
    /// # Errors
    /// [`AttestationError::AlreadyRevoked`].
    pub fn revoke(&mut self, slot: u64) -> Result<()> {
        require!(!self.is_revoked(), AttestationError::AlreadyRevoked);
        // Never 0, which means "it stands": the genesis block runs no transactions.
        self.revoked_slot = slot.into();
        Ok(())
    }

    /// Checks what holds of every attestation at all times: it is about some bytes, it is a revision exactly if it
    /// replaces something, and nobody attests for itself by permission.
    ///
    /// # Errors
    /// [`AttestationError::Unsound`].
    pub fn check(&self) -> Result<()> {
        let is_sound = !is_zero(&self.content)
            && (self.revision.get() == 0) == address_eq(&self.parent, &NO_PARENT)
            && !address_eq(&self.attestor, &self.creator)
            && self.is_revised <= 1
            && (self.revoked_slot.get() == 0 || self.revoked_slot.get() >= self.slot.get());
        require!(is_sound, AttestationError::Unsound);
        Ok(())
    }
}

const _: () = assert!(core::mem::size_of::<Attestation>() + 8 == 208);
