//! Lift a label, with reasons: the moderators one of their own, the owners any. What the owners lift of the moderators is overturned.

use anchor_lang::{address_eq, prelude::*};
use makerstake_common::clock::now;
use makerstake_core::hash::Digest;

use crate::{errors::ModerationError, events::Lifted, state::*};

#[derive(Accounts)]
pub struct Lift {
    /// The moderators or the treasury.
    pub authority: Signer,
    #[account(mut, constraint = docket.is_current() @ ModerationError::UnknownVersion)]
    pub docket: Account<Docket>,
    #[account(
        mut,
        constraint = label.is_current() @ ModerationError::UnknownVersion,
        constraint = address_eq(&label.platform, &docket.platform) @ ModerationError::WrongPlatform,
    )]
    pub label: Account<Label>,
}

impl Lift {
    /// Negates the label.
    ///
    /// # Errors
    /// [`ModerationError::WrongPlatform`], those of [`Docket::role`] and [`Label::lift`].
    pub fn run(&mut self, statement: Digest) -> Result<()> {
        let now = now()?;
        let by = self.docket.role(self.authority.address(), now)?;
        self.label.lift(&statement, by, now)?;
        if self.label.is_overturned == 1 {
            self.docket.review(true);
        }
        self.label.check()?;
        self.docket.check()?;
        Lifted::log(&self.label, statement, by);
        Ok(())
    }
}
