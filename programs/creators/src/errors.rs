//! What the program refuses, and what to do about it. Codes are stable: new ones are added at the end.

use anchor_lang::prelude::*;
use makerstake_core::{handle::HandleError, profile::UriError};

/// Errors 6000 and up.
#[error_code(offset = 6000)]
#[derive(Debug, PartialEq, Eq)]
pub enum CreatorError {
    #[msg("the signer is not this creator's authority: sign with its current authority")]
    NotAuthority,
    #[msg("the signer is not this creator's recovery key")]
    NotRecoveryKey,
    #[msg("the signer is neither this creator's authority nor its recovery key")]
    NotKey,
    #[msg("this creator has a recovery key, and it must sign its removal too")]
    RecoveryKeyMustSign,
    #[msg("the signer is not the key that this creator is being handed to")]
    NotSuccessor,
    #[msg("the key is all zeros: give a key that somebody holds")]
    ZeroKey,
    #[msg("the key is in that place already")]
    UnchangedKey,
    #[msg("authority and recovery key must differ, or losing one loses both")]
    SameAsRecoveryKey,
    #[msg("no such offer is pending")]
    NoOffer,
    #[msg("an offer is pending: withdraw it first, or sign with the recovery key too")]
    OfferPending,
    #[msg(
        "an offer that the recovery key did not sign can be accepted 7 days after it was made, not before"
    )]
    OfferNotDue,
    #[msg("a recovery is pending: cancel it first, or sign with the recovery key too")]
    RecoveryPending,
    #[msg("no recovery is pending")]
    NoRecovery,
    #[msg("this creator has no recovery key")]
    NoRecoveryKey,
    #[msg("a recovery can be finished 7 days after it was begun")]
    RecoveryNotDue,
    #[msg("a handle has at least 3 characters")]
    HandleTooShort,
    #[msg("a handle is made of the letters a to z, the digits, _ and -")]
    HandleCharacter,
    #[msg("_ and - stand alone and between letters or digits")]
    HandleSeparator,
    #[msg("give the handle's account with a handle, and neither without one")]
    HandleIncomplete,
    #[msg("this creator has a handle: release it first")]
    HasHandle,
    #[msg("the handle belongs to another creator")]
    NotHandleOwner,
    #[msg("the handle is released already")]
    HandleReleased,
    #[msg("the handle is in use: its owner must release it first")]
    HandleInUse,
    #[msg("a released handle rests for 30 days before somebody else may take it")]
    HandleResting,
    #[msg("the rent goes back to the account that paid it")]
    NotRentPayer,
    #[msg("the profile needs both the address of its document and the document's hash, or neither")]
    ProfileIncomplete,
    #[msg("the profile's address is longer than 200 bytes")]
    ProfileUriTooLong,
    #[msg("the profile's address must be an https, ipfs or ar address in printable ASCII without spaces or quotes")]
    ProfileUriInvalid,
    #[msg("the numbers are out of range")]
    OutOfRange,
    #[msg("the account has a layout that this program does not know: use the program that wrote it")]
    UnknownVersion,
    #[msg("the change would leave the account in a state that must not be: this is a bug of the program, please report it")]
    Unsound,
}

impl From<HandleError> for CreatorError {
    fn from(error: HandleError) -> Self {
        match error {
            HandleError::TooShort => Self::HandleTooShort,
            // A padded name cannot be too long, so that case has no code of its own.
            HandleError::TooLong | HandleError::Character => Self::HandleCharacter,
            HandleError::Separator => Self::HandleSeparator,
        }
    }
}

impl From<UriError> for CreatorError {
    fn from(error: UriError) -> Self {
        match error {
            UriError::TooLong => Self::ProfileUriTooLong,
            UriError::Invalid => Self::ProfileUriInvalid,
        }
    }
}
