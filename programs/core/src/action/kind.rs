//! Kinds of action, sets of kinds, and what no vote can change about them.

use crate::units::DAY;

/// The shortest timelock of what mints shares or can do anything, in seconds.
pub const MIN_SLOW: u32 = 7 * DAY;

/// The kind of an action; its number is the first byte on the wire and its bit in [`Kinds`].
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[repr(u8)]
pub enum Kind {
    /// Pays from the treasury.
    Transfer = 0,
    /// Opens a budget.
    OpenBudget = 1,
    /// Changes a budget.
    AmendBudget = 2,
    /// Changes a budget downwards only.
    ReduceBudget = 3,
    /// Stops a budget.
    RevokeBudget = 4,
    /// Writes a rule that does not widen data collection.
    SetRule = 5,
    /// Writes a data rule that may.
    WidenRule = 6,
    /// Ends a rule.
    RepealRule = 7,
    /// Writes a track.
    SetTrack = 8,
    /// Gives the platform another constitution.
    SetConstitution = 9,
    /// Appoints a guardian.
    SetGuardian = 10,
    /// Names the scorer.
    SetScorer = 11,
    /// Decides a challenged distribution.
    ResolveDistribution = 12,
    /// Creates a grant.
    CreateGrant = 13,
    /// Revokes a grant.
    RevokeGrant = 14,
    /// Mints shares to the treasury.
    IssueTreasury = 15,
    /// Says something.
    Resolve = 16,
    /// Replaces a program's code.
    Upgrade = 17,
    /// Calls any program.
    Invoke = 18,
}

impl Kind {
    /// Every kind, by number.
    pub const ALL: [Self; 19] = [
        Self::Transfer,
        Self::OpenBudget,
        Self::AmendBudget,
        Self::ReduceBudget,
        Self::RevokeBudget,
        Self::SetRule,
        Self::WidenRule,
        Self::RepealRule,
        Self::SetTrack,
        Self::SetConstitution,
        Self::SetGuardian,
        Self::SetScorer,
        Self::ResolveDistribution,
        Self::CreateGrant,
        Self::RevokeGrant,
        Self::IssueTreasury,
        Self::Resolve,
        Self::Upgrade,
        Self::Invoke,
    ];

    /// The kind of this number.
    pub fn from_u8(number: u8) -> Option<Self> {
        Self::ALL.get(usize::from(number)).copied()
    }

    /// Its name in files and messages.
    pub const fn name(self) -> &'static str {
        match self {
            Self::Transfer => "transfer",
            Self::OpenBudget => "open_budget",
            Self::AmendBudget => "amend_budget",
            Self::ReduceBudget => "reduce_budget",
            Self::RevokeBudget => "revoke_budget",
            Self::SetRule => "set_rule",
            Self::WidenRule => "widen_rule",
            Self::RepealRule => "repeal_rule",
            Self::SetTrack => "set_track",
            Self::SetConstitution => "set_constitution",
            Self::SetGuardian => "set_guardian",
            Self::SetScorer => "set_scorer",
            Self::ResolveDistribution => "resolve_distribution",
            Self::CreateGrant => "create_grant",
            Self::RevokeGrant => "revoke_grant",
            Self::IssueTreasury => "issue_treasury",
            Self::Resolve => "resolve",
            Self::Upgrade => "upgrade",
            Self::Invoke => "invoke",
        }
    }

    /// The kind of this name.
    pub fn from_name(name: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|kind| kind.name() == name)
    }
}

/// A set of kinds.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Kinds(u32);

impl Kinds {
    /// No kind.
    pub const NONE: Self = Self(0);
    /// Every kind.
    pub const ALL: Self = Self(0x7_FFFF);
    /// What pays somebody: a timelock of a day at least.
    pub const SPENDING: Self = Self::NONE
        .with(Kind::Transfer)
        .with(Kind::OpenBudget)
        .with(Kind::AmendBudget)
        .with(Kind::CreateGrant);
    /// What mints new shares to the treasury: a timelock of 7 days at least.
    pub const EMISSION: Self = Self::NONE.with(Kind::IssueTreasury);
    /// What can do anything: calling and replacing programs. Its pins are compared with the slot of the proposal.
    pub const UNBOUNDED: Self = Self::NONE.with(Kind::Upgrade).with(Kind::Invoke);
    /// What can rewrite governance: only in a track with a timelock of 7 days at least, within limits of its own.
    pub const CONSTITUTIONAL: Self = Self::UNBOUNDED.with(Kind::SetTrack);
    /// What ends a challenge of a distribution, or an absent scorer: within 21 days of its creation.
    pub const RULING: Self = Self::NONE.with(Kind::SetScorer).with(Kind::ResolveDistribution);
    /// What a track with spending limits may do, and so every optimistic one: what the limits measure, and words.
    pub const MEASURED: Self = Self::NONE.with(Kind::Transfer).with(Kind::OpenBudget).with(Kind::Resolve);
    /// What the two kept ballot slots are kept for: recall and self-defence, other bars, and what a challenge waits for.
    pub const KEPT: Self = Self::RULING
        .with(Kind::ReduceBudget)
        .with(Kind::RevokeBudget)
        .with(Kind::RevokeGrant)
        .with(Kind::SetGuardian)
        .with(Kind::SetTrack);
    /// What nobody may block: recalls of budgets, and another guardian (INVARIANT 15).
    pub const UNBLOCKABLE: Self =
        Self::NONE.with(Kind::ReduceBudget).with(Kind::RevokeBudget).with(Kind::SetGuardian);

    /// The set of these bits; `None` for bits that are no kind.
    pub const fn from_bits(bits: u32) -> Option<Self> {
        if bits & !Self::ALL.0 == 0 {
            Some(Self(bits))
        } else {
            None
        }
    }

    /// Its bits: bit n is the kind of number n.
    pub const fn bits(self) -> u32 {
        self.0
    }

    /// This set and one kind more.
    pub const fn with(self, kind: Kind) -> Self {
        Self(self.0 | 1 << kind as u32)
    }

    /// Whether a kind is in it.
    pub const fn has(self, kind: Kind) -> bool {
        self.0 & 1 << kind as u32 != 0
    }

    /// Whether all of this is in the other.
    pub const fn is_within(self, other: Self) -> bool {
        self.0 & !other.0 == 0
    }

    /// Whether the two have a kind in common.
    pub const fn meets(self, other: Self) -> bool {
        self.0 & other.0 != 0
    }

    /// Whether it has no kind.
    pub const fn is_empty(self) -> bool {
        self.0 == 0
    }

    /// The shortest timelock of a track with these kinds, in seconds. What issues shares waits longer, and in any track.
    pub const fn shortest_timelock(self) -> u32 {
        if self.meets(Self::CONSTITUTIONAL) {
            MIN_SLOW
        } else if self.meets(Self::SPENDING) {
            DAY
        } else {
            0
        }
    }

    /// The shortest time between decision and execution, whatever the track says, in seconds.
    pub const fn timelock_floor(self) -> u32 {
        if self.meets(Self::EMISSION) || self.meets(Self::CONSTITUTIONAL) {
            MIN_SLOW
        } else if self.meets(Self::SPENDING) {
            DAY
        } else {
            0
        }
    }
}
