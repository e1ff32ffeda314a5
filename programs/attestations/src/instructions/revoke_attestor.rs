//! Permit no longer. Either of the creator's keys may, so that a thief of the authority cannot leave a permission behind.

use anchor_lang::{address_eq, prelude::*};
use makerstake_common::{clock::slot, log_event};
use makerstake_creators::Creator;

use crate::{errors::AttestationError, events::AttestorRevoked, state::*};

#[derive(Accounts)]
pub struct RevokeAttestor {
    /// The authority or the recovery key.
    #[account(constraint = creator.is_key(signer.address()) @ AttestationError::NotKey)]
    pub signer: Signer,
    #[account(constraint = creator.is_current() @ AttestationError::UnknownVersion)]
    pub creator: Account<Creator>,
    #[account(
        mut,
        constraint = permission.is_current() @ AttestationError::UnknownVersion,
        constraint = address_eq(&permission.creator, creator.address()) @ AttestationError::NotTheCreator,
    )]
    pub permission: Account<AttestorPermission>,
}

impl RevokeAttestor {
    /// Stamps the slot.
    ///
    /// # Errors
    /// [`AttestationError::NotKey`], [`AttestationError::NotTheCreator`], [`AttestationError::AlreadyRevoked`].
    pub fn run(&mut self) -> Result<()> {
        let slot = slot()?;
        self.permission.revoke(slot)?;
        self.permission.check()?;
        log_event!(AttestorRevoked {
            permission: *self.permission.address(),
            signer: *self.signer.address(),
            slot,
        });
        Ok(())
    }
}
