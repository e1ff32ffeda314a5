//! Say where the profile document is and what its hash is. The account keeps the hash and counts revisions; the
//! address is in the event only. So the account stays small, and whoever finds the document anywhere can check it.

use anchor_lang::prelude::*;
use makerstake_core::{
    hash::{is_zero, Digest},
    profile::check_uri,
};

use crate::{errors::CreatorError, events::ProfileUpdated, state::Creator};

#[derive(Accounts)]
pub struct UpdateProfile {
    #[account(address = creator.authority @ CreatorError::NotAuthority)]
    pub authority: Signer,
    #[account(mut, constraint = creator.is_current() @ CreatorError::UnknownVersion)]
    pub creator: Account<Creator>,
}

impl UpdateProfile {
    fn validate(uri: &str, hash: &Digest) -> Result<()> {
        require!(uri.is_empty() == is_zero(hash), CreatorError::ProfileIncomplete);
        if !uri.is_empty() {
            check_uri(uri.as_bytes()).map_err(CreatorError::from)?;
        }
        Ok(())
    }

    /// Writes the profile, or clears it when both are empty.
    ///
    /// # Errors
    /// [`CreatorError::NotAuthority`], [`CreatorError::ProfileIncomplete`], [`CreatorError::ProfileUriTooLong`],
    /// [`CreatorError::ProfileUriInvalid`].
    pub fn run(&mut self, uri: String, hash: Digest) -> Result<()> {
        Self::validate(&uri, &hash)?;
        let revision = self.creator.set_profile(hash)?;
        self.creator.check()?;
        emit!(ProfileUpdated { creator: *self.creator.address(), hash, revision, uri });
        Ok(())
    }
}
