//! A label: what a platform says of a work, under which rule, by whom, from when to when.

use anchor_lang::prelude::*;
use makerstake_attestations::Attestation;
use makerstake_core::{
    hash::{is_zero, Digest},
    moderation::{Value, LAW, MAX_LABEL, PERIOD_KEPT},
};

use super::{docket::By, VERSION};
use crate::errors::ModerationError;

/// What a platform says of a work for one rule. Seeds: `label`, platform, subject, rule (u16 little-endian). It is negated, never
/// deleted.
#[account]
pub struct Label {
    /// The platform.
    pub platform: Address,
    /// The address that an attestation of this creator and content has, whether it exists or not.
    pub subject: Address,
    /// Whose work it is.
    pub creator: Address,
    /// SHA-256 of the work's bytes.
    pub content: [u8; 32],
    /// SHA-256 of the statement of reasons.
    pub statement: [u8; 32],
    /// The label that this one was copied from; zeros: none.
    pub source: Address,
    /// When the work was attested, unix seconds.
    pub attested_at: i64,
    /// When the present period began, unix seconds.
    pub from: i64,
    /// When it ends, unix seconds; the largest number: never.
    pub until: i64,
    /// From when on nobody can appeal, unix seconds; the largest number: it is interim, and never final.
    pub final_at: i64,
    /// When it was lifted, unix seconds; 0: it was not.
    pub negated_at: i64,
    /// [`Self::final_at`] of the period before; 0 without one.
    pub before_final_at: i64,
    /// When the period before ended, unix seconds; 0 without one.
    pub before_ended_at: i64,
    /// The version of the rule; 0: the law.
    pub rule_version: u32,
    /// Which of the docket's decisions it is.
    pub number: u32,
    /// The rule's id; 65,535: the law.
    pub rule: u16,
    /// A [`Value`].
    pub value: u8,
    /// What the period before said.
    pub before_value: u8,
    /// A [`By`].
    pub by: u8,
    /// 1: the owners overturned what the moderators decided.
    pub is_overturned: u8,
    /// Bump of the address.
    pub bump: u8,
    /// Layout of this account: [`VERSION`].
    pub version: u8,
    /// Zeros, room for later layouts.
    pub reserved: [u8; 32],
}

/// What is labelled.
#[derive(Clone, Copy)]
pub struct Subject {
    /// The address that its attestation has.
    pub address: Address,
    /// Its creator.
    pub creator: Address,
    /// SHA-256 of its bytes.
    pub content: Digest,
    /// When it was attested, unix seconds.
    pub attested_at: i64,
}

impl Subject {
    /// An attested work.
    pub fn of(attestation: &Account<Attestation>) -> Self {
        Self {
            address: *attestation.address(),
            creator: attestation.creator,
            content: attestation.content,
            attested_at: attestation.time.get(),
        }
    }
}

/// What is decided about it.
#[derive(Clone, Copy)]
pub struct Decision {
    /// A [`Value`].
    pub value: u8,
    /// SHA-256 of the statement of reasons.
    pub statement: Digest,
    /// Until when, unix seconds.
    pub until: i64,
    /// The version of the rule; 0: the law.
    pub rule_version: u32,
    /// Who decides.
    pub by: By,
    /// When, unix seconds.
    pub now: i64,
    /// How long it can be appealed, seconds.
    pub appeal_seconds: u32,
}

impl Label {
    /// Writes a label that says nothing yet.
    pub fn init(&mut self, platform: Address, rule: u16, subject: &Subject, bump: u8) {
        // The other fields are zero, because the account was created a moment ago.
        self.platform = platform;
        self.subject = subject.address;
        self.creator = subject.creator;
        self.content = subject.content;
        self.rule = rule;
        self.bump = bump;
        self.version = VERSION;
    }

    /// Whether the account has the layout that this program reads and writes.
    pub fn is_current(&self) -> bool {
        self.version == VERSION
    }

    /// Whether it says something at this time.
    pub fn stands(&self, now: i64) -> bool {
        self.negated_at == 0 && now < self.until
    }

