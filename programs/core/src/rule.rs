//! Rules: numbered versions of a text with typed parameters that programs and tools read. A version takes effect after
//! a notice and never backwards.

use crate::{
    hash::{Digest, Sha256},
    units::DAY,
};

/// The longest notice, in seconds.
pub const MAX_NOTICE: u32 = 366 * DAY;
/// The longest a rule is in effect without being renewed, if it ends at all, in seconds: ten years.
pub const MAX_TERM: u32 = 3_660 * DAY;

/// What a rule is about.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[repr(u8)]
pub enum Domain {
    /// What may be shown, and who may be shut out.
    Moderation = 0,
    /// What data is collected, for what, for how long, and who gets it. No rule in effect: none.
    Data = 1,
    /// What the platform does and charges.
    Product = 2,
    /// How contribution is counted.
    Economy = 3,
}

impl Domain {
    /// The domain of this number.
    pub const fn from_u8(number: u8) -> Option<Self> {
        match number {
            0 => Some(Self::Moderation),
            1 => Some(Self::Data),
            2 => Some(Self::Product),
            3 => Some(Self::Economy),
            _ => None,
        }
    }

    /// The shortest time between execution and effect, in seconds (INVARIANT 16).
    pub const fn notice(self, widens: bool) -> u32 {
        match self {
            Self::Data if widens => 14 * DAY,
            Self::Moderation | Self::Data | Self::Product => 3 * DAY,
            Self::Economy => 7 * DAY,
        }
    }
}

/// [`Param::unit`]: no parameter.
pub const UNSET: u8 = 0;
/// [`Param::unit`]: a number.
pub const NUMBER: u8 = 1;
/// [`Param::unit`]: basis points, at most 10,000.
pub const BPS: u8 = 2;
/// [`Param::unit`]: base units.
pub const AMOUNT: u8 = 3;
/// [`Param::unit`]: seconds.
pub const SECONDS: u8 = 4;
/// [`Param::unit`]: a set, one bit each.
pub const FLAGS: u8 = 5;
/// [`Param::unit`]: 0 or 1.
pub const BOOL: u8 = 6;

/// A typed parameter.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Param {
    /// What the value is: [`UNSET`] to [`BOOL`].
    pub unit: u8,
    /// The value.
    pub value: u64,
}

impl Param {
    /// No parameter.
    pub const UNSET: Self = Self { unit: UNSET, value: 0 };

    /// Whether the value is one of its unit.
    pub fn is_sound(&self) -> bool {
        match self.unit {
            UNSET => self.value == 0,
            NUMBER | AMOUNT | SECONDS | FLAGS => true,
            BPS => self.value <= 10_000,
            BOOL => self.value <= 1,
            _ => false,
        }
    }
}

/// One version of a rule.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Version {
    /// Counts from 1; 0: there is none.
    pub number: u32,
    /// SHA-256 of the text; zeros: this version repeals the rule.
    pub text_hash: Digest,
    /// [`Version::hash`] of the version before; zeros for the first.
    pub previous_hash: Digest,
    /// When it was written, unix seconds. One whose next version was written before it took effect never did.
    pub set_at: i64,
    /// In effect from here on, unix seconds.
    pub effective_at: i64,
    /// In effect until before this, unix seconds; `i64::MAX`: until it is replaced.
    pub sunset_at: i64,
    /// The parameters.
    pub params: [Param; 8],
}

impl Version {
    /// Before the first version.
    pub const NONE: Self = Self {
        number: 0,
        text_hash: [0; 32],
        previous_hash: [0; 32],
        set_at: 0,
        effective_at: 0,
        sunset_at: 0,
        params: [Param::UNSET; 8],
    };

    /// Whether it is in effect at `time`, unless a later one replaced it by then.
    pub fn is_in_effect(&self, time: i64) -> bool {
        self.number > 0 && self.text_hash != [0; 32] && (self.effective_at..self.sunset_at).contains(&time)
    }

    /// SHA-256 of all it says: the next version carries it, so that the chain can be checked to its beginning.
    pub fn hash<H: Sha256>(&self) -> Digest {
        H::hashv(&[
            &self.number.to_le_bytes(),
            &self.text_hash,
            &self.previous_hash,
            &self.set_at.to_le_bytes(),
            &self.effective_at.to_le_bytes(),
            &self.sunset_at.to_le_bytes(),
            &self.param_bytes(),
        ])
    }

    /// The parameters as they are hashed: unit and value of each, one after another.
    pub fn param_bytes(&self) -> [u8; 72] {
        let mut params = [0; 72];
        for (bytes, param) in params.chunks_exact_mut(9).zip(&self.params) {
            let [unit, value @ ..] = bytes else { continue };
            *unit = param.unit;
            value.copy_from_slice(&param.value.to_le_bytes());
        }
        params
    }
}

/// What a rule says at a time.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum RuleAt<'a> {
    /// This version is in effect.
    Version(&'a Version),
    /// No version is.
    Nothing,
    /// The time lies before what the rule's account remembers; older versions are in its events.
    Forgotten,
}

/// What a rule says at `time`, given its newest version and the one in effect before that.
pub fn rule_at<'a>(newest: &'a Version, former: &'a Version, time: i64) -> RuleAt<'a> {
    let version = if time >= newest.effective_at { newest } else { former };
    if version.number > 1 && time < version.effective_at {
        return RuleAt::Forgotten;
    }
    if version.is_in_effect(time) {
        RuleAt::Version(version)
    } else {
        RuleAt::Nothing
    }
}

/// The data rule's parameter 0: which categories of data are collected, one bit each.
pub const DATA_CATEGORIES: usize = 0;
/// The data rule's parameter 1: for which purposes, one bit each.
pub const DATA_PURPOSES: usize = 1;
/// The data rule's parameter 2: for how long it is kept at most, in seconds.
pub const DATA_RETENTION: usize = 2;
/// The data rule's parameter 3: who else receives it, one bit each.
pub const DATA_RECIPIENTS: usize = 3;

/// Whether a data rule collects more than what would be in effect without it when it takes effect; `None`: nothing
/// would be, so nothing would be allowed. Sets widen by any bit, numbers by any increase, units by any change, the end by
/// coming later.
pub fn widens(before: Option<&Version>, after: &Version) -> bool {
    let says_something = after.params.iter().any(|param| param.value != 0);
    let Some(before) = before.filter(|before| after.sunset_at <= before.sunset_at) else {
        return says_something;
    };
    before.params.iter().zip(&after.params).any(|(before, after)| {
        if after.unit != before.unit {
            return after.value != 0;
        }
        match after.unit {
            FLAGS => after.value & !before.value != 0,
            _ => after.value > before.value,
        }
    })
}

#[cfg(test)]
mod tests;
