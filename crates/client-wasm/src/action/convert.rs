//! From the actions of the rules to ours.

use makerstake_core::action::{self, Action, Asset};
use makerstake_core::rule;

use super::{BudgetTerms, CallAccount, Owned, Param, Pin, RuleTerms};
use crate::border::{Address, Bytes, Hash};

impl From<Action<'_>> for Owned {
    fn from(action: Action<'_>) -> Self {
        match action {
            Action::Transfer(transfer) => Self::Transfer {
                asset: asset(transfer.asset),
                to: Address(*transfer.to),
                amount: transfer.amount,
            },
            Action::OpenBudget(open) => Self::OpenBudget {
                id: open.id,
                asset: asset(open.asset),
                recipient: Address(*open.recipient),
                terms: open.terms.into(),
                report_every: open.report_every,
            },
            Action::AmendBudget { id, terms } => Self::AmendBudget { id, terms: terms.into() },
            Action::ReduceBudget { id, terms } => Self::ReduceBudget { id, terms: terms.into() },
            Action::RevokeBudget { id } => Self::RevokeBudget { id },
            Action::SetRule(rule) => Self::SetRule(rule.into()),
            Action::WidenRule(rule) => Self::WidenRule(rule.into()),
            Action::RepealRule { id, version, notice } => Self::RepealRule { id, version, notice },
            Action::SetTrack { id, terms } => Self::SetTrack { id, terms: terms.into() },
            Action::SetConstitution { constitution_hash } => {
                Self::SetConstitution { constitution_hash: Hash(*constitution_hash) }
            }
            Action::SetGuardian { guardian, lasts } => {
                Self::SetGuardian { guardian: Address(*guardian), lasts }
            }
            Action::SetScorer { scorer } => Self::SetScorer { scorer: Address(*scorer) },
            Action::ResolveDistribution { distribution, root, ruling } => Self::ResolveDistribution {
                distribution: Address(*distribution),
                root: Hash(*root),
                ruling: ruling as u8,
            },
            Action::CreateGrant(grant) => Self::CreateGrant {
                holder: Address(*grant.holder),
                id: grant.id,
                total: grant.total,
                start: grant.start,
                cliff: grant.cliff,
                end: grant.end,
                is_revocable: grant.is_revocable,
                is_transferable: grant.is_transferable,
            },
            Action::RevokeGrant { grant } => Self::RevokeGrant { grant: Address(*grant) },
            Action::IssueTreasury { amount } => Self::IssueTreasury { amount },
            Action::Resolve { text_hash } => Self::Resolve { text_hash: Hash(*text_hash) },
            Action::Upgrade(upgrade) => Self::Upgrade {
                program: Address(*upgrade.program),
                pin: upgrade.pin.into(),
                buffer: Address(*upgrade.buffer),
                code_hash: Hash(*upgrade.code_hash),
                spill: Address(*upgrade.spill),
            },
            Action::Invoke(invoke) => Self::Invoke {
                program: Address(*invoke.program),
                pin: invoke.pin.into(),
                accounts: invoke.accounts.iter().map(CallAccount::from).collect(),
                data: Bytes(invoke.data.to_vec()),
            },
        }
    }
}

fn asset(asset: Asset<'_>) -> Option<Address> {
    match asset {
        Asset::Sol => None,
        Asset::Token(mint) => Some(Address(*mint)),
    }
}

impl From<action::BudgetTerms> for BudgetTerms {
    fn from(terms: action::BudgetTerms) -> Self {
        Self { per_day: terms.per_day, cap: terms.cap, lasts: terms.lasts }
    }
}

impl From<action::SetRule<'_>> for RuleTerms {
    fn from(rule: action::SetRule<'_>) -> Self {
        let last = rule.params.iter().rposition(|param| *param != rule::Param::UNSET);
        let set = last.map_or(0, |last| last.saturating_add(1));
        Self {
            id: rule.id,
            domain: rule.domain,
            version: rule.version,
            text_hash: Hash(*rule.text_hash),
            notice: rule.notice,
            lasts: rule.lasts,
            params: rule
                .params
                .iter()
                .take(set)
                .map(|param| Param { unit: param.unit, value: param.value })
                .collect(),
        }
    }
}

impl From<action::Pin<'_>> for Pin {
    fn from(pin: action::Pin<'_>) -> Self {
        match pin {
            action::Pin::Immutable => Self::Immutable,
            action::Pin::Slot(slot) => Self::Slot { slot },
            action::Pin::Code { bytes, hash } => Self::Code { bytes, hash: Hash(*hash) },
        }
    }
}

impl From<action::Meta<'_>> for CallAccount {
    fn from(meta: action::Meta<'_>) -> Self {
        Self { key: Address(*meta.key), is_writable: meta.is_writable, is_signer: meta.is_signer }
    }
}