    /// Sets the label, or prolongs one that stands and says the same. Returns whether the owners upheld one of the moderators.
    ///
    /// # Errors
    /// [`ModerationError::UnknownValue`], [`ModerationError::NoStatement`], [`ModerationError::InvalidEnd`],
    /// [`ModerationError::LabelOverturned`], [`ModerationError::InterimOnce`], [`ModerationError::LabelStands`],
    /// [`ModerationError::LabelledTooOften`].
    pub fn set(&mut self, decision: &Decision, attested_at: i64, number: u32) -> Result<bool> {
        let Decision { value, statement, until, rule_version, by, now, appeal_seconds } = *decision;
        require!(Value::from_byte(value).is_some(), ModerationError::UnknownValue);
        require!(!is_zero(&statement), ModerationError::NoStatement);
        let is_moderators = by == By::Moderators;
        let latest = if is_moderators { now.saturating_add(i64::from(MAX_LABEL)) } else { i64::MAX };
        require!(until > now && until <= latest, ModerationError::InvalidEnd);
        require!(self.is_overturned == 0, ModerationError::LabelOverturned);
        let is_interim = is_moderators && self.rule == LAW;
        let (is_new, stands) = (self.from == 0, self.stands(now));
        require!(is_new || !is_interim, ModerationError::InterimOnce);
        let final_at = match by {
            By::Owners => now,
            By::Moderators if is_interim => i64::MAX,
            By::Moderators => now.saturating_add(i64::from(appeal_seconds)),
        };
        let (was_owners, is_same) = (self.by == By::Owners as u8, self.value == value);
        let is_upheld = stands && is_same && !is_moderators && !was_owners;
        if stands && is_same && (is_upheld || is_moderators != was_owners) {
            // The same is said for longer: what was final stays so.
            self.final_at = self.final_at.min(final_at);
        } else {
            require!(!stands || !is_moderators, ModerationError::LabelStands);
            if !is_new {
                self.keep_period(now)?;
            }
            (self.from, self.final_at, self.negated_at) = (now, final_at, 0);
        }
        self.attested_at = attested_at;
        (self.value, self.statement, self.until) = (value, statement, until);
        (self.rule_version, self.number, self.by) = (rule_version, number, by as u8);
        Ok(is_upheld)
    }

    /// Keeps the last period beside the one that begins now.
    fn keep_period(&mut self, now: i64) -> Result<()> {
        let kept_until = self.before_ended_at.saturating_add(i64::from(PERIOD_KEPT));
        require!(self.before_ended_at == 0 || now >= kept_until, ModerationError::LabelledTooOften);
        let negated_at = if self.negated_at == 0 { now } else { self.negated_at };
        self.before_final_at = self.final_at;
        self.before_ended_at = self.until.min(negated_at);
        self.before_value = self.value;
        Ok(())
    }

    /// Lifts the label. Where the owners lift one of the moderators, it is overturned.
    ///
    /// # Errors
    /// [`ModerationError::NoStatement`], [`ModerationError::LabelOver`], [`ModerationError::SetByOwners`].
    pub fn lift(&mut self, statement: &Digest, by: By, now: i64) -> Result<()> {
        require!(!is_zero(statement), ModerationError::NoStatement);
        require!(self.stands(now), ModerationError::LabelOver);
        let was_owners = self.by == By::Owners as u8;
        require!(by == By::Owners || !was_owners, ModerationError::SetByOwners);
        self.negated_at = now;
        self.is_overturned = u8::from(by == By::Owners && !was_owners);
        Ok(())
    }

    /// Checks what holds of every label at all times.
    ///
    /// # Errors
    /// [`ModerationError::Unsound`].
    pub fn check(&self) -> Result<()> {
        let is_sound = Value::from_byte(self.value).is_some()
            && !is_zero(&self.statement)
            && self.from > 0
            && self.until > self.from
            && self.final_at >= self.from
            && (self.negated_at == 0 || self.negated_at >= self.from)
            && self.before_ended_at <= self.from
            && (self.by == By::Moderators as u8 || self.by == By::Owners as u8)
            && (self.rule == LAW) == (self.rule_version == 0)
            && self.is_overturned <= u8::from(self.negated_at != 0);
        require!(is_sound, ModerationError::Unsound);
        Ok(())
    }
}
