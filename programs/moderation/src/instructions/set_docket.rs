//! Write a docket's settings anew, and confirm its moderators by it. The treasury signs, so a vote decides.

use anchor_lang::prelude::*;
use makerstake_common::clock::now;

use crate::{errors::ModerationError, events::DocketSet, state::*};

#[derive(Accounts)]
pub struct SetDocket {
    #[account(address = docket.treasury @ ModerationError::NotTreasury)]
    pub treasury: Signer,
    #[account(mut, constraint = docket.is_current() @ ModerationError::UnknownVersion)]
    pub docket: Account<Docket>,
}

impl SetDocket {
    /// Writes the settings. Labels that stand keep what they were set with.
    ///
    /// # Errors
    /// [`ModerationError::NotTreasury`], those of [`Docket::set`].
    pub fn run(&mut self, config: &DocketConfig) -> Result<()> {
        self.docket.set(config, now()?)?;
        self.docket.check()?;
        DocketSet::log(self.docket.address(), &self.docket);
        Ok(())
    }
}
