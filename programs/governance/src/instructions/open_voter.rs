//! Open a holder's voter account: anyone may, for anyone. A delegator can so open its delegate's, to vote itself, even if
//! the delegate never does.

use anchor_lang::prelude::*;
use makerstake_common::{
    create_pda::{self, CreatePda},
    log::log,
};

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
    #[cfg_attr(feature = "idl-build", account(mut, seeds = [b"voter", platform.address(), holder.address()], bump))]
    #[cfg_attr(not(feature = "idl-build"), account(mut))]
    pub voter: UncheckedAccount,
    pub system_program: Program<System>,
}

impl OpenVoter {
    /// Writes an empty voter.
    ///
    /// # Errors
    /// `NotHolder` for an address of zeros; the system program's error 0 if it exists.
    pub fn run(&mut self) -> Result<()> {
        let (platform, holder) = (*self.platform.address(), *self.holder.address());
        require!(holder != NOBODY, GovernanceError::NotHolder);
        let voter = self.voter.account();
        let bump = CreatePda {
            payer: self.payer.account(),
            payer_seeds: &[],
            account: voter,
            seeds: &[b"voter", platform.as_ref(), holder.as_ref()],
            program: &crate::ID,
            space: Account::<Voter>::INIT_SPACE,
            deposit: 0,
        }
        .open()?;
        create_pda::write(voter, &Voter::new(platform, holder, *self.payer.address(), bump))?;
        log(&VoterOpened { voter: *voter.address(), platform, holder });
        Ok(())
    }
}
