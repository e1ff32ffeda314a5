//! Open a holder's voter account: anyone may, for anyone. A delegator can so open its delegate's, to vote itself, even if
//! the delegate never does.

use anchor_lang::prelude::*;

use crate::{
    errors::GovernanceError,
    events::VoterOpened,
    state::{Platform, Voter, NOBODY},
};

#[derive(Accounts)]
pub struct OpenVoter {
    /// Pays the rent, and gets it back at the end.
    #[account(mut, unsafe(dup))]
    pub payer: Signer,
    pub platform: Account<Platform>,
    /// The holder, a wallet or a creator: any address, because an empty account harms nobody.
    pub holder: UncheckedAccount,
    #[account(init, payer = payer, seeds = [b"voter", platform.address(), holder.address()], bump)]
    pub voter: Account<Voter>,
    pub system_program: Program<System>,
}

impl OpenVoter {
    /// Writes an empty voter.
    ///
    /// # Errors
    /// `NotHolder` for an address of zeros; the system program's error 0 if it exists.
    pub fn run(&mut self, bumps: &OpenVoterBumps) -> Result<()> {
        let (platform, holder) = (*self.platform.address(), *self.holder.address());
        require!(holder != NOBODY, GovernanceError::NotHolder);
        self.voter.init(platform, holder, *self.payer.address(), bumps.voter);
        emit!(VoterOpened { voter: *self.voter.address(), platform, holder });
        Ok(())
    }
}
