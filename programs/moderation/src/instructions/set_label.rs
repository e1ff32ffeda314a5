//! Label a work that is attested: the moderators in their term, or the owners.

use anchor_lang::prelude::*;
use makerstake_attestations::Attestation;
use makerstake_common::{clock::now, NOBODY};
use makerstake_governance::{Platform, Rule};

use super::setting::{Ground, Said, Setting};
use crate::{errors::ModerationError, state::*};

#[derive(Accounts)]
#[cfg_attr(feature = "idl-build", instruction(rule_id: u16))]
pub struct SetLabel {
    /// Pays the rent; may be the authority.
    #[account(mut, unsafe(dup))]
    pub payer: Signer,
    /// The moderators or the treasury.
    pub authority: Signer,
    #[account(
        constraint = platform.version == 1 @ ModerationError::UnknownVersion,
        address = docket.platform @ ModerationError::WrongPlatform,
    )]
    pub platform: Account<Platform>,
    #[account(mut, constraint = docket.is_current() @ ModerationError::UnknownVersion)]
    pub docket: Account<Docket>,
    /// The rule on which the label rests; left out for the law.
    #[account(constraint = rule.version == 1 @ ModerationError::UnknownVersion)]
    pub rule: Option<Account<Rule>>,
    /// The version of it that was in force when the work was attested; left out for the law.
    #[account(constraint = version.is_current() @ ModerationError::UnknownVersion)]
    pub version: Option<Account<RuleVersion>>,
    /// The work.
    #[account(constraint = attestation.is_current() @ ModerationError::UnknownVersion)]
    pub attestation: Account<Attestation>,
    /// The label; created where there is none. Its seeds are checked when it is set.
    #[cfg(feature = "idl-build")]
    #[account(mut, seeds = [b"label", platform.address(), attestation.address(), rule_id.to_le_bytes()], bump)]
    pub label: Account<Label>,
    #[cfg(not(feature = "idl-build"))]
    #[account(mut)]
    pub label: UncheckedAccount,
    pub system_program: Program<System>,
}

impl SetLabel {
    /// Sets the label.
    ///
    /// # Errors
    /// Those of [`Docket::role`], [`Ground::version`] and [`Setting::set`].
    pub fn run(&mut self, rule: u16, said: Said) -> Result<()> {
        let now = now()?;
        let by = self.docket.role(self.authority.address(), now)?;
        let subject = Subject::of(&self.attestation);
        let ground = Ground { id: rule, rule: self.rule.as_ref(), version: self.version.as_ref() };
        let version = ground.version(&self.docket, subject.attested_at, now)?;
        let (payer, label) = (self.payer.account(), self.label.account());
        Setting { payer, label, docket: &mut self.docket, rule, subject: &subject }.set(
            said,
            (version, by),
            now,
            NOBODY,
        )
    }
}
