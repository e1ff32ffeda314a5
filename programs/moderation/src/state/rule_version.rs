//! A version of a rule of the platform that was proved by the chain of its hashes, and when it was in force.

use anchor_lang::prelude::*;
use makerstake_common::sha256::Syscall;
use makerstake_core::{
    hash::{is_zero, Sha256},
    moderation::{end_of, End, Next},
    rule::{Param, Version},
};
use makerstake_governance::Rule;

use super::VERSION;
use crate::errors::ModerationError;

/// One version of a rule. Seeds: `version`, rule, number (u32 little-endian). Only its end is ever written again, once; it is
/// never closed.
#[account]
pub struct RuleVersion {
    /// The rule.
    pub rule: Address,
    /// The platform whose rule it is.
    pub platform: Address,
    /// SHA-256 of the text; zeros: the version repeals the rule.
    pub text_hash: [u8; 32],
    /// SHA-256 of its eight parameters, unit and value one after another.
    pub params_hash: [u8; 32],
    /// The hash of the version before.
    pub previous_hash: [u8; 32],
    /// When it was written, unix seconds.
    pub set_at: i64,
    /// In force from here on, unix seconds.
    pub from: i64,
    /// In force until before this, unix seconds; not after `from` where it never was. While its end is not certain, at the latest.
    pub until: i64,
    /// When what came after it took effect, unix seconds; the largest number: it is not certain yet.
    pub followed_at: i64,
    /// Which version it is.
    pub number: u32,
    /// The rule's id.
    pub id: u16,
    /// 1 once its end is certain.
    pub is_ended: u8,
    /// Bump of the address.
    pub bump: u8,
    /// Layout of this account: [`VERSION`].
    pub version: u8,
    /// Zeros, room for later layouts.
    pub reserved: [u8; 31],
}

/// What a version says, all of which its hash covers.
#[derive(Clone, Copy, AnchorSerialize, AnchorDeserialize, IdlType)]
pub struct VersionFields {
    /// SHA-256 of the text; zeros: it repeals the rule.
    pub text_hash: [u8; 32],
    /// The hash of the version before; zeros for the first.
    pub previous_hash: [u8; 32],
    /// When it was written, unix seconds.
    pub set_at: i64,
    /// In effect from here on, unix seconds.
    pub effective_at: i64,
    /// In effect until before this, unix seconds.
    pub sunset_at: i64,
    /// The units of the parameters.
    pub units: [u8; 8],
    /// Their values.
    pub values: [u64; 8],
}

impl VersionFields {
    /// The version of this number.
    pub fn version(&self, number: u32) -> Version {
        let mut params = [Param::UNSET; 8];
        for (param, (unit, value)) in params.iter_mut().zip(self.units.iter().zip(&self.values)) {
            *param = Param { unit: *unit, value: *value };
        }
        Version {
            number,
            text_hash: self.text_hash,
            previous_hash: self.previous_hash,
            set_at: self.set_at,
            effective_at: self.effective_at,
            sunset_at: self.sunset_at,
            params,
        }
    }
}

impl RuleVersion {
    /// Writes a version, after checking that it is in the rule's chain: it is one of the two that the rule remembers, or one of
    /// those or a noted one carries its hash.
    ///
    /// # Errors
    /// [`ModerationError::NotInChain`].
    pub fn init(
        &mut self,
        (rule, account): (Address, &Rule),
        next: Option<&Self>,
        version: &Version,
        bump: u8,
    ) -> Result<()> {
        require!(version.number > 0, ModerationError::NotInChain);
        let hash = version.hash::<Syscall>();
        let following = version.number.checked_add(1);
        let carries = |number: u32, previous: &[u8; 32]| following == Some(number) && *previous == hash;
        let is_in_chain = account
            .versions()
            .iter()
            .any(|known| known == version || carries(known.number, &known.previous_hash))
            || next.is_some_and(|next| carries(next.number, &next.previous_hash));
        require!(is_in_chain, ModerationError::NotInChain);
        // The other fields are zero, because the account was created a moment ago.
        self.rule = rule;
        self.platform = account.platform;
        self.text_hash = version.text_hash;
        self.params_hash = Syscall::hashv(&[&version.param_bytes()]);
        self.previous_hash = version.previous_hash;
        self.set_at = version.set_at;
        self.from = version.effective_at;
        self.until = version.sunset_at;
        self.followed_at = i64::MAX;
        self.number = version.number;
        self.id = account.id;
        self.bump = bump;
        self.version = VERSION;
        Ok(())
    }

    /// Whether the account has the layout that this program reads and writes.
    pub fn is_current(&self) -> bool {
        self.version == VERSION
    }

    /// Writes when it ended, where that is certain, and says whether it is.
    ///
    /// # Errors
    /// [`ModerationError::AlreadyEnded`].
    pub fn end(&mut self, rule: &Rule, next: Option<&Self>, now: i64) -> Result<bool> {
        require!(self.is_ended == 0, ModerationError::AlreadyEnded);
        let [newest, former] = rule.versions();
        let span =
            Version { number: self.number, effective_at: self.from, sunset_at: self.until, ..Version::NONE };
        let next = next.and_then(Self::known);
        let Some(End { until, followed_at }) = end_of(&span, &newest, &former, next, now) else {
            return Ok(false);
        };
        (self.until, self.followed_at, self.is_ended) = (until, followed_at, 1);
        Ok(true)
    }

    /// What this version says of the end of the one before, once its own end is certain.
    fn known(&self) -> Option<Next> {
        let took_over_at = if self.was_in_force() { self.from } else { self.followed_at };
        (self.is_ended == 1).then_some(Next { number: self.number, set_at: self.set_at, took_over_at })
    }

    /// Whether it ever was in force, or may still come to be.
    fn was_in_force(&self) -> bool {
        self.until > self.from
    }

    /// Checks that this is the version that applies to what was attested at `time`: it was in force then, or the content is older
    /// and this is the first version that the docket applies.
    ///
    /// # Errors
    /// [`ModerationError::VersionNotEnded`], [`ModerationError::RuleNotApplied`], [`ModerationError::NotInForce`].
    pub fn check_applies(&self, rule: &Rule, first: u32, time: i64, now: i64) -> Result<()> {
        let ([newest, former], [newest_from, _]) = (rule.numbers, rule.effective_at);
        let until = if self.is_ended == 1 || newest == self.number {
            self.until
        } else if former == self.number {
            self.until.min(newest_from)
        } else {
            return Err(ModerationError::VersionNotEnded.into());
        };
        require!(self.number >= first, ModerationError::RuleNotApplied);
        let is_older = self.number == first && time < self.from;
        let was_in_force = is_older || (self.from..until).contains(&time);
        let has_begun = self.from <= now && until > self.from && !is_zero(&self.text_hash);
        require!(was_in_force && has_begun, ModerationError::NotInForce);
        Ok(())
    }

    /// Checks what holds of every noted version at all times.
    ///
    /// # Errors
    /// [`ModerationError::Unsound`].
    pub fn check(&self) -> Result<()> {
        let is_sound = self.number > 0
            && self.set_at <= self.from
            && self.until >= self.from
            && (self.is_ended == 1) == (self.followed_at != i64::MAX)
            && self.is_ended <= 1;
        require!(is_sound, ModerationError::Unsound);
        Ok(())
    }
}
