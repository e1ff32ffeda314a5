//! The actions of a proposal's file, and what they are on chain.
//!
//! In a file an action is a table with its `kind` and its fields; here it is read as `{ kind: fields }`, because a fault then
//! knows in which field it is.

use makerstake_core::action::{
    Action, Asset, BudgetTerms, CreateGrant, Key, OpenBudget, Ruling, SetRule, Transfer,
};
use makerstake_core::rule::{Domain, Param, AMOUNT, BOOL, BPS, FLAGS, NUMBER, SECONDS};
use makerstake_core::units::DAY;
use serde::{Deserialize, Deserializer};

use super::code::{InvokeEntry, UpgradeEntry};
use super::track::TrackEntry;
use crate::parse;

/// An address that is kept as its bytes.
#[derive(Clone, Copy, Debug)]
pub struct Address(pub(super) Key);

impl<'de> Deserialize<'de> for Address {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let text = String::deserialize(deserializer)?;
        let key =
            parse::address(&text).map_err(|error| serde::de::Error::custom(format!("{text:?}: {error}")))?;
        Ok(Self(key.to_bytes()))
    }
}

/// A SHA-256 in hexadecimal.
#[derive(Clone, Copy, Debug)]
pub struct Hash(pub(super) [u8; 32]);

impl<'de> Deserialize<'de> for Hash {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let text = String::deserialize(deserializer)?;
        parse::digest(&text).map(Self).map_err(|error| serde::de::Error::custom(format!("{text:?}: {error}")))
    }
}

/// One action.
#[derive(Debug, Deserialize)]
#[serde(rename_all = "snake_case", deny_unknown_fields)]
pub enum Entry {
    /// Pay from the treasury: lamports, or base units of `mint`.
    Transfer { to: Address, amount: u64, mint: Option<Address> },
    /// Open a stream to a team.
    OpenBudget {
        id: u32,
        to: Address,
        per_day: u64,
        cap: u64,
        days: u32,
        report_every_days: u32,
        mint: Option<Address>,
    },
    /// Change a budget.
    AmendBudget { id: u32, per_day: u64, cap: u64, days: u32 },
    /// Change a budget downwards.
    ReduceBudget { id: u32, per_day: u64, cap: u64, days: u32 },
    /// Stop a budget.
    RevokeBudget { id: u32 },
    /// Write a rule that does not widen what is collected.
    SetRule(RuleEntry),
    /// Write a data rule that may.
    WidenRule(RuleEntry),
    /// End a rule.
    RepealRule { id: u16, version: u32, notice_days: u32 },
    /// Appoint a guardian; without a key, nobody.
    SetGuardian { guardian: Option<Address>, days: u32 },
    /// Name the scorer.
    SetScorer { scorer: Address },
    /// Rule on a disputed distribution.
    ResolveDistribution { distribution: Address, root: Hash, ruling: Decision },
    /// Vest shares of the grants bucket.
    CreateGrant {
        holder: Address,
        id: u32,
        total: u64,
        start: i64,
        cliff: i64,
        end: i64,
        revocable: bool,
        transferable: bool,
    },
    /// Take back what has not vested.
    RevokeGrant { grant: Address },
    /// Mint shares to the treasury.
    IssueTreasury { amount: u64 },
    /// Give the platform another constitution.
    SetConstitution { constitution_sha256: Hash },
    /// Say something.
    Resolve { text_sha256: Hash },
    /// Write a track, with the fields of the tracks that a platform starts with.
    SetTrack(TrackEntry),
    /// Replace a program's code.
    Upgrade(UpgradeEntry),
    /// Call any program.
    Invoke(InvokeEntry),
}

/// A rule's next version.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct RuleEntry {
    id: u16,
    domain: RuleDomain,
    version: u32,
    text_sha256: Hash,
    notice_days: u32,
    #[serde(default)]
    lasts_days: u32,
    #[serde(default)]
    params: Vec<ParamEntry>,
}

/// What a rule is about.
#[derive(Clone, Copy, Debug, Deserialize)]
#[serde(rename_all = "snake_case")]
enum RuleDomain {
    Moderation,
    Data,
    Product,
    Economy,
}

/// A typed parameter.
#[derive(Clone, Copy, Debug, Deserialize)]
#[serde(rename_all = "snake_case")]
enum ParamEntry {
    Number(u64),
    Bps(u64),
    Amount(u64),
    Seconds(u64),
    Flags(u64),
    Bool(bool),
}

/// What becomes of a disputed distribution, and who loses its bond.
#[derive(Clone, Copy, Debug, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Decision {
    /// It stands.
    AsProposed,
    /// It stands; the challenger loses.
    AsProposedAgainstChallenger,
    /// It is void.
    Void,
    /// It is void; the proposer loses.
    VoidAgainstProposer,
    /// It is void; the challenger loses.
    VoidAgainstChallenger,
}

