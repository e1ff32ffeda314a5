//! What is wrong with proposals: actions that can never be executed, and promises of hidden ones that are not kept.

use makerstake_core::action::{Action, BudgetTerms, CreateGrant, OpenBudget, SetRule, Transfer};
use makerstake_core::rule::Param;
use makerstake_core::track::Terms;
use makerstake_testkit::{clock::DAY, governance::encode, model::governance::Act};

use crate::{acts, entropy::Entropy};

const DAYS: u32 = DAY as u32;

/// What a proposal says of the actions that it hides, the kinds' bits and how many: mostly the truth.
pub fn promise(acts: &[Act], entropy: Entropy) -> (u32, u8) {
    let kinds = acts.iter().fold(0, |kinds, act| kinds | 1 << act.kind());
    let count = u8::try_from(acts.len()).expect("few actions");
    match entropy.mixed(5).byte(0) % 16 {
        0 if acts[0].kind() == 0 => (1 << 15, count),
        0 => (1, count),
        1 => (kinds, count + 1),
        2 => (kinds, count - 1),
        _ => (kinds, count),
    }
}

/// The action as one that can never be executed, where there is such a one.
pub fn spoiled(bytes: &[u8], entropy: Entropy) -> Vec<u8> {
    let Some(action) = acts::first(bytes) else { return bytes.to_vec() };
    let terms = |terms: BudgetTerms| match entropy.byte(6) % 3 {
        0 => BudgetTerms { cap: 0, ..terms },
        1 => BudgetTerms { per_day: 0, ..terms },
        _ => BudgetTerms { lasts: 366 * DAYS + 1, ..terms },
    };
    let nothing = [0; 32];
    let spoil = |mut rule: SetRule<'_>| {
        match entropy.byte(6) % 3 {
            0 => rule.notice = 3 * DAYS - 1,
            1 => rule.params[7] = Param { unit: 2, value: 10_001 },
            _ => rule.version = 0,
        }
        encode(&[Action::SetRule(rule)])
    };
    match action {
        Action::Transfer(transfer) => encode(&[Action::Transfer(Transfer { amount: 0, ..transfer })]),
        Action::OpenBudget(open) => {
            encode(&[Action::OpenBudget(OpenBudget { report_every: DAYS - 1, ..open })])
        }
        Action::AmendBudget { id, terms: amended } => {
            encode(&[Action::AmendBudget { id, terms: terms(amended) }])
        }
        Action::ReduceBudget { id, terms: reduced } => {
            encode(&[Action::ReduceBudget { id, terms: terms(reduced) }])
        }
        Action::SetRule(rule) => spoil(rule),
        Action::RepealRule { id, notice, .. } => encode(&[Action::RepealRule { id, version: 1, notice }]),
        Action::SetTrack { id, terms } => {
            encode(&[Action::SetTrack { id, terms: Terms { voting_period: 3 * DAYS - 1, ..terms } }])
        }
        Action::SetConstitution { .. } => encode(&[Action::SetConstitution { constitution_hash: &nothing }]),
        Action::SetGuardian { guardian, .. } => {
            encode(&[Action::SetGuardian { guardian, lasts: 366 * DAYS + 1 }])
        }
        Action::CreateGrant(grant) => encode(&[Action::CreateGrant(CreateGrant { total: 0, ..grant })]),
        Action::IssueTreasury { .. } => encode(&[Action::IssueTreasury { amount: 0 }]),
        Action::Resolve { .. } => encode(&[Action::Resolve { text_hash: &nothing }]),
        _ => bytes.to_vec(),
    }
}
