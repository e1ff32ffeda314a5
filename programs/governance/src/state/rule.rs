//! A rule: its newest version and the one in effect before that.

use anchor_lang::prelude::*;
use makerstake_creators::sha256::Syscall;
use makerstake_domain::{
    action::SetRule,
    hash::Digest,
    rule::{rule_at, widens, Domain, Param, RuleAt, Version},
};

use crate::{errors::GovernanceError, state::after};

/// A rule. Seeds: `rule`, platform, id (u16 little-endian). It is never closed. Where there are two values, the first is
/// the newest version's, the second that of the version in effect before it.
#[account]
pub struct Rule {
    /// The platform.
    pub platform: Address,
    /// SHA-256 of the text; zeros: the version repeals the rule.
    pub text_hash: [[u8; 32]; 2],
    /// The hash of the version before.
    pub previous_hash: [[u8; 32]; 2],
    /// The values of the parameters.
    pub values: [[u64; 8]; 2],
    /// In effect from here on, unix seconds.
    pub effective_at: [i64; 2],
    /// In effect until before this, unix seconds; the largest number: until replaced.
    pub sunset_at: [i64; 2],
    /// The units of the parameters: 0 unset, 1 number, 2 basis points, 3 base units, 4 seconds, 5 flags, 6 bool.
    pub units: [[u8; 8]; 2],
    /// The numbers of the versions; 0: there is none.
    pub numbers: [u32; 2],
    /// The id in the address.
    pub id: u16,
    /// 0 moderation, 1 data, 2 product, 3 economy.
    pub domain: u8,
    /// Bump of the address.
    pub bump: u8,
    /// Layout of this account: 1.
    pub version: u8,
    /// Zeros, room for later layouts.
    pub reserved: [u8; 35],
}

impl Rule {
    /// Writes a rule without a version.
    pub fn init(&mut self, platform: Address, id: u16, domain: u8, bump: u8) {
        self.platform = platform;
        self.id = id;
        self.domain = domain;
        self.bump = bump;
        self.version = 1;
    }

    /// The newest version, and the one in effect before it.
    pub fn versions(&self) -> [Version; 2] {
        let ([text, former_text], [previous, former_previous]) = (self.text_hash, self.previous_hash);
        let ([at, former_at], [until, former_until]) = (self.effective_at, self.sunset_at);
        let ([values, former_values], [units, former_units]) = (self.values, self.units);
        let [number, former_number] = self.numbers;
        let version =
            |number, text_hash, previous_hash, effective_at, sunset_at, values: [u64; 8], units: [u8; 8]| {
                let mut params = [Param::UNSET; 8];
                for (param, (value, unit)) in params.iter_mut().zip(values.into_iter().zip(units)) {
                    *param = Param { unit, value };
                }
                Version { number, text_hash, previous_hash, effective_at, sunset_at, params }
            };
        [
            version(number, text, previous, at, until, values, units),
            version(
                former_number,
                former_text,
                former_previous,
                former_at,
                former_until,
                former_values,
                former_units,
            ),
        ]
    }

    fn set_versions(&mut self, [newest, former]: [Version; 2]) {
        self.numbers = [newest.number, former.number];
        self.text_hash = [newest.text_hash, former.text_hash];
        self.previous_hash = [newest.previous_hash, former.previous_hash];
        self.effective_at = [newest.effective_at, former.effective_at];
        self.sunset_at = [newest.sunset_at, former.sunset_at];
        self.values = [newest.params.map(|param| param.value), former.params.map(|param| param.value)];
        self.units = [newest.params.map(|param| param.unit), former.params.map(|param| param.unit)];
    }

    /// Writes the next version, linked to the newest by its hash. Returns it.
    ///
    /// # Errors
    /// `WrongVersion`, `WrongDomain`, `UnsoundAction` for a notice below the domain's (INVARIANT 16), `WidensData`.
    pub fn set(&mut self, rule: &SetRule<'_>, may_widen: bool, now: i64) -> Result<Version> {
        let domain = Domain::from_u8(rule.domain).ok_or(GovernanceError::InvalidAction)?;
        require!(rule.domain == self.domain, GovernanceError::WrongDomain);
        require!(rule.notice >= domain.notice(may_widen), GovernanceError::UnsoundAction);
        let effective_at = after(now, rule.notice)?;
        let sunset_at = if rule.lasts == 0 { i64::MAX } else { after(effective_at, rule.lasts)? };
        let next = self.next(rule.version, *rule.text_hash, effective_at, sunset_at, rule.params)?;
        if domain == Domain::Data && !may_widen {
            let [newest, former] = self.versions();
            let before = match rule_at(&newest, &former, effective_at) {
                RuleAt::Version(before) => Some(before),
                RuleAt::Nothing | RuleAt::Forgotten => None,
            };
            require!(!widens(before, &next), GovernanceError::WidensData);
        }
        self.append(next, now);
        Ok(next)
    }

    /// Writes a version that ends the rule. Returns it.
    ///
    /// # Errors
    /// `WrongVersion`, `UnsoundAction` for a notice below the domain's.
    pub fn repeal(&mut self, version: u32, notice: u32, now: i64) -> Result<Version> {
        let domain = Domain::from_u8(self.domain).ok_or(GovernanceError::InvalidAction)?;
        require!(notice >= domain.notice(false), GovernanceError::UnsoundAction);
        let next = self.next(version, [0; 32], after(now, notice)?, i64::MAX, [Param::UNSET; 8])?;
        self.append(next, now);
        Ok(next)
    }

    fn next(
        &self,
        number: u32,
        text_hash: Digest,
        effective_at: i64,
        sunset_at: i64,
        params: [Param; 8],
    ) -> Result<Version> {
        let [newest, _] = self.versions();
        require!(newest.number.checked_add(1) == Some(number), GovernanceError::WrongVersion);
        let previous_hash = if newest.number == 0 { [0; 32] } else { newest.hash::<Syscall>() };
        Ok(Version { number, text_hash, previous_hash, effective_at, sunset_at, params })
    }

    /// The newest version gives way; one that never came into effect is forgotten here, and stays in the chain of hashes.
    fn append(&mut self, next: Version, now: i64) {
        let [newest, former] = self.versions();
        let former = if newest.number > 0 && newest.effective_at <= now { newest } else { former };
        self.set_versions([next, former]);
    }
}
