//! What a proposal may carry.

use super::{Terms, DAY};
use crate::{
    equity::{Fault, GrantPlan, Outcome},
    governance::GovernanceError,
};

/// What money is counted in.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[allow(missing_docs)]
pub enum Asset {
    Sol,
    Token(usize),
}

/// Who is paid.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[allow(missing_docs)]
pub enum To {
    Payee(usize),
    /// The pool's vault: an account that is no wallet.
    Vault,
    Treasury,
}

/// What a budget is worth.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[allow(missing_docs)]
pub struct Stream {
    pub per_day: u64,
    pub cap: u64,
    pub lasts: i64,
}

/// What a version of a rule says.
#[derive(Clone, Debug, PartialEq, Eq)]
#[allow(missing_docs)]
pub struct RuleText {
    pub id: u16,
    pub domain: u8,
    pub version: u32,
    pub text: [u8; 32],
    pub notice: i64,
    pub lasts: i64,
    /// Unit and value.
    pub params: [(u8, u64); 8],
    pub widens: bool,
}

/// One action.
#[derive(Clone, Debug, PartialEq, Eq)]
#[allow(missing_docs)]
pub enum Act {
    Pay {
        asset: Asset,
        to: To,
        amount: u64,
    },
    OpenBudget {
        id: u32,
        asset: Asset,
        team: usize,
        stream: Stream,
        report_every: i64,
    },
    Amend {
        id: u32,
        stream: Stream,
    },
    Reduce {
        id: u32,
        stream: Stream,
    },
    Revoke {
        id: u32,
    },
    SetRule(RuleText),
    Repeal {
        id: u16,
        version: u32,
        notice: i64,
    },
    SetTrack {
        id: u8,
        terms: Terms,
    },
    SetConstitution {
        text: [u8; 32],
    },
    SetGuardian {
        who: Option<usize>,
        lasts: i64,
    },
    SetScorer {
        who: usize,
    },
    Rule {
        epoch: usize,
        /// Whether it names that distribution's root.
        is_root: bool,
        outcome: Outcome,
        fault: Fault,
    },
    Grant {
        to: usize,
        id: u32,
        plan: GrantPlan,
    },
    RevokeGrant {
        grant: usize,
    },
    Issue {
        amount: u64,
    },
    Say {
        text: [u8; 32],
    },
    /// One of a kind that the model does not follow: a call, an upgrade, or one about something that is not there.
    Opaque {
        kind: u32,
    },
}

/// A moderation, data, product or economy rule's shortest notice.
pub(super) fn shortest_notice(domain: u8, widens: bool) -> i64 {
    match (domain, widens) {
        (1, true) => 14 * DAY,
        (3, _) => 7 * DAY,
        _ => 3 * DAY,
    }
}

impl Stream {
    fn is_sound(&self) -> bool {
        self.per_day > 0 && self.cap > 0 && (1..=366 * DAY).contains(&self.lasts)
    }
}

impl Act {
    /// The number of its kind, as docs/governance.md lists them.
    pub fn kind(&self) -> u32 {
        match self {
            Self::Pay { .. } => 0,
            Self::OpenBudget { .. } => 1,
            Self::Amend { .. } => 2,
            Self::Reduce { .. } => 3,
            Self::Revoke { .. } => 4,
            Self::SetRule(rule) if rule.widens => 6,
            Self::SetRule(_) => 5,
            Self::Repeal { .. } => 7,
            Self::SetTrack { .. } => 8,
            Self::SetConstitution { .. } => 9,
            Self::SetGuardian { .. } => 10,
            Self::SetScorer { .. } => 11,
            Self::Rule { .. } => 12,
            Self::Grant { .. } => 13,
            Self::RevokeGrant { .. } => 14,
            Self::Issue { .. } => 15,
            Self::Say { .. } => 16,
            Self::Opaque { kind } => *kind,
        }
    }

    /// Why it can never be executed as it stands, if it cannot.
    pub fn fault(&self) -> Option<GovernanceError> {
        let broken = if let Self::SetTrack { terms, .. } = self { terms.broken_floor() } else { None };
        broken.or_else(|| (!self.is_sound()).then_some(GovernanceError::InvalidActionParameters))
    }

    /// Whether it can ever be executed.
    fn is_sound(&self) -> bool {
        match self {
            Self::Pay { amount, .. } | Self::Issue { amount } => *amount > 0,
            Self::OpenBudget { stream, report_every, .. } => {
                stream.is_sound() && (DAY..=stream.lasts).contains(report_every)
            }
            Self::Amend { stream, .. } | Self::Reduce { stream, .. } => stream.is_sound(),
            Self::SetRule(rule) => {
                let notice = shortest_notice(rule.domain, rule.widens);
                rule.version > 0
                    && rule.text != [0; 32]
                    && (!rule.widens || rule.domain == 1)
                    && (notice..=366 * DAY).contains(&rule.notice)
                    && rule.lasts <= 3_660 * DAY
                    && rule.params.iter().all(|(unit, value)| match unit {
                        0 => *value == 0,
                        2 => *value <= 10_000,
                        6 => *value <= 1,
                        _ => true,
                    })
            }
            Self::Repeal { version, notice, .. } => *version > 1 && *notice <= 366 * DAY,
            Self::SetTrack { terms, .. } => terms.broken_floor().is_none(),
            Self::SetConstitution { text } => *text != [0; 32],
            Self::SetGuardian { who, lasts } => who.is_some() == (*lasts > 0) && *lasts <= 366 * DAY,
            Self::Grant { plan, .. } => plan.total > 0,
            Self::Say { text } => *text != [0; 32],
            Self::Revoke { .. }
            | Self::SetScorer { .. }
            | Self::Rule { .. }
            | Self::RevokeGrant { .. }
            | Self::Opaque { .. } => true,
        }
    }
}
