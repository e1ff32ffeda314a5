//! Take a free handle. A name in use or at rest has an account, and then this fails in the system program.

use anchor_lang::prelude::*;
use makerstake_common::log_event;
use makerstake_core::handle;

use crate::{errors::CreatorError, events::HandleClaimed, state::*};

#[derive(Accounts)]
#[instruction(name: [u8; 32])]
pub struct ClaimHandle {
    /// Pays the rent, and gets it back when the name is freed; may be the authority.
    #[account(mut, unsafe(dup))]
    pub payer: Signer,
    #[account(address = creator.authority @ CreatorError::NotAuthority)]
    pub authority: Signer,
    #[account(mut, constraint = creator.is_current() @ CreatorError::UnknownVersion)]
    pub creator: Account<Creator>,
    #[account(init, payer = payer, seeds = [b"handle", name], bump)]
    pub handle: Account<Handle>,
    pub system_program: Program<System>,
}

impl ClaimHandle {
    /// Creates the handle.
    ///
    /// # Errors
    /// [`CreatorError::NotAuthority`], [`CreatorError::HasHandle`], the rule of handles that `name` breaks, the
    /// system program's error 0 for a name that is taken or at rest.
    pub fn run(&mut self, name: handle::Padded, bumps: &ClaimHandleBumps) -> Result<()> {
        let creator = *self.creator.address();
        self.creator.take_handle(name)?;
        let rent_payer = *self.payer.address();
        self.handle.init(creator, rent_payer, bumps.handle);
        self.handle.check()?;
        self.creator.check()?;
        log_event!(HandleClaimed { creator, handle: name, rent_payer });
        Ok(())
    }
}
