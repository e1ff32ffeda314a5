//! What a proposal does: typed actions and their compact wire form. One code writes it in clients and reads it on
//! chain, without allocating.
//!
//! An action is its kind (one byte) and its fields, little-endian, in the order of the structs below. Nothing is
//! padded. A list is actions one after another; [`Actions`] reads it.

pub mod code;
pub mod kind;
pub mod payload;
pub mod wire;

#[cfg(test)]
mod tests;

pub use code::{Invoke, Meta, Metas, Pin, Upgrade};
pub use kind::{Kind, Kinds};
pub use wire::{Actions, DecodeError};

use crate::{hash::Digest, rule::Param, track::Terms};

/// An address, as 32 bytes.
pub type Key = [u8; 32];

/// The most actions that one proposal carries.
pub const MAX_ACTIONS: u8 = 10;

/// What money is counted in.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Asset<'a> {
    /// Lamports.
    Sol,
    /// Base units of a mint.
    Token(&'a Key),
}

/// Pays from the treasury.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Transfer<'a> {
    /// In what.
    pub asset: Asset<'a>,
    /// A wallet (tokens go to its associated account), or a token account of the mint.
    pub to: &'a Key,
    /// Lamports or base units.
    pub amount: u64,
}

/// Opens a stream of money to a team.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct OpenBudget<'a> {
    /// The id in the budget's address.
    pub id: u32,
    /// In what.
    pub asset: Asset<'a>,
    /// The wallet that is paid and that reports.
    pub recipient: &'a Key,
    /// What it is worth.
    pub terms: BudgetTerms,
    /// A report is due at the latest this long after the start and after each report, in seconds.
    pub report_every: u32,
}

/// What a budget is worth.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct BudgetTerms {
    /// Accrues in a day, in lamports or base units.
    pub per_day: u64,
    /// The most that is ever drawn, in lamports or base units.
    pub cap: u64,
    /// How long it runs from execution on, in seconds.
    pub lasts: u32,
}

/// Writes the next version of a rule.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct SetRule<'a> {
    /// The id in the rule's address.
    pub id: u16,
    /// What it is about, [`crate::rule::Domain`] as its number.
    pub domain: u8,
    /// The version that this writes: one more than the newest, 1 for a new rule.
    pub version: u32,
    /// SHA-256 of the rule's text.
    pub text_hash: &'a Digest,
    /// How long after execution it takes effect, in seconds.
    pub notice: u32,
    /// How long it is in effect, in seconds; 0: until it is replaced.
    pub lasts: u32,
    /// The typed parameters.
    pub params: [Param; 8],
}

/// Vests shares of the grants bucket to somebody.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct CreateGrant<'a> {
    /// The holder: a wallet or a creator.
    pub holder: &'a Key,
    /// The id in the grant's address.
    pub id: u32,
    /// All shares, base units.
    pub total: u64,
    /// When vesting starts to count, unix seconds.
    pub start: i64,
    /// Before this nothing is vested, unix seconds.
    pub cliff: i64,
    /// From this on all is vested, unix seconds.
    pub end: i64,
    /// Whether the owners may revoke what has not vested.
    pub is_revocable: bool,
    /// Whether the holder may give the grant to another.
    pub is_transferable: bool,
}

