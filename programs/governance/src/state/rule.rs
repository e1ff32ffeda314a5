//! A rule: its newest version and the one in effect before that.

use anchor_lang::prelude::*;
use makerstake_common::sha256::Syscall;
use makerstake_core::{
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
    /// When they were written, unix seconds.
    pub set_at: [i64; 2],
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
    pub reserved: [u8; 19],
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
        [self.version_at(0), self.version_at(1)]
    }

    /// The version in a place; none in a place that there is not.
    #[inline(never)]
    fn version_at(&self, place: usize) -> Version {
        let mut version = Version::NONE;
        if let (Some(text), Some(previous), Some(number)) =
            (self.text_hash.get(place), self.previous_hash.get(place), self.numbers.get(place))
        {
            (version.text_hash, version.previous_hash, version.number) = (*text, *previous, *number);
        }
        if let (Some(set_at), Some(effective_at), Some(sunset_at)) =
            (self.set_at.get(place), self.effective_at.get(place), self.sunset_at.get(place))
        {
            (version.set_at, version.effective_at, version.sunset_at) = (*set_at, *effective_at, *sunset_at);
        }
        if let (Some(values), Some(units)) = (self.values.get(place), self.units.get(place)) {
            for (param, (value, unit)) in version.params.iter_mut().zip(values.iter().zip(units)) {
                *param = Param { unit: *unit, value: *value };
            }
        }
        version
    }

    /// Writes the next version, linked to the newest by its hash.
    ///
    /// # Errors
    /// `WrongVersion`, `WrongDomain`, `InvalidActionParameters` for a notice below the domain's (INVARIANT 16), `WidensData`.
    pub fn set(&mut self, rule: &SetRule<'_>, may_widen: bool, now: i64) -> Result<()> {
        let domain = Domain::from_u8(rule.domain).ok_or(GovernanceError::InvalidAction)?;
        require!(rule.domain == self.domain, GovernanceError::WrongDomain);
        require!(rule.notice >= domain.notice(may_widen), GovernanceError::InvalidActionParameters);
        let effective_at = after(now, rule.notice)?;
        let sunset_at = if rule.lasts == 0 { i64::MAX } else { after(effective_at, rule.lasts)? };
        let next = Version {
            number: rule.version,
            text_hash: *rule.text_hash,
            previous_hash: self.hash_before(rule.version)?,
            set_at: now,
            effective_at,
            sunset_at,
            params: rule.params,
        };
        if domain == Domain::Data && !may_widen {
            let [newest, former] = self.versions();
            let before = match rule_at(&newest, &former, effective_at) {
                RuleAt::Version(before) => Some(before),
                RuleAt::Nothing | RuleAt::Forgotten => None,
            };
            require!(!widens(before, &next), GovernanceError::WidensData);
        }
        self.append(&next);
        Ok(())
    }

    /// Writes a version that ends the rule.
    ///
    /// # Errors
    /// `WrongVersion`, `InvalidActionParameters` for a notice below the domain's.
    pub fn repeal(&mut self, version: u32, notice: u32, now: i64) -> Result<()> {
        let domain = Domain::from_u8(self.domain).ok_or(GovernanceError::InvalidAction)?;
        require!(notice >= domain.notice(false), GovernanceError::InvalidActionParameters);
        let next = Version {
            number: version,
            previous_hash: self.hash_before(version)?,
            set_at: now,
            effective_at: after(now, notice)?,
            sunset_at: i64::MAX,
            ..Version::NONE
        };
        self.append(&next);
        Ok(())
    }

    /// The link of version `number` to the one before, which must be the newest.
    fn hash_before(&self, number: u32) -> Result<Digest> {
        let newest = self.version_at(0);
        require!(newest.number.checked_add(1) == Some(number), GovernanceError::WrongVersion);
        Ok(if newest.number == 0 { [0; 32] } else { newest.hash::<Syscall>() })
    }

    /// The newest version gives way; one that never came into effect is forgotten here, and stays in the chain of hashes.
    #[inline(never)]
    fn append(&mut self, next: &Version) {
        let ([number, _], [effective_at, _]) = (self.numbers, self.effective_at);
        let is_kept = number > 0 && effective_at <= next.set_at;
        replace(&mut self.numbers, next.number, is_kept);
        replace(&mut self.text_hash, next.text_hash, is_kept);
        replace(&mut self.previous_hash, next.previous_hash, is_kept);
        replace(&mut self.set_at, next.set_at, is_kept);
        replace(&mut self.effective_at, next.effective_at, is_kept);
        replace(&mut self.sunset_at, next.sunset_at, is_kept);
        replace(&mut self.values, next.params.map(|param| param.value), is_kept);
        replace(&mut self.units, next.params.map(|param| param.unit), is_kept);
    }
}

/// Writes the newest value; the one it replaces takes the former's place if it is kept.
fn replace<T: Copy>([newest, former]: &mut [T; 2], next: T, is_kept: bool) {
    if is_kept {
        *former = *newest;
    }
    *newest = next;
}
