//! From our actions to those of the rules, which borrow from them.

use makerstake_core::action::{
    self, Action, Asset, CreateGrant, Invoke, Meta, Metas, OpenBudget, Ruling, SetRule, Transfer, Upgrade,
};
use makerstake_core::rule;

use super::{BudgetTerms, Owned, Pin, RuleTerms};
use crate::border::Address;

/// The accounts of a call as they lie on the wire; none for every other action.
pub fn metas(action: &Owned) -> Vec<u8> {
    let Owned::Invoke { accounts, .. } = action else { return Vec::new() };
    let meta = |account: &super::CallAccount| {
        let (is_writable, is_signer) = (account.is_writable, account.is_signer);
        Meta { key: &account.key.0, is_writable, is_signer }.bytes()
    };
    accounts.iter().flat_map(meta).collect()
}

/// An action of the rules, or why there is none.
pub fn borrowed<'a>(action: &'a Owned, metas: Metas<'a>) -> Result<Action<'a>, &'static str> {
    Ok(match action {
        Owned::Transfer { asset: of, to, amount } => {
            Action::Transfer(Transfer { asset: asset(of), to: &to.0, amount: *amount })
        }
        Owned::OpenBudget { id, asset: of, recipient, terms, report_every } => {
            Action::OpenBudget(OpenBudget {
                id: *id,
                asset: asset(of),
                recipient: &recipient.0,
                terms: terms.into(),
                report_every: *report_every,
            })
        }
        Owned::AmendBudget { id, terms } => Action::AmendBudget { id: *id, terms: terms.into() },
        Owned::ReduceBudget { id, terms } => Action::ReduceBudget { id: *id, terms: terms.into() },
        Owned::RevokeBudget { id } => Action::RevokeBudget { id: *id },
        Owned::SetRule(terms) => Action::SetRule(rule(terms)?),
        Owned::WidenRule(terms) => Action::WidenRule(rule(terms)?),
        Owned::RepealRule { id, version, notice } => {
            Action::RepealRule { id: *id, version: *version, notice: *notice }
        }
        Owned::SetTrack { id, terms } => Action::SetTrack { id: *id, terms: (*terms).into() },
        Owned::SetConstitution { constitution_hash } => {
            Action::SetConstitution { constitution_hash: &constitution_hash.0 }
        }
        Owned::SetGuardian { guardian, lasts } => {
            Action::SetGuardian { guardian: &guardian.0, lasts: *lasts }
        }
        Owned::SetScorer { scorer } => Action::SetScorer { scorer: &scorer.0 },
        Owned::ResolveDistribution { distribution, root, ruling } => Action::ResolveDistribution {
            distribution: &distribution.0,
            root: &root.0,
            ruling: Ruling::from_u8(*ruling).ok_or("no such ruling")?,
        },
        Owned::CreateGrant { holder, id, total, start, cliff, end, is_revocable, is_transferable } => {
            Action::CreateGrant(CreateGrant {
                holder: &holder.0,
                id: *id,
                total: *total,
                start: *start,
                cliff: *cliff,
                end: *end,
                is_revocable: *is_revocable,
                is_transferable: *is_transferable,
            })
        }
        Owned::RevokeGrant { grant } => Action::RevokeGrant { grant: &grant.0 },
        Owned::IssueTreasury { amount } => Action::IssueTreasury { amount: *amount },
        Owned::Resolve { text_hash } => Action::Resolve { text_hash: &text_hash.0 },
        Owned::Upgrade { program, pin: code, buffer, code_hash, spill } => Action::Upgrade(Upgrade {
            program: &program.0,
            pin: pin(code),
            buffer: &buffer.0,
            code_hash: &code_hash.0,
            spill: &spill.0,
        }),
        Owned::Invoke { program, pin: code, data, .. } => {
            Action::Invoke(Invoke { program: &program.0, pin: pin(code), accounts: metas, data: &data.0 })
        }
    })
}

fn asset(asset: &Option<Address>) -> Asset<'_> {
    asset.as_ref().map_or(Asset::Sol, |mint| Asset::Token(&mint.0))
}

impl From<&BudgetTerms> for action::BudgetTerms {
    fn from(terms: &BudgetTerms) -> Self {
        Self { per_day: terms.per_day, cap: terms.cap, lasts: terms.lasts }
    }
}

fn rule(terms: &RuleTerms) -> Result<SetRule<'_>, &'static str> {
    let mut params = [rule::Param::UNSET; 8];
    if terms.params.len() > params.len() {
        return Err("more parameters than a rule has");
    }
    for (param, given) in params.iter_mut().zip(&terms.params) {
        *param = rule::Param { unit: given.unit, value: given.value };
    }
    Ok(SetRule {
        id: terms.id,
        domain: terms.domain,
        version: terms.version,
        text_hash: &terms.text_hash.0,
        notice: terms.notice,
        lasts: terms.lasts,
        params,
    })
}

fn pin(pin: &Pin) -> action::Pin<'_> {
    match pin {
        Pin::Immutable => action::Pin::Immutable,
        Pin::Slot { slot } => action::Pin::Slot(*slot),
        Pin::Code { bytes, hash } => action::Pin::Code { bytes: *bytes, hash: &hash.0 },
    }
}
