//! What the instructions that set labels share: the ground that they rest on, and the account that they write.

use anchor_lang::{address_eq, prelude::*};
use makerstake_common::create_pda::{bump, fields, put, CreatePda};
use makerstake_core::moderation::LAW;
use makerstake_governance::Rule;

use crate::{
    errors::ModerationError,
    events::{LabelUpheld, Labelled},
    state::*,
};

/// The rule of the platform and the version of it on which a label rests; none of both where it rests on law.
pub struct Ground<'a> {
    /// The rule's id.
    pub id: u16,
    /// The rule.
    pub rule: Option<&'a Account<Rule>>,
    /// The version.
    pub version: Option<&'a Account<RuleVersion>>,
}

impl Ground<'_> {
    /// The number of the version that applies to what was attested at `time`; 0 for the law.
    ///
    /// # Errors
    /// [`ModerationError::WrongGround`], [`ModerationError::WrongPlatform`], [`ModerationError::VersionOfAnother`], those of
    /// [`Docket::first_of`] and [`RuleVersion::check_applies`].
    #[inline(never)]
    pub fn version(&self, docket: &Docket, time: i64, now: i64) -> Result<u32> {
        match (self.rule, self.version) {
            (None, None) => {
                require!(self.id == LAW, ModerationError::WrongGround);
                Ok(0)
            }
            (Some(rule), Some(version)) => {
                require!(self.id == rule.id && self.id != LAW, ModerationError::WrongGround);
                require!(address_eq(&rule.platform, &docket.platform), ModerationError::WrongPlatform);
                require!(address_eq(&version.rule, rule.address()), ModerationError::VersionOfAnother);
                version.check_applies(rule, docket.first_of(rule.id)?, time, now)?;
                Ok(version.number)
            }
            _ => Err(ModerationError::WrongGround.into()),
        }
    }
}

/// What stands in an instruction's data about a label.
#[derive(Clone, Copy)]
pub struct Said {
    /// A value of a label.
    pub value: u8,
    /// SHA-256 of the statement of reasons.
    pub statement: [u8; 32],
    /// Until when, unix seconds.
    pub until: i64,
}

/// The account of a label that is about to be set, whether it exists or not.
pub struct Setting<'a> {
    /// Pays the rent of a new one.
    pub payer: &'a AccountView,
    /// The label.
    pub label: &'a AccountView,
    /// The platform's docket.
    pub docket: &'a mut Docket,
    /// The rule's id.
    pub rule: u16,
    /// What is labelled.
    pub subject: &'a Subject,
}

impl Setting<'_> {
    /// Sets the label, under the version of its rule that is named. `source` is the label that it is copied from; zeros: none.
    ///
    /// # Errors
    /// `ConstraintSeeds`, [`ModerationError::UnknownVersion`], those of [`Label::set`].
    #[inline(never)]
    pub fn set(self, said: Said, (rule_version, by): (u32, By), now: i64, source: Address) -> Result<()> {
        let Self { payer, label, docket, rule, subject } = self;
        let id = rule.to_le_bytes();
        let seeds: [&[u8]; 4] = [b"label", docket.platform.as_ref(), subject.address.as_ref(), &id];
        let is_new = label.owned_by(&System::id());
        let bump = if is_new {
            let space = Account::<Label>::INIT_SPACE;
            let account = label;
            let open = CreatePda {
                payer,
                payer_seeds: &[],
                account,
                seeds: &seeds,
                program: &crate::ID,
                space,
                deposit: 0,
            };
            let bump = open.open()?;
            put(label, Label::DISCRIMINATOR, &[])?;
            bump
        } else {
            bump(label, &seeds, &crate::ID)?
        };
        let number = docket.next_decision()?;
        let mut view = *label;
        let mut data = view.try_borrow_mut()?;
        let fields: &mut Label = fields(label, &mut data)?;
        if is_new {
            fields.init(docket.platform, rule, subject, bump);
        }
        require!(fields.is_current(), ModerationError::UnknownVersion);
        let Said { value, statement, until } = said;
        let appeal_seconds = docket.appeal_seconds;
        let decision = Decision { value, statement, until, rule_version, by, now, appeal_seconds };
        let is_upheld = fields.set(&decision, subject.attested_at, number)?;
        fields.source = source;
        fields.check()?;
        Labelled::log(label.address(), fields, now);
        if is_upheld {
            docket.review(false);
            LabelUpheld::log(label.address());
        }
        docket.check()
    }
}
