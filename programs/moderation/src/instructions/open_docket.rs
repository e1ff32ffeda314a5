//! Open a platform's docket: the owners name moderators and the rules that they apply. The treasury signs, so a vote decides.

use anchor_lang::prelude::*;
use makerstake_common::clock::now;
use makerstake_governance::Platform;

use crate::{errors::ModerationError, events::DocketSet, state::*};

#[derive(Accounts)]
pub struct OpenDocket {
    /// Pays the rent; may be the treasury.
    #[account(mut, unsafe(dup))]
    pub payer: Signer,
    #[account(address = platform.treasury @ ModerationError::NotTreasury)]
    pub treasury: Signer,
    #[account(constraint = platform.version == 1 @ ModerationError::UnknownVersion)]
    pub platform: Account<Platform>,
    #[account(init, payer = payer, seeds = [b"docket", platform.address()], bump)]
    pub docket: Account<Docket>,
    pub system_program: Program<System>,
}

impl OpenDocket {
    /// Creates the docket.
    ///
    /// # Errors
    /// [`ModerationError::NotTreasury`], those of [`Docket::set`], the system program's error 0 if the platform has one.
    pub fn run(&mut self, config: &DocketConfig, bumps: &OpenDocketBumps) -> Result<()> {
        let (platform, treasury) = (*self.platform.address(), *self.treasury.address());
        self.docket.init(platform, treasury, config, now()?, bumps.docket)?;
        self.docket.check()?;
        DocketSet::log(self.docket.address(), &self.docket);
        Ok(())
    }
}
