//! Register a creator, with a handle or without one. Anyone may pay; the genesis key signs, so nobody is registered
//! by others, and the address that follows from it cannot be taken by them.

use anchor_lang::prelude::*;
use makerstake_common::{clock::now, log_event};
use makerstake_core::handle;

use crate::{errors::CreatorError, events::CreatorRegistered, state::*};

#[derive(Accounts)]
#[instruction(name: [u8; 32])]
pub struct Register {
    /// Pays the rent of both accounts; may be the genesis key.
    #[account(mut, unsafe(dup))]
    pub payer: Signer,
    /// Becomes the creator's first authority.
    pub genesis_key: Signer,
    #[account(init, payer = payer, seeds = [b"creator", genesis_key.address()], bump)]
    pub creator: Account<Creator>,
    /// The account of `name`; left out without one.
    #[account(init, payer = payer, seeds = [b"handle", name], bump)]
    pub handle: Option<Account<Handle>>,
    pub system_program: Program<System>,
}

impl Register {
    /// Creates the creator, and the handle if there is a name.
    ///
    /// # Errors
    /// The rule of handles that `name` breaks; [`CreatorError::HandleIncomplete`] for a name without its account or
    /// the reverse; [`CreatorError::SameAsRecoveryKey`]; the system program's error 0 if either account exists.
    pub fn run(&mut self, name: handle::Padded, recovery: Address, bumps: &RegisterBumps) -> Result<()> {
        let creator = *self.creator.address();
        let (authority, rent_payer, created_at) =
            (*self.genesis_key.address(), *self.payer.address(), now()?);
        self.creator.init(authority, recovery, created_at, bumps.creator)?;
        match (&mut self.handle, bumps.handle) {
            (Some(handle), Some(bump)) => {
                self.creator.take_handle(name)?;
                handle.init(creator, rent_payer, bump);
                handle.check()?;
            }
            _ if handle::is_none(&name) => {}
            _ => return Err(CreatorError::HandleIncomplete.into()),
        }
        self.creator.check()?;
        log_event!(CreatorRegistered { creator, authority, recovery, handle: name, rent_payer, created_at });
        Ok(())
    }
}