impl From<Decision> for Ruling {
    fn from(decision: Decision) -> Self {
        match decision {
            Decision::AsProposed => Self::AsProposed,
            Decision::AsProposedAgainstChallenger => Self::AsProposedAgainstChallenger,
            Decision::Void => Self::Void,
            Decision::VoidAgainstProposer => Self::VoidAgainstProposer,
            Decision::VoidAgainstChallenger => Self::VoidAgainstChallenger,
        }
    }
}

impl Entry {
    /// The action.
    pub fn action(&self) -> Action<'_> {
        fn asset(mint: &Option<Address>) -> Asset<'_> {
            mint.as_ref().map_or(Asset::Sol, |mint| Asset::Token(&mint.0))
        }
        let days = |days: u32| days.saturating_mul(DAY);
        let terms = |per_day: &u64, cap: &u64, lasts: &u32| BudgetTerms {
            per_day: *per_day,
            cap: *cap,
            lasts: days(*lasts),
        };
        match self {
            Self::Transfer { to, amount, mint } => {
                Action::Transfer(Transfer { asset: asset(mint), to: &to.0, amount: *amount })
            }
            Self::OpenBudget { id, to, per_day, cap, days: lasts, report_every_days, mint } => {
                Action::OpenBudget(OpenBudget {
                    id: *id,
                    asset: asset(mint),
                    recipient: &to.0,
                    terms: terms(per_day, cap, lasts),
                    report_every: days(*report_every_days),
                })
            }
            Self::AmendBudget { id, per_day, cap, days } => {
                Action::AmendBudget { id: *id, terms: terms(per_day, cap, days) }
            }
            Self::ReduceBudget { id, per_day, cap, days } => {
                Action::ReduceBudget { id: *id, terms: terms(per_day, cap, days) }
            }
            Self::RevokeBudget { id } => Action::RevokeBudget { id: *id },
            Self::SetRule(rule) => Action::SetRule(rule.rule()),
            Self::WidenRule(rule) => Action::WidenRule(rule.rule()),
            Self::RepealRule { id, version, notice_days } => {
                Action::RepealRule { id: *id, version: *version, notice: days(*notice_days) }
            }
            Self::SetGuardian { guardian, days: lasts } => Action::SetGuardian {
                guardian: guardian.as_ref().map_or(&[0; 32], |guardian| &guardian.0),
                lasts: days(*lasts),
            },
            Self::SetScorer { scorer } => Action::SetScorer { scorer: &scorer.0 },
            Self::ResolveDistribution { distribution, root, ruling } => Action::ResolveDistribution {
                distribution: &distribution.0,
                root: &root.0,
                ruling: (*ruling).into(),
            },
            Self::CreateGrant { holder, id, total, start, cliff, end, revocable, transferable } => {
                Action::CreateGrant(CreateGrant {
                    holder: &holder.0,
                    id: *id,
                    total: *total,
                    start: *start,
                    cliff: *cliff,
                    end: *end,
                    is_revocable: *revocable,
                    is_transferable: *transferable,
                })
            }
            Self::RevokeGrant { grant } => Action::RevokeGrant { grant: &grant.0 },
            Self::IssueTreasury { amount } => Action::IssueTreasury { amount: *amount },
            Self::SetConstitution { constitution_sha256 } => {
                Action::SetConstitution { constitution_hash: &constitution_sha256.0 }
            }
            Self::Resolve { text_sha256 } => Action::Resolve { text_hash: &text_sha256.0 },
            Self::SetTrack(track) => Action::SetTrack { id: track.id, terms: track.terms },
            Self::Upgrade(upgrade) => Action::Upgrade(upgrade.upgrade()),
            Self::Invoke(invoke) => Action::Invoke(invoke.invoke()),
        }
    }
}

impl RuleEntry {
    fn rule(&self) -> SetRule<'_> {
        let domain = match self.domain {
            RuleDomain::Moderation => Domain::Moderation,
            RuleDomain::Data => Domain::Data,
            RuleDomain::Product => Domain::Product,
            RuleDomain::Economy => Domain::Economy,
        };
        let mut params = [Param::UNSET; 8];
        for (to, from) in params.iter_mut().zip(&self.params) {
            let (unit, value) = match from {
                ParamEntry::Number(value) => (NUMBER, *value),
                ParamEntry::Bps(value) => (BPS, *value),
                ParamEntry::Amount(value) => (AMOUNT, *value),
                ParamEntry::Seconds(value) => (SECONDS, *value),
                ParamEntry::Flags(value) => (FLAGS, *value),
                ParamEntry::Bool(value) => (BOOL, u64::from(*value)),
            };
            *to = Param { unit, value };
        }
        SetRule {
            id: self.id,
            domain: domain as u8,
            version: self.version,
            text_hash: &self.text_sha256.0,
            notice: self.notice_days.saturating_mul(DAY),
            lasts: self.lasts_days.saturating_mul(DAY),
            params,
        }
    }
}