/// One action of a proposal.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Action<'a> {
    /// Pays from the treasury.
    Transfer(Transfer<'a>),
    /// Opens a budget.
    OpenBudget(OpenBudget<'a>),
    /// Changes a budget in any direction.
    AmendBudget {
        /// Its id.
        id: u32,
        /// The new terms; they run from execution on.
        terms: BudgetTerms,
    },
    /// Changes a budget downwards only.
    ReduceBudget {
        /// Its id.
        id: u32,
        /// The new terms; none may exceed the present one.
        terms: BudgetTerms,
    },
    /// Stops a budget for good.
    RevokeBudget {
        /// Its id.
        id: u32,
    },
    /// Writes a rule that does not widen what data is collected.
    SetRule(SetRule<'a>),
    /// Writes a data rule that may.
    WidenRule(SetRule<'a>),
    /// Ends a rule.
    RepealRule {
        /// Its id.
        id: u16,
        /// The version that this writes.
        version: u32,
        /// How long after execution it ends, in seconds.
        notice: u32,
    },
    /// Writes a track.
    SetTrack {
        /// The id in the track's address.
        id: u8,
        /// What it asks for from now on; open proposals keep what they copied.
        terms: Terms,
    },
    /// Gives the platform another constitution.
    SetConstitution {
        /// SHA-256 of the constitution's text.
        constitution_hash: &'a Digest,
    },
    /// Appoints a guardian.
    SetGuardian {
        /// Its key; zeros: nobody.
        guardian: &'a Key,
        /// How long the appointment lasts from execution on, in seconds.
        lasts: u32,
    },
    /// Names who proposes distributions.
    SetScorer {
        /// Its key.
        scorer: &'a Key,
    },
    /// Rules on a disputed distribution.
    ResolveDistribution {
        /// Its address, which follows from its epoch.
        distribution: &'a Key,
        /// Its root: a ruling that was prepared before the epoch was proposed is about nothing else.
        root: &'a Digest,
        /// What becomes of it, and who was wrong.
        ruling: Ruling,
    },
    /// Creates a grant.
    CreateGrant(CreateGrant<'a>),
    /// Takes back what of a grant has not vested.
    RevokeGrant {
        /// Its address.
        grant: &'a Key,
    },
    /// Mints shares of the treasury bucket to the treasury.
    IssueTreasury {
        /// Base units.
        amount: u64,
    },
    /// Says something, and does nothing.
    Resolve {
        /// SHA-256 of the text.
        text_hash: &'a Digest,
    },
    /// Replaces a program's code by that of a buffer.
    Upgrade(Upgrade<'a>),
    /// Calls any program, with the treasury's signature.
    Invoke(Invoke<'a>),
}

/// What becomes of a disputed distribution, and who was wrong.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[repr(u8)]
pub enum Ruling {
    /// It stands as proposed, and nobody loses a bond.
    AsProposed = 0,
    /// It stands as proposed; the challenger loses its bond.
    AsProposedAgainstChallenger = 1,
    /// It is void, and nobody loses a bond.
    Void = 2,
    /// It is void; the proposer loses its bond.
    VoidAgainstProposer = 3,
    /// It is void; the challenger loses its bond.
    VoidAgainstChallenger = 4,
}

impl Ruling {
    /// The ruling of this number.
    pub const fn from_u8(number: u8) -> Option<Self> {
        match number {
            0 => Some(Self::AsProposed),
            1 => Some(Self::AsProposedAgainstChallenger),
            2 => Some(Self::Void),
            3 => Some(Self::VoidAgainstProposer),
            4 => Some(Self::VoidAgainstChallenger),
            _ => None,
        }
    }
}

impl Action<'_> {
    /// Its kind.
    pub const fn kind(&self) -> Kind {
        match self {
            Self::Transfer(_) => Kind::Transfer,
            Self::OpenBudget(_) => Kind::OpenBudget,
            Self::AmendBudget { .. } => Kind::AmendBudget,
            Self::ReduceBudget { .. } => Kind::ReduceBudget,
            Self::RevokeBudget { .. } => Kind::RevokeBudget,
            Self::SetRule(_) => Kind::SetRule,
            Self::WidenRule(_) => Kind::WidenRule,
            Self::RepealRule { .. } => Kind::RepealRule,
            Self::SetTrack { .. } => Kind::SetTrack,
            Self::SetConstitution { .. } => Kind::SetConstitution,
            Self::SetGuardian { .. } => Kind::SetGuardian,
            Self::SetScorer { .. } => Kind::SetScorer,
            Self::ResolveDistribution { .. } => Kind::ResolveDistribution,
            Self::CreateGrant(_) => Kind::CreateGrant,
            Self::RevokeGrant { .. } => Kind::RevokeGrant,
            Self::IssueTreasury { .. } => Kind::IssueTreasury,
            Self::Resolve { .. } => Kind::Resolve,
            Self::Upgrade(_) => Kind::Upgrade,
            Self::Invoke(_) => Kind::Invoke,
        }
    }

    /// Whether it can ever be executed, whatever happens until then: a proposal that cannot is refused at creation.
    pub fn is_sound(&self) -> bool {
        let nobody = [0; 32];
        match self {
            Self::Transfer(transfer) => transfer.amount > 0 && *transfer.to != nobody,
            Self::OpenBudget(budget) => {
                budget.terms.is_sound()
                    && *budget.recipient != nobody
                    && (crate::budget::MIN_REPORT..=budget.terms.lasts).contains(&budget.report_every)
            }
            Self::AmendBudget { terms, .. } | Self::ReduceBudget { terms, .. } => terms.is_sound(),
            Self::SetRule(rule) => rule.is_sound(false),
            Self::WidenRule(rule) => rule.is_sound(true),
            Self::RepealRule { version, notice, .. } => *version > 1 && *notice <= crate::rule::MAX_NOTICE,
            Self::SetTrack { terms, .. } => terms.check().is_ok(),
            Self::SetConstitution { constitution_hash } => **constitution_hash != nobody,
            Self::SetGuardian { guardian, lasts } => {
                (**guardian == nobody) == (*lasts == 0) && *lasts <= MAX_GUARDIAN_TERM
            }
            Self::SetScorer { scorer } => **scorer != nobody,
            Self::CreateGrant(grant) => grant.total > 0 && *grant.holder != nobody,
            Self::IssueTreasury { amount } => *amount > 0,
            Self::Resolve { text_hash } => **text_hash != nobody,
            Self::Upgrade(upgrade) => upgrade.is_sound(),
            Self::Invoke(invoke) => invoke.is_sound(),
            Self::RevokeBudget { .. } | Self::ResolveDistribution { .. } | Self::RevokeGrant { .. } => true,
        }
    }
}

/// The longest appointment of a guardian, in seconds: 366 days. After it the guardian is nobody (INVARIANT 15).
pub const MAX_GUARDIAN_TERM: u32 = 366 * crate::units::DAY;

impl BudgetTerms {
    /// Whether the terms are within the limits of every budget.
    pub fn is_sound(&self) -> bool {
        self.per_day > 0 && self.cap > 0 && (1..=crate::budget::MAX_TERM).contains(&self.lasts)
    }
}

impl SetRule<'_> {
    /// Whether domain, notice and parameters are within the rules about rules.
    fn is_sound(&self, widens: bool) -> bool {
        let Some(domain) = crate::rule::Domain::from_u8(self.domain) else { return false };
        let notice = domain.notice(widens);
        self.version > 0
            && *self.text_hash != [0; 32]
            && (!widens || domain == crate::rule::Domain::Data)
            && (notice..=crate::rule::MAX_NOTICE).contains(&self.notice)
            && self.lasts <= crate::rule::MAX_TERM
            && self.params.iter().all(Param::is_sound)
    }
}
