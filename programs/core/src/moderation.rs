//! The rules of moderation: which version of a rule was in force when, what a label says, when it is final, and when a
//! team of moderators is suspended.

use crate::{rule::Version, units::DAY};

/// The id that stands for the law: a ground in law needs no rule of the platform.
pub const LAW: u16 = u16::MAX;
/// Most rules that a docket applies.
pub const MAX_RULES: usize = 16;
/// The longest that moderators may let a label stand without setting it anew, in seconds.
pub const MAX_LABEL: u32 = 180 * DAY;
/// The longest term of moderators, in seconds.
pub const MAX_TERM: u32 = 366 * DAY;
/// The shortest time to appeal, in seconds.
pub const MIN_APPEAL: u32 = 14 * DAY;
/// The longest time to appeal, in seconds.
pub const MAX_APPEAL: u32 = 180 * DAY;
/// How long the period before a label's present one is kept at least, in seconds: longer than any window of a
/// distribution stays open, so whoever computes one again sees what stood in it.
pub const PERIOD_KEPT: u32 = 90 * DAY;
/// How many reviews of the moderators' labels are remembered.
pub const REVIEWS: u8 = 10;
/// As many overturned labels among them suspend the moderators.
pub const SUSPENDING: u32 = 3;

/// What a label says of a work.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
#[repr(u8)]
pub enum Value {
    /// Something is said beside it.
    Notice = 0,
    /// It is recommended to nobody.
    Limited = 1,
    /// It is shown to adults only.
    Age = 2,
    /// It is not shown.
    Removed = 3,
    /// It is shown, and earns nothing.
    NoEarnings = 4,
}

impl Value {
    /// The value of a stored byte, or nothing for a byte that is none.
    pub const fn from_byte(byte: u8) -> Option<Self> {
        match byte {
            0 => Some(Self::Notice),
            1 => Some(Self::Limited),
            2 => Some(Self::Age),
            3 => Some(Self::Removed),
            4 => Some(Self::NoEarnings),
            _ => None,
        }
    }

    /// Whether a work with this label earns nothing once the label is final.
    pub const fn takes_earnings(self) -> bool {
        matches!(self, Self::Removed | Self::NoEarnings)
    }
}

/// A time in which a label stood, in unix seconds.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Period {
    /// What it said.
    pub value: u8,
    /// From when on nobody could appeal any more; the largest number: never.
    pub final_at: i64,
    /// When it ended.
    pub ended_at: i64,
}

impl Period {
    /// Whether the work earns nothing in a window that ends at `window_end`: the label was final before, and still stood. The
    /// answer for a window that is over never changes, whatever becomes of the label later.
    pub fn takes_window(&self, window_end: i64) -> bool {
        let takes = Value::from_byte(self.value).is_some_and(Value::takes_earnings);
        takes && self.final_at < window_end && window_end <= self.ended_at
    }
}

/// What became of the last ten labels of the moderators that somebody reviewed: a bit each, the newest lowest, 1 where the
/// label was overturned.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Reviews(u16);

impl Reviews {
    /// Those of a stored number.
    pub const fn from_bits(bits: u16) -> Self {
        Self(bits & Self::MASK)
    }

    /// The number that is stored.
    pub const fn bits(self) -> u16 {
        self.0
    }

    /// With one more review; the eleventh pushes out the first.
    #[must_use]
    pub const fn with(self, is_overturned: bool) -> Self {
        Self::from_bits((self.0 << 1) | is_overturned as u16)
    }

    /// Whether the moderators may set no label until the owners confirm them.
    pub const fn suspend(self) -> bool {
        self.0.count_ones() >= SUSPENDING
    }

    const MASK: u16 = (1 << REVIEWS) - 1;
}

/// What is known of the version after another, from an account that was checked against the chain of hashes.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Next {
    /// Its number.
    pub number: u32,
    /// When it was written, unix seconds.
    pub set_at: i64,
    /// When it took effect, or where it never did, when what came after it did.
    pub took_over_at: i64,
}

/// The end of a version of a rule.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct End {
    /// In force until before this, unix seconds. Where that is not after `effective_at`, it never was.
    pub until: i64,
    /// When what came after it took effect.
    pub followed_at: i64,
}

/// The end of the version `number`, or nothing while it is not certain. `newest` and `former` are what the rule's account
/// remembers, `next` what is known of the version after this one.
///
/// A version whose successor was written before it took effect never did: so each version says when it was written.
pub fn end_of(
    version: &Version,
    newest: &Version,
    former: &Version,
    next: Option<Next>,
    now: i64,
) -> Option<End> {
    let following = version.number.checked_add(1)?;
    let (replaced_at, followed_at) = if former.number == version.number {
        // It took effect, or the account would have forgotten it.
        (i64::MAX, newest.effective_at)
    } else if former.number == following {
        (former.set_at, former.effective_at)
    } else if newest.number == following {
        (newest.set_at, newest.effective_at)
    } else {
        let next = next.filter(|next| next.number == following)?;
        (next.set_at, next.took_over_at)
    };
    // What has not taken effect may still be replaced by something that does earlier.
    if followed_at > now {
        return None;
    }
    let was_in_force = version.effective_at <= replaced_at;
    let until = if was_in_force { followed_at.min(version.sunset_at) } else { version.effective_at };
    Some(End { until, followed_at })
}

#[cfg(test)]
mod tests;
