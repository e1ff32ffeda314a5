//! Note a version of a rule, once: anyone may who knows what it said. The rule's account remembers two versions, and each carries
//! the hash of the one before; so a version is proved by the one after it, down to the first.

use anchor_lang::{address_eq, prelude::*};
use makerstake_common::clock::now;
use makerstake_core::rule::Domain;
use makerstake_governance::Rule;

use crate::{
    errors::ModerationError,
    events::{VersionEnded, VersionNoted},
    state::*,
};

#[derive(Accounts)]
#[instruction(number: u32)]
pub struct NoteVersion {
    /// Pays the rent.
    #[account(mut)]
    pub payer: Signer,
    #[account(
        constraint = rule.version == 1 @ ModerationError::UnknownVersion,
        constraint = rule.domain == Domain::Moderation as u8 @ ModerationError::NotModeration,
    )]
    pub rule: Account<Rule>,
    /// The version after this one, noted before; left out where the rule itself remembers it.
    #[account(
        constraint = next.is_current() @ ModerationError::UnknownVersion,
        constraint = address_eq(&next.rule, rule.address()) @ ModerationError::VersionOfAnother,
    )]
    pub next: Option<Account<RuleVersion>>,
    #[account(init, payer = payer, seeds = [b"version", rule.address(), number.to_le_bytes()], bump)]
    pub version: Account<RuleVersion>,
    pub system_program: Program<System>,
}

impl NoteVersion {
    /// Writes the version, and its end where that is certain.
    ///
    /// # Errors
    /// [`ModerationError::NotModeration`], [`ModerationError::VersionOfAnother`], [`ModerationError::NotInChain`]; the system
    /// program's error 0 if it is noted already.
    pub fn run(&mut self, number: u32, fields: &VersionFields, bumps: &NoteVersionBumps) -> Result<()> {
        let rule = *self.rule.address();
        let next = self.next.as_deref();
        self.version.init((rule, &self.rule), next, &fields.version(number), bumps.version)?;
        VersionNoted::log(&self.version);
        if self.version.end(&self.rule, next, now()?)? {
            VersionEnded::log(&self.version);
        }
        self.version.check()
    }
}
