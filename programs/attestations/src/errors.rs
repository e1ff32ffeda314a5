//! What the program refuses, and what to do about it. Codes are stable: new ones are added at the end.

use anchor_lang::prelude::*;
use makerstake_core::{attestor::PermissionError, merkle::MerkleError};

/// Errors 6100 and up.
#[error_code(offset = 6100)]
#[derive(Debug, PartialEq, Eq)]
pub enum AttestationError {
    #[msg("the signer is not this creator's authority: sign with its current authority")]
    NotAuthority,
    #[msg("the work belongs to another creator")]
    NotTheCreator,
    #[msg("the content hash is all zeros: hash the work's bytes with SHA-256")]
    ZeroContent,
    #[msg("unknown kind: 0 is a work, 1 a derivative, 2 (in batches) a registration")]
    UnknownKind,
    #[msg("a registration is stated by the author of a batch, not by the creator itself")]
    RegistrationAlone,
    #[msg("the attestation to be replaced belongs to another creator")]
    ParentOfAnother,
    #[msg("the attestation to be replaced is revoked: attest the work anew")]
    ParentRevoked,
    #[msg("the attestation to be replaced has a newer revision: revise that one")]
    ParentRevised,
    #[msg("the attestation to be replaced is younger than the batch")]
    ParentYounger,
    #[msg("a revision keeps the kind of what it replaces")]
    KindChanged,
    #[msg("a work has at most 65,535 revisions")]
    TooManyRevisions,
    #[msg("it is revoked already")]
    AlreadyRevoked,
    #[msg("the root is all zeros")]
    ZeroRoot,
    #[msg("the hash of the batch's data is all zeros")]
    ZeroDataHash,
    #[msg("a batch has at least one leaf")]
    NoLeaves,
    #[msg("a batch has at most 2^27 leaves: split it")]
    TooManyLeaves,
    #[msg("the proof must have exactly as many siblings as the batch is deep")]
    WrongProofLength,
    #[msg("the leaf is not in the batch: check its fields, its nonce and the proof")]
    NotInBatch,
    #[msg("the batch is another creator's: the leaf's creator must sign with its current authority")]
    CreatorMustSign,
    #[msg("the attestation is revoked: it cannot be endorsed")]
    AttestationRevoked,
    #[msg("nobody endorses their own work")]
    SelfEndorsement,
    #[msg("the endorsement was given by another creator")]
    NotTheEndorser,
    #[msg("the rent goes back to the account that paid it")]
    NotRentPayer,
    #[msg("the account has a layout that this program does not know: use the program that wrote it")]
    UnknownVersion,
    #[msg("the change would leave the account in a state that must not be: this is a bug of the program, please report it")]
    Unsound,
    #[msg("the signer is neither this creator's authority nor its recovery key")]
    NotKey,
    #[msg("a creator needs no permission of its own: name another creator as attestor")]
    SelfAttestor,
    #[msg("the scope is a sum of 1 (attest), 2 (revise) and 4 (batches), and not 0")]
    UnknownScope,
    #[msg("the permission would be over before it begins")]
    NoPeriod,
    #[msg("give the attestor together with its permission, or neither")]
    PermissionIncomplete,
    #[msg("the permission is for another creator or another attestor")]
    PermissionOfOthers,
    #[msg("the permission is for something else: its scope does not have this")]
    OutOfScope,
    #[msg("the permission begins later")]
    PermissionNotYet,
    #[msg("the permission is over")]
    PermissionExpired,
    #[msg("the permission is revoked")]
    PermissionRevoked,
    #[msg("the permission was given in the slot of the batch or later: the leaf's creator must sign")]
    PermissionYoungerThanBatch,
    #[msg("the batch is revoked by its author: nothing more is promoted from it")]
    BatchRevoked,
    #[msg("the endorsement is withdrawn already")]
    EndorsementWithdrawn,
    #[msg("the endorsement stands: its endorser must withdraw it first")]
    EndorsementStands,
    #[msg("a withdrawn endorsement is kept for 90 days, so that what was counted can be counted again")]
    EndorsementKept,
}

impl From<PermissionError> for AttestationError {
    fn from(error: PermissionError) -> Self {
        match error {
            PermissionError::OutOfScope => Self::OutOfScope,
            PermissionError::NotYet => Self::PermissionNotYet,
            PermissionError::Expired => Self::PermissionExpired,
            PermissionError::Revoked => Self::PermissionRevoked,
            PermissionError::YoungerThanBatch => Self::PermissionYoungerThanBatch,
        }
    }
}

impl From<MerkleError> for AttestationError {
    fn from(error: MerkleError) -> Self {
        match error {
            MerkleError::NoLeaves => Self::NoLeaves,
            MerkleError::TooManyLeaves => Self::TooManyLeaves,
            MerkleError::ZeroRoot => Self::ZeroRoot,
            MerkleError::WrongLength => Self::WrongProofLength,
            // No leaf can hash to zeros, so that case has no code of its own.
            MerkleError::ZeroLeaf | MerkleError::WrongRoot => Self::NotInBatch,
        }
    }
}
