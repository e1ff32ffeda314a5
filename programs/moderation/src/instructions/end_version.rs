//! Note when a version of a rule ended, once, when what came after it is certain: anyone may.

use anchor_lang::{address_eq, prelude::*};
use makerstake_common::clock::now;
use makerstake_governance::Rule;

use crate::{errors::ModerationError, events::VersionEnded, state::*};

#[derive(Accounts)]
pub struct EndVersion {
    #[account(constraint = rule.version == 1 @ ModerationError::UnknownVersion)]
    pub rule: Account<Rule>,
    /// The version after this one, noted before; left out where the rule itself remembers it.
    #[account(
        constraint = next.is_current() @ ModerationError::UnknownVersion,
        constraint = address_eq(&next.rule, rule.address()) @ ModerationError::VersionOfAnother,
    )]
    pub next: Option<Account<RuleVersion>>,
    #[account(
        mut,
        constraint = version.is_current() @ ModerationError::UnknownVersion,
        constraint = address_eq(&version.rule, rule.address()) @ ModerationError::VersionOfAnother,
    )]
    pub version: Account<RuleVersion>,
}

impl EndVersion {
    /// Writes the end.
    ///
    /// # Errors
    /// [`ModerationError::VersionOfAnother`], [`ModerationError::AlreadyEnded`], [`ModerationError::EndUnknown`].
    pub fn run(&mut self) -> Result<()> {
        let next = self.next.as_deref();
        let is_ended = self.version.end(&self.rule, next, now()?)?;
        require!(is_ended, ModerationError::EndUnknown);
        VersionEnded::log(&self.version);
        self.version.check()
    }
}
