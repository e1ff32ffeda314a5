//! Who states a work: the creator, or an attestor that it permits to.

use anchor_lang::{address_eq, prelude::*};
use makerstake_creators::Creator;

use crate::{errors::AttestationError, state::*};

pub use makerstake_common::NOBODY;

/// The key that must sign: the attestor's authority where there is one, else the creator's.
pub fn key(creator: &Creator, attestor: Option<&Account<Creator>>) -> Address {
    attestor.map_or(creator.authority, |attestor| attestor.authority)
}

/// Checks that the attestor may do `what` for the creator at this time, and returns its address; zeros where the
/// creator acts by itself.
///
/// # Errors
/// [`AttestationError::PermissionIncomplete`], [`AttestationError::PermissionOfOthers`], those of
/// [`AttestorPermission::check_now`].
pub fn attestor(
    creator: &Address,
    attestor: Option<&Account<Creator>>,
    permission: Option<&Account<AttestorPermission>>,
    what: u8,
    time: i64,
) -> Result<Address> {
    match (attestor, permission) {
        (None, None) => Ok(NOBODY),
        (Some(attestor), Some(permission)) => {
            let is_theirs = address_eq(&permission.creator, creator)
                && address_eq(&permission.attestor, attestor.address());
            require!(is_theirs, AttestationError::PermissionOfOthers);
            permission.check_now(what, time)?;
            Ok(permission.attestor)
        }
        _ => Err(AttestationError::PermissionIncomplete.into()),
    }
}
