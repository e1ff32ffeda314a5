//! Copy a label that stands to a revision of the work, or to the same bytes of another creator. Whoever may label decides it: a
//! revision may have mended the work, and the same bytes may be the author's own.

use anchor_lang::{address_eq, prelude::*};
use makerstake_attestations::Attestation;
use makerstake_common::{clock::now, log::log};
use makerstake_core::moderation::MAX_LABEL;
use makerstake_governance::Platform;

use super::setting::{Said, Setting};
use crate::{errors::ModerationError, events::LabelCopied, state::*};

#[derive(Accounts)]
#[cfg_attr(feature = "idl-build", instruction(rule_id: u16))]
pub struct Enforce {
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
    /// The label that stands.
    #[account(
        constraint = source.is_current() @ ModerationError::UnknownVersion,
        constraint = address_eq(&source.platform, platform.address()) @ ModerationError::WrongPlatform,
    )]
    pub source: Account<Label>,
    /// The revision, or the same bytes.
    #[account(
        constraint = attestation.is_current() @ ModerationError::UnknownVersion,
        constraint = is_copy(&source, &attestation) @ ModerationError::NotACopy,
    )]
    pub attestation: Account<Attestation>,
    /// The label of the copy. Its seeds are checked when it is set.
    #[cfg(feature = "idl-build")]
    #[account(mut, seeds = [b"label", platform.address(), attestation.address(), rule_id.to_le_bytes()], bump)]
    pub label: Account<Label>,
    #[cfg(not(feature = "idl-build"))]
    #[account(mut)]
    pub label: UncheckedAccount,
    pub system_program: Program<System>,
}

/// Whether a work replaces the labelled one, or is the same bytes of somebody else.
fn is_copy(source: &Label, attestation: &Attestation) -> bool {
    let is_same = source.content == attestation.content && !address_eq(&source.creator, &attestation.creator);
    is_same || address_eq(&attestation.parent, &source.subject)
}

impl Enforce {
    /// Sets the same label on the copy, for as long as the source stands and this decision may last.
    ///
    /// # Errors
    /// [`ModerationError::NotACopy`], [`ModerationError::WrongGround`], [`ModerationError::LabelOver`], those of [`Docket::role`] and
    /// [`Setting::set`].
    pub fn run(&mut self, rule: u16) -> Result<()> {
        let now = now()?;
        let by = self.docket.role(self.authority.address(), now)?;
        require!(rule == self.source.rule, ModerationError::WrongGround);
        require!(self.source.stands(now), ModerationError::LabelOver);
        let latest = now.saturating_add(i64::from(MAX_LABEL));
        let until = if by == By::Moderators { self.source.until.min(latest) } else { self.source.until };
        let said = Said { value: self.source.value, statement: self.source.statement, until };
        let subject = Subject::of(&self.attestation);
        let (source, version) = (*self.source.address(), self.source.rule_version);
        let (payer, label) = (self.payer.account(), self.label.account());
        log(&LabelCopied { label: *label.address(), source });
        Setting { payer, label, docket: &mut self.docket, rule, subject: &subject }.set(
            said,
            (version, by),
            now,
            source,
        )
    }
}
